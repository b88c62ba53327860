using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>Making, moving and removing names.</summary>
internal static class NameCalls
{
    /// <summary>rename(2).</summary>
    [Syscall(82, "rename")]
    internal static Errno Rename(SyscallContext caller, UserString oldPath, UserString newPath) =>
        RenameAt(caller, PathLimits.AtFdCwd, oldPath, PathLimits.AtFdCwd, newPath, RenameFlags.None);

    /// <summary>mkdir(2).</summary>
    [Syscall(83, "mkdir")]
    internal static Errno MakeDirectory(SyscallContext caller, UserString path, uint mode) =>
        MakeDirectoryAt(caller, PathLimits.AtFdCwd, path, mode);

    /// <summary>rmdir(2).</summary>
    [Syscall(84, "rmdir")]
    internal static Errno RemoveDirectory(SyscallContext caller, UserString path) =>
        PathCalls.RemoveDirectory(caller.Files, PathLimits.AtFdCwd, caller.Paths.Of(path));

    /// <summary>link(2).</summary>
    [Syscall(86, "link")]
    internal static Errno Link(SyscallContext caller, UserString oldPath, UserString newPath) =>
        LinkAt(caller, PathLimits.AtFdCwd, oldPath, PathLimits.AtFdCwd, newPath, AtFlags.None);

    /// <summary>unlink(2).</summary>
    [Syscall(87, "unlink")]
    internal static Errno Unlink(SyscallContext caller, UserString path) =>
        PathCalls.Unlink(caller.Files, PathLimits.AtFdCwd, caller.Paths.Of(path));

    /// <summary>symlink(2).</summary>
    [Syscall(88, "symlink")]
    internal static Errno CreateLink(SyscallContext caller, UserString target, UserString path) =>
        CreateLinkAt(caller, target, PathLimits.AtFdCwd, path);

    /// <summary>mknod(2).</summary>
    [Syscall(133, "mknod")]
    internal static Errno MakeNode(SyscallContext caller, UserString path, uint mode, uint device) =>
        MakeNodeAt(caller, PathLimits.AtFdCwd, path, mode, device);

    /// <summary>mkdirat(2).</summary>
    [Syscall(258, "mkdirat")]
    internal static Errno MakeDirectoryAt(SyscallContext caller, int dirfd, UserString path, uint mode) =>
        PathCalls.MakeDirectory(caller.Files, dirfd, caller.Paths.Of(path), (FileMode)mode);

    /// <summary>mknodat(2): the type is looked at first, and directories are not made this way.</summary>
    [Syscall(259, "mknodat")]
    internal static Errno MakeNodeAt(SyscallContext caller, int dirfd, UserString path, uint mode, uint device)
    {
        switch ((FileMode)mode & FileMode.IfMt)
        {
            case FileMode.None or FileMode.IfReg or FileMode.IfChr or FileMode.IfBlk or FileMode.IfIfo or FileMode.IfSock:
                return PathCalls.MakeNode(
                    caller.Files, dirfd, caller.Paths.Of(path), (FileMode)mode, DeviceNumber.Decode(device));
            case FileMode.IfDir:
                return Errno.EPERM;
            default:
                return Errno.EINVAL;
        }
    }

    /// <summary>unlinkat(2).</summary>
    [Syscall(263, "unlinkat")]
    internal static Errno UnlinkAt(SyscallContext caller, int dirfd, UserString path, UnlinkFlags flags) =>
        (flags & ~UnlinkFlags.RemoveDir) != 0 ? Errno.EINVAL
        : flags == UnlinkFlags.RemoveDir ? PathCalls.RemoveDirectory(caller.Files, dirfd, caller.Paths.Of(path))
        : PathCalls.Unlink(caller.Files, dirfd, caller.Paths.Of(path));

    /// <summary>renameat(2).</summary>
    [Syscall(264, "renameat")]
    internal static Errno RenameAt(SyscallContext caller, int oldDirfd, UserString oldPath, int newDirfd, UserString newPath) =>
        RenameAt(caller, oldDirfd, oldPath, newDirfd, newPath, RenameFlags.None);

    /// <summary>linkat(2).</summary>
    [Syscall(265, "linkat")]
    internal static Errno LinkAt(
        SyscallContext caller, int oldDirfd, UserString oldPath, int newDirfd, UserString newPath, AtFlags flags) =>
        PathCalls.Link(caller.Files, oldDirfd, caller.Paths.Of(oldPath), newDirfd, caller.Paths.Second(newPath), flags);

    /// <summary>symlinkat(2).</summary>
    [Syscall(266, "symlinkat")]
    internal static Errno CreateLinkAt(SyscallContext caller, UserString target, int newDirfd, UserString path) =>
        PathCalls.CreateLink(caller.Files, caller.Paths.Of(target), newDirfd, caller.Paths.Second(path));

    /// <summary>renameat2(2).</summary>
    [Syscall(316, "renameat2", Missing = "RENAME_WHITEOUT")]
    internal static Errno RenameAt(
        SyscallContext caller, int oldDirfd, UserString oldPath, int newDirfd, UserString newPath, RenameFlags flags) =>
        PathCalls.Rename(caller.Files, oldDirfd, caller.Paths.Of(oldPath), newDirfd, caller.Paths.Second(newPath), flags);
}
