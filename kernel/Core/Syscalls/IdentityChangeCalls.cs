using Lodestar.Core.Abi;
using Lodestar.Core.Files;

namespace Lodestar.Core.Syscalls;

/// <summary>Acting for somebody else. Who may is decided by <see cref="UserIdentity"/>.</summary>
internal static class IdentityChangeCalls
{
    /// <summary>setuid(2).</summary>
    [Syscall(105, "setuid")]
    internal static Errno SetUid(FileContext files, int id) =>
        ChangeUsers(files, files.Users.Set((uint)id, files.Credentials.IsSuperuser, out UserIdentity changed), changed);

    /// <summary>setgid(2).</summary>
    [Syscall(106, "setgid")]
    internal static Errno SetGid(FileContext files, int id) =>
        ChangeGroups(files, files.Groups.Set((uint)id, files.Credentials.IsSuperuser, out UserIdentity changed), changed);

    /// <summary>setreuid(2).</summary>
    [Syscall(113, "setreuid")]
    internal static Errno SetUids(FileContext files, int real, int effective) =>
        ChangeUsers(
            files,
            files.Users.SetReal((uint)real, (uint)effective, files.Credentials.IsSuperuser, out UserIdentity changed),
            changed);

    /// <summary>setregid(2).</summary>
    [Syscall(114, "setregid")]
    internal static Errno SetGids(FileContext files, int real, int effective) =>
        ChangeGroups(
            files,
            files.Groups.SetReal((uint)real, (uint)effective, files.Credentials.IsSuperuser, out UserIdentity changed),
            changed);

    /// <summary>setresuid(2).</summary>
    [Syscall(117, "setresuid")]
    internal static Errno SetUids(FileContext files, int real, int effective, int saved) =>
        ChangeUsers(
            files,
            files.Users.SetAll((uint)real, (uint)effective, (uint)saved, files.Credentials.IsSuperuser, out UserIdentity changed),
            changed);

    /// <summary>setresgid(2).</summary>
    [Syscall(119, "setresgid")]
    internal static Errno SetGids(FileContext files, int real, int effective, int saved) =>
        ChangeGroups(
            files,
            files.Groups.SetAll((uint)real, (uint)effective, (uint)saved, files.Credentials.IsSuperuser, out UserIdentity changed),
            changed);

    private static Errno ChangeUsers(FileContext files, Errno error, UserIdentity changed)
    {
        if (error == Errno.None)
        {
            files.Users = changed;
        }

        return error;
    }

    private static Errno ChangeGroups(FileContext files, Errno error, UserIdentity changed)
    {
        if (error == Errno.None)
        {
            files.Groups = changed;
        }

        return error;
    }
}
