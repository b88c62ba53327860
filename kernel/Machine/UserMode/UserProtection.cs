using System;

namespace Lodestar.Machine.UserMode;

/// <summary>What ring 3 may do with a page. Without any of these the page is kept but faults on every access.</summary>
[Flags]
public enum UserProtection
{
    None = 0,
    Read = 1,
    Write = 2,
    Execute = 4,
}
