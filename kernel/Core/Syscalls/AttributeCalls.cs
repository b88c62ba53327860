using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>Permissions and owners.</summary>
internal static class AttributeCalls
{
    /// <summary>chmod(2).</summary>
    [Syscall(90, "chmod")]
    internal static Errno ChangeMode(SyscallContext caller, UserString path, uint mode) =>
        ChangeModeAt(caller, PathLimits.AtFdCwd, path, mode, AtFlags.None);

    /// <summary>fchmod(2).</summary>
    [Syscall(91, "fchmod")]
    internal static Errno ChangeMode(FileContext files, int fd, uint mode) =>
        files.Descriptors.Get(fd) is { } file ? PathCalls.ChangeMode(files, file.Location, (FileMode)mode) : Errno.EBADF;

    /// <summary>chown(2).</summary>
    [Syscall(92, "chown")]
    internal static Errno ChangeOwner(SyscallContext caller, UserString path, int owner, int group) =>
        ChangeOwnerAt(caller, PathLimits.AtFdCwd, path, owner, group, AtFlags.None);

    /// <summary>fchown(2).</summary>
    [Syscall(93, "fchown")]
    internal static Errno ChangeOwner(FileContext files, int fd, int owner, int group) =>
        files.Descriptors.Get(fd) is { } file ? PathCalls.ChangeOwner(files, file.Location, owner, group) : Errno.EBADF;

    /// <summary>lchown(2).</summary>
    [Syscall(94, "lchown")]
    internal static Errno ChangeLinkOwner(SyscallContext caller, UserString path, int owner, int group) =>
        ChangeOwnerAt(caller, PathLimits.AtFdCwd, path, owner, group, AtFlags.SymlinkNoFollow);

    /// <summary>fchownat(2).</summary>
    [Syscall(260, "fchownat")]
    internal static Errno ChangeOwnerAt(
        SyscallContext caller, int dirfd, UserString path, int owner, int group, AtFlags flags) =>
        PathCalls.ChangeOwner(caller.Files, dirfd, caller.Paths.Of(path), owner, group, flags);

    /// <summary>fchmodat(2): without flags.</summary>
    [Syscall(268, "fchmodat")]
    internal static Errno ChangeModeAt(SyscallContext caller, int dirfd, UserString path, uint mode) =>
        ChangeModeAt(caller, dirfd, path, mode, AtFlags.None);

    /// <summary>fchmodat2(2).</summary>
    [Syscall(452, "fchmodat2")]
    internal static Errno ChangeModeAt(SyscallContext caller, int dirfd, UserString path, uint mode, AtFlags flags) =>
        PathCalls.ChangeMode(caller.Files, dirfd, caller.Paths.Of(path), (FileMode)mode, flags);
}
