using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>Who a process acts for.</summary>
internal static class IdentityCalls
{
    /// <summary>getuid(2).</summary>
    [Syscall(102, "getuid")]
    internal static long GetUid(FileContext files) => files.RealCredentials.UserId;

    /// <summary>getgid(2).</summary>
    [Syscall(104, "getgid")]
    internal static long GetGid(FileContext files) => files.RealCredentials.GroupId;

    /// <summary>geteuid(2).</summary>
    [Syscall(107, "geteuid")]
    internal static long GetEuid(FileContext files) => files.Credentials.UserId;

    /// <summary>getegid(2).</summary>
    [Syscall(108, "getegid")]
    internal static long GetEgid(FileContext files) => files.Credentials.GroupId;

    /// <summary>getresuid(2).</summary>
    [Syscall(118, "getresuid")]
    internal static Errno GetUids(FileContext files, UserRef<uint> real, UserRef<uint> effective, UserRef<uint> saved) =>
        Get(files.Users, real, effective, saved);

    /// <summary>getresgid(2).</summary>
    [Syscall(120, "getresgid")]
    internal static Errno GetGids(FileContext files, UserRef<uint> real, UserRef<uint> effective, UserRef<uint> saved) =>
        Get(files.Groups, real, effective, saved);

    private static Errno Get(UserIdentity ids, UserRef<uint> real, UserRef<uint> effective, UserRef<uint> saved) =>
        real.TryWrite(ids.Real) && effective.TryWrite(ids.Effective) && saved.TryWrite(ids.Saved) ? Errno.None : Errno.EFAULT;
}
