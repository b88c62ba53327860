using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Memory;
using Lodestar.Core.Syscalls.Tracing;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>Descriptors come and go.</summary>
internal static class OpenCalls
{
    /// <summary>open(2).</summary>
    [Syscall(2, "open", Missing = "named pipes")]
    internal static SyscallResult Open(
        SyscallContext caller, UserString path, OpenFlags flags,
        [Trace(OnlyWith = nameof(flags), Bits = (ulong)OpenFlags.Creat)] uint mode) =>
        PathCalls.Open(caller.Files, PathLimits.AtFdCwd, caller.Paths.Of(path), flags, (FileMode)mode);

    /// <summary>close(2).</summary>
    [Syscall(3, "close")]
    internal static Errno Close(FileContext files, int fd) => files.Descriptors.Close(fd);

    /// <summary>creat(2).</summary>
    [Syscall(85, "creat", Missing = "named pipes")]
    internal static SyscallResult Create(SyscallContext caller, UserString path, uint mode) =>
        PathCalls.Open(
            caller.Files, PathLimits.AtFdCwd, caller.Paths.Of(path), OpenFlags.Creat | OpenFlags.WrOnly | OpenFlags.Trunc, (FileMode)mode);

    /// <summary>openat(2).</summary>
    [Syscall(257, "openat", Missing = "named pipes")]
    internal static SyscallResult OpenAt(
        SyscallContext caller, int dirfd, UserString path, OpenFlags flags,
        [Trace(OnlyWith = nameof(flags), Bits = (ulong)OpenFlags.Creat)] uint mode) =>
        PathCalls.Open(caller.Files, dirfd, caller.Paths.Of(path), flags, (FileMode)mode);

    /// <summary>close_range(2): a table is not shared, so CLOSE_RANGE_UNSHARE changes nothing.</summary>
    [Syscall(436, "close_range")]
    internal static Errno CloseRange(FileContext files, uint first, uint last, CloseRangeFlags flags)
    {
        if ((flags & ~(CloseRangeFlags.Unshare | CloseRangeFlags.CloExec)) != 0 || first > last)
        {
            return Errno.EINVAL;
        }

        files.Descriptors.CloseRange(first, last, (flags & CloseRangeFlags.CloExec) != 0);
        return Errno.None;
    }

    /// <summary>openat2(2).</summary>
    [Syscall(437, "openat2", Missing = "named pipes, RESOLVE_* but RESOLVE_CACHED")]
    internal static SyscallResult OpenAt(SyscallContext caller, int dirfd, UserString path, UserRef<OpenHow> how, ulong size)
    {
        if (size < OpenHow.StructureSize)
        {
            return Errno.EINVAL;
        }

        Errno error = StructureArgument.TryRead(how, size, OpenHow.StructureSize, out OpenHow value);
        error = error == Errno.None ? PathCalls.CheckHow(value) : error;
        if (error != Errno.None)
        {
            return error;
        }

        if (value.Resolve != ResolveFlags.None)
        {
            Unsupported.Report("openat2", "a way of walking the path", (ulong)value.Resolve);
            return Errno.EINVAL;
        }

        return PathCalls.Open(caller.Files, dirfd, caller.Paths.Of(path), (OpenFlags)value.Flags, (FileMode)value.Mode);
    }
}
