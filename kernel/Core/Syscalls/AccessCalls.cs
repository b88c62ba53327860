using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>Whether a file may be used, and where a link leads.</summary>
internal static class AccessCalls
{
    /// <summary>access(2).</summary>
    [Syscall(21, "access")]
    internal static Errno Access(SyscallContext caller, UserString path, AccessMode mode) =>
        PathCalls.Access(caller.Files, PathLimits.AtFdCwd, caller.Paths.Of(path), mode, AtFlags.None);

    /// <summary>readlink(2).</summary>
    [Syscall(89, "readlink")]
    internal static SyscallResult ReadLink(SyscallContext caller, UserString path, ulong bufferAddress, int size) =>
        ReadLinkAt(caller, PathLimits.AtFdCwd, path, bufferAddress, size);

    /// <summary>readlinkat(2).</summary>
    [Syscall(267, "readlinkat")]
    internal static SyscallResult ReadLinkAt(SyscallContext caller, int dirfd, UserString path, ulong bufferAddress, int size)
    {
        // No target is longer than a path.
        Span<byte> buffer = caller.Transfer.AsSpan(0, Math.Clamp(size, 0, PathLimits.PathMax));
        IoResult result = PathCalls.ReadLink(caller.Files, dirfd, caller.Paths.Of(path), buffer);
        if (result.IsError)
        {
            return result;
        }

        Span<byte> target = buffer[..(int)result.Raw];
        int copied = new WritableUserBuffer(bufferAddress, (ulong)target.Length).CopyFrom(target);
        return copied == target.Length ? result : Errno.EFAULT;
    }

    /// <summary>faccessat(2): without flags.</summary>
    [Syscall(269, "faccessat")]
    internal static Errno AccessAt(SyscallContext caller, int dirfd, UserString path, AccessMode mode) =>
        PathCalls.Access(caller.Files, dirfd, caller.Paths.Of(path), mode, AtFlags.None);

    /// <summary>faccessat2(2).</summary>
    [Syscall(439, "faccessat2")]
    internal static Errno AccessAt(SyscallContext caller, int dirfd, UserString path, AccessMode mode, AtFlags flags) =>
        PathCalls.Access(caller.Files, dirfd, caller.Paths.Of(path), mode, flags);
}
