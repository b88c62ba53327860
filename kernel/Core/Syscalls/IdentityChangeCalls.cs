using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Processes;

namespace Lodestar.Core.Syscalls;

/// <summary>Acting for somebody else. Who may is decided by <see cref="UserIdentity"/>.</summary>
internal static class IdentityChangeCalls
{
    /// <summary>setuid(2).</summary>
    [Syscall(105, "setuid")]
    internal static Errno SetUid(Thread thread, int id) =>
        ChangeUsers(
            thread,
            thread.Process.Files.Users.Set((uint)id, thread.Process.Files.Credentials.IsSuperuser, out UserIdentity changed),
            changed);

    /// <summary>setgid(2).</summary>
    [Syscall(106, "setgid")]
    internal static Errno SetGid(Thread thread, int id) =>
        ChangeGroups(
            thread.Process,
            thread.Process.Files.Groups.Set((uint)id, thread.Process.Files.Credentials.IsSuperuser, out UserIdentity changed),
            changed);

    /// <summary>setreuid(2).</summary>
    [Syscall(113, "setreuid")]
    internal static Errno SetUids(Thread thread, int real, int effective) =>
        ChangeUsers(
            thread,
            thread.Process.Files.Users.SetReal(
                (uint)real, (uint)effective, thread.Process.Files.Credentials.IsSuperuser, out UserIdentity changed),
            changed);

    /// <summary>setregid(2).</summary>
    [Syscall(114, "setregid")]
    internal static Errno SetGids(Thread thread, int real, int effective) =>
        ChangeGroups(
            thread.Process,
            thread.Process.Files.Groups.SetReal(
                (uint)real, (uint)effective, thread.Process.Files.Credentials.IsSuperuser, out UserIdentity changed),
            changed);

    /// <summary>setresuid(2).</summary>
    [Syscall(117, "setresuid")]
    internal static Errno SetUids(Thread thread, int real, int effective, int saved) =>
        ChangeUsers(
            thread,
            thread.Process.Files.Users.SetAll(
                (uint)real, (uint)effective, (uint)saved, thread.Process.Files.Credentials.IsSuperuser, out UserIdentity changed),
            changed);

    /// <summary>setresgid(2).</summary>
    [Syscall(119, "setresgid")]
    internal static Errno SetGids(Thread thread, int real, int effective, int saved) =>
        ChangeGroups(
            thread.Process,
            thread.Process.Files.Groups.SetAll(
                (uint)real, (uint)effective, (uint)saved, thread.Process.Files.Credentials.IsSuperuser, out UserIdentity changed),
            changed);

    /// <summary>Becomes another user, even one who has as many threads as he may: programs do not look whether they did (set_user in Linux).</summary>
    private static Errno ChangeUsers(Thread thread, Errno error, UserIdentity changed)
    {
        if (error == Errno.None)
        {
            Process process = thread.Process;
            if (changed.Real != process.Files.Users.Real)
            {
                thread.ExceedsThreadLimit = process.IsAboveThreadLimit(changed.Real, more: 0);
            }

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
