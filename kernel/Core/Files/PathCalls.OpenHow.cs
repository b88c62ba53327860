using Lodestar.Core.Abi;

namespace Lodestar.Core.Files;

/// <summary><c>openat2(2)</c>: open with a structure, of which every bit is checked.</summary>
public static partial class PathCalls
{
    /// <summary>What openat2 refuses and open ignores.</summary>
    /// <returns>EINVAL for unknown or contradicting bits, EAGAIN for making a file out of Linux's cache only.</returns>
    public static Errno CheckHow(in OpenHow how)
    {
        const ResolveFlags KnownWays = ResolveFlags.NoXDev | ResolveFlags.NoMagicLinks | ResolveFlags.NoSymlinks
            | ResolveFlags.Beneath | ResolveFlags.InRoot | ResolveFlags.Cached;
        const ResolveFlags OneRoot = ResolveFlags.Beneath | ResolveFlags.InRoot;
        OpenFlags flags = (OpenFlags)how.Flags;
        bool makes = (flags & (OpenFlags.Creat | TmpFileBit)) != 0;
        if ((how.Flags & ~(ulong)KnownFlags) != 0
            || (how.Resolve & ~KnownWays) != 0
            || (how.Resolve & OneRoot) == OneRoot
            || (how.Mode & ~(makes ? (ulong)FileMode.IallUgo : 0)) != 0
            || ((flags & OpenFlags.Path) != 0 && (flags & ~PathFlags) != 0))
        {
            return Errno.EINVAL;
        }

        return (how.Resolve & ResolveFlags.Cached) == 0 ? Errno.None
            : makes || (flags & OpenFlags.Trunc) != 0 ? Errno.EAGAIN
            : Errno.None;
    }
}
