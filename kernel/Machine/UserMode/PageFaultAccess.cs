using System;

namespace Lodestar.Machine.UserMode;

/// <summary>What an access that faulted wanted (Intel SDM volume 3, figure 4-12).</summary>
[Flags]
public enum PageFaultAccess
{
    Read = 0,

    /// <summary>The page was there and forbade the access; without it, there was none.</summary>
    Present = 1 << 0,
    Write = 1 << 1,

    /// <summary>The program's own access; without it, a copy of the kernel's from or to it.</summary>
    User = 1 << 2,
    Fetch = 1 << 4,
}
