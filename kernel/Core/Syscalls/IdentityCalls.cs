using Lodestar.Core.Files;

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
}
