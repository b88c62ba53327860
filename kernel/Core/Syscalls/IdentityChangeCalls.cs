using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Processes;

namespace Lodestar.Core.Syscalls;

/// <summary>Acting for somebody else. Who may is decided by <see cref="UserIdentity"/>.</summary>
internal static class IdentityChangeCalls
{
    /// <summary>setuid(2).</summary>
    [Syscall(105, "setuid")]
    internal static Errno SetUid(Process process, int id) =>
        ChangeUsers(
            process,
            process.Files.Users.Set((uint)id, process.Files.Credentials.IsSuperuser, out UserIdentity changed),
            changed);

    /// <summary>setgid(2).</summary>
    [Syscall(106, "setgid")]
    internal static Errno SetGid(Process process, int id) =>
        ChangeGroups(
            process,
            process.Files.Groups.Set((uint)id, process.Files.Credentials.IsSuperuser, out UserIdentity changed),
            changed);

    /// <summary>setreuid(2).</summary>
    [Syscall(113, "setreuid")]
    internal static Errno SetUids(Process process, int real, int effective) =>
        ChangeUsers(
            process,
            process.Files.Users.SetReal(
                (uint)real, (uint)effective, process.Files.Credentials.IsSuperuser, out UserIdentity changed),
            changed);

    /// <summary>setregid(2).</summary>
    [Syscall(114, "setregid")]
    internal static Errno SetGids(Process process, int real, int effective) =>
        ChangeGroups(
            process,
            process.Files.Groups.SetReal(
                (uint)real, (uint)effective, process.Files.Credentials.IsSuperuser, out UserIdentity changed),
            changed);

    /// <summary>setresuid(2).</summary>
    [Syscall(117, "setresuid")]
    internal static Errno SetUids(Process process, int real, int effective, int saved) =>
        ChangeUsers(
            process,
            process.Files.Users.SetAll(
                (uint)real, (uint)effective, (uint)saved, process.Files.Credentials.IsSuperuser, out UserIdentity changed),
            changed);

    /// <summary>setresgid(2).</summary>
    [Syscall(119, "setresgid")]
    internal static Errno SetGids(Process process, int real, int effective, int saved) =>
        ChangeGroups(
            process,
            process.Files.Groups.SetAll(
                (uint)real, (uint)effective, (uint)saved, process.Files.Credentials.IsSuperuser, out UserIdentity changed),
            changed);

    private static Errno ChangeUsers(Process process, Errno error, UserIdentity changed)
    {
        if (error == Errno.None)
        {
            process.LeaveName(process.Files.Users, changed);
            process.Files.Users = changed;
        }

        return error;
    }

    private static Errno ChangeGroups(Process process, Errno error, UserIdentity changed)
    {
        if (error == Errno.None)
        {
            process.LeaveName(process.Files.Groups, changed);
            process.Files.Groups = changed;
        }

        return error;
    }
}
