using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>Permissions and owners. Every tree is read-only: the errors are those of such a file system.</summary>
internal static class AttributeCalls
{
    private const string ReadOnly = "file systems that can be written";

    /// <summary>chmod(2).</summary>
    [Syscall(90, "chmod", Missing = ReadOnly)]
    internal static Errno ChangeMode(SyscallContext caller, UserString path, uint mode) =>
        ChangeModeAt(caller, PathLimits.AtFdCwd, path, mode, AtFlags.None);

    /// <summary>fchmod(2).</summary>
    [Syscall(91, "fchmod", Missing = ReadOnly)]
    internal static Errno ChangeMode(FileContext files, int fd, uint mode) => Change(files, fd);

    /// <summary>chown(2).</summary>
    [Syscall(92, "chown", Missing = ReadOnly)]
    internal static Errno ChangeOwner(SyscallContext caller, UserString path, int owner, int group) =>
        ChangeOwnerAt(caller, PathLimits.AtFdCwd, path, owner, group, AtFlags.None);

    /// <summary>fchown(2).</summary>
    [Syscall(93, "fchown", Missing = ReadOnly)]
    internal static Errno ChangeOwner(FileContext files, int fd, int owner, int group) => Change(files, fd);

    /// <summary>lchown(2).</summary>
    [Syscall(94, "lchown", Missing = ReadOnly)]
    internal static Errno ChangeLinkOwner(SyscallContext caller, UserString path, int owner, int group) =>
        ChangeOwnerAt(caller, PathLimits.AtFdCwd, path, owner, group, AtFlags.SymlinkNoFollow);

    /// <summary>fchownat(2).</summary>
    [Syscall(260, "fchownat", Missing = ReadOnly)]
    internal static Errno ChangeOwnerAt(
        SyscallContext caller, int dirfd, UserString path, int owner, int group, AtFlags flags) =>
        PathCalls.ChangeAttributes(caller.Files, dirfd, caller.Paths.Of(path), flags);

    /// <summary>fchmodat(2): without flags.</summary>
    [Syscall(268, "fchmodat", Missing = ReadOnly)]
    internal static Errno ChangeModeAt(SyscallContext caller, int dirfd, UserString path, uint mode) =>
        ChangeModeAt(caller, dirfd, path, mode, AtFlags.None);

    /// <summary>fchmodat2(2).</summary>
    [Syscall(452, "fchmodat2", Missing = ReadOnly)]
    internal static Errno ChangeModeAt(SyscallContext caller, int dirfd, UserString path, uint mode, AtFlags flags) =>
        PathCalls.ChangeAttributes(caller.Files, dirfd, caller.Paths.Of(path), flags);

    private static Errno Change(FileContext files, int fd) => files.Descriptors.Get(fd) is null ? Errno.EBADF : Errno.EROFS;
}
