using System;

namespace Lodestar.Core.Abi;

/// <summary>How <c>openat2(2)</c> walks a path.</summary>
[Flags]
[AbiPrefix("RESOLVE_")]
public enum ResolveFlags : ulong
{
    None = 0,

    /// <summary>Across no mount point.</summary>
    [AbiName("RESOLVE_NO_XDEV")]
    NoXDev = 0x01,

    /// <summary>Through none of /proc's links that do not depend on names.</summary>
    [AbiName("RESOLVE_NO_MAGICLINKS")]
    NoMagicLinks = 0x02,

    /// <summary>Through no symbolic link.</summary>
    [AbiName("RESOLVE_NO_SYMLINKS")]
    NoSymlinks = 0x04,

    /// <summary>Never out of the directory.</summary>
    Beneath = 0x08,

    /// <summary>The directory is the root.</summary>
    [AbiName("RESOLVE_IN_ROOT")]
    InRoot = 0x10,

    /// <summary>Only with what is in Linux's cache; otherwise EAGAIN.</summary>
    Cached = 0x20,
}
