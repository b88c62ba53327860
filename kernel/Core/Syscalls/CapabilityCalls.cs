using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Processes;
using Lodestar.Machine.UserAccess;
using Lodestar.Machine.UserMode;

namespace Lodestar.Core.Syscalls;

/// <summary>Capabilities, <c>capabilities(7)</c>: who acts for the superuser has all of them, everybody else none.</summary>
internal static class CapabilityCalls
{
    /// <summary>The last one's number, CAP_CHECKPOINT_RESTORE.</summary>
    internal const int Last = 40;

    private const ulong All = (1UL << (Last + 1)) - 1;
    private const int BitsPerWord = 32;
    private const ulong WordsSize = 12;

    /// <summary>capget(2).</summary>
    [Syscall(125, "capget")]
    internal static Errno GetCapabilities(Thread thread, UserRef<CapabilityHeader> header, ulong dataAddress)
    {
        Errno error = TryReadHeader(header, out int words, out int tid);
        if (dataAddress == 0 || error != Errno.None)
        {
            // Without a place for the answer it is the version that was asked for.
            return dataAddress == 0 && error == Errno.EINVAL ? Errno.None : error;
        }

        Thread? target = tid == 0 ? thread : thread.Process.Table.GetThread(tid);
        return tid < 0 ? Errno.EINVAL
            : target is null ? Errno.ESRCH
            : TryWrite(dataAddress, words, EffectiveOf(target.Process), PermittedOf(target.Process)) ? Errno.None
            : Errno.EFAULT;
    }

    /// <summary>capset(2): nobody can give up a part of what the superuser has.</summary>
    [Syscall(126, "capset", Missing = "giving up single ones")]
    internal static Errno SetCapabilities(Thread thread, UserRef<CapabilityHeader> header, ulong dataAddress)
    {
        Errno error = TryReadHeader(header, out int words, out int tid);
        if (error != Errno.None)
        {
            return error;
        }

        if (tid != 0 && tid != thread.Id)
        {
            return Errno.EPERM;
        }

        ulong effective = 0;
        ulong permitted = 0;
        ulong inheritable = 0;
        for (int i = 0; i < words; i++)
        {
            if (!UserMemory.TryRead(dataAddress + ((ulong)i * WordsSize), out CapabilityWords value))
            {
                return Errno.EFAULT;
            }

            effective |= (ulong)value.Effective << (i * BitsPerWord);
            permitted |= (ulong)value.Permitted << (i * BitsPerWord);
            inheritable |= (ulong)value.Inheritable << (i * BitsPerWord);
        }

        if ((effective & All) == EffectiveOf(thread.Process) && (permitted & All) == PermittedOf(thread.Process)
            && (inheritable & All) == 0)
        {
            return Errno.None;
        }

        Unsupported.Report("capset", "a part of all capabilities", effective);
        return Errno.EPERM;
    }

    private static ulong EffectiveOf(Process process) => process.Files.Credentials.IsSuperuser ? All : 0;

    /// <summary>Those that it could make effective again by its saved or real id.</summary>
    private static ulong PermittedOf(Process process)
    {
        FileContext files = process.Files;
        return files.Credentials.IsSuperuser || files.RealCredentials.IsSuperuser || files.SavedCredentials.IsSuperuser ? All : 0;
    }

    private static bool TryWrite(ulong address, int words, ulong effective, ulong permitted)
    {
        for (int i = 0; i < words; i++)
        {
            CapabilityWords value = new()
            {
                Effective = (uint)(effective >> (i * BitsPerWord)),
                Permitted = (uint)(permitted >> (i * BitsPerWord)),
            };
            if (!UserMemory.TryWrite(address + ((ulong)i * WordsSize), value))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Who names a version that is not known is told the newest.</summary>
    private static Errno TryReadHeader(UserRef<CapabilityHeader> header, out int words, out int tid)
    {
        words = 0;
        tid = 0;
        if (!header.TryRead(out CapabilityHeader value))
        {
            return Errno.EFAULT;
        }

        tid = value.ThreadId;
        words = value.Version switch
        {
            CapabilityHeader.Version1 => 1,
            CapabilityHeader.Version2 or CapabilityHeader.Version3 => 2,
            _ => 0,
        };
        return words != 0 ? Errno.None
            : new UserRef<uint>(header.Address).TryWrite(CapabilityHeader.Version3) ? Errno.EINVAL
            : Errno.EFAULT;
    }
}
