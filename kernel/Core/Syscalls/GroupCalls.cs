using System.Collections.Generic;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>The groups that somebody belongs to besides the own one, and the ids of file accesses alone.</summary>
internal static class GroupCalls
{
    /// <summary>getgroups(2): their number, and the groups themselves for who has room for some.</summary>
    [Syscall(115, "getgroups")]
    internal static SyscallResult GetGroups(FileContext files, int room, ulong address)
    {
        IReadOnlyList<uint> groups = files.OtherGroups.Groups;
        if (room < 0 || (room != 0 && groups.Count > room))
        {
            return Errno.EINVAL;
        }

        for (int i = 0; i < groups.Count && room != 0; i++)
        {
            if (!new UserRef<uint>(address + ((ulong)i * sizeof(uint))).TryWrite(groups[i]))
            {
                return Errno.EFAULT;
            }
        }

        return groups.Count;
    }

    /// <summary>setgroups(2).</summary>
    [Syscall(116, "setgroups")]
    internal static Errno SetGroups(FileContext files, int count, ulong address)
    {
        if (!files.Credentials.IsSuperuser)
        {
            return Errno.EPERM;
        }

        if ((uint)count > GroupList.Most)
        {
            return Errno.EINVAL;
        }

        uint[] groups = new uint[count];
        for (int i = 0; i < count; i++)
        {
            if (!new UserRef<uint>(address + ((ulong)i * sizeof(uint))).TryRead(out groups[i]))
            {
                return Errno.EFAULT;
            }

            if (groups[i] == UserIdentity.Unchanged)
            {
                return Errno.EINVAL;
            }
        }

        files.OtherGroups = new GroupList(groups);
        return Errno.None;
    }

    /// <summary>setfsuid(2): what it was, which it stays: files are always looked up in the name of the effective user.</summary>
    [Syscall(122, "setfsuid", Missing = "ids other than the effective one")]
    internal static long SetFileUser(FileContext files, int id) => Keep("setfsuid", files.Credentials.UserId, id);

    /// <summary>setfsgid(2): the same for the group.</summary>
    [Syscall(123, "setfsgid", Missing = "ids other than the effective one")]
    internal static long SetFileGroup(FileContext files, int id) => Keep("setfsgid", files.Credentials.GroupId, id);

    private static long Keep(string call, uint effective, int wanted)
    {
        if ((uint)wanted != effective && (uint)wanted != UserIdentity.Unchanged)
        {
            Unsupported.Report(call, "another id than the effective one", (uint)wanted);
        }

        return effective;
    }
}
