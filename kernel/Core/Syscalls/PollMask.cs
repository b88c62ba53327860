using Lodestar.Core.Abi;
using Lodestar.Core.Signals;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>
/// The signals that are blocked while a call waits for files; set_user_sigmask and restore_saved_sigmask_unless in Linux's
/// <c>kernel/signal.c</c>.
/// </summary>
internal static class PollMask
{
    /// <summary>Blocks the signals of a program's set in the place of those that are blocked; null changes nothing.</summary>
    /// <returns>EINVAL for another size than a set's, EFAULT.</returns>
    internal static Errno Begin(ThreadSignals signals, UserRef<SignalSet> mask, ulong size)
    {
        if (mask.IsNull)
        {
            return Errno.None;
        }

        if (size != SignalSet.StructureSize)
        {
            return Errno.EINVAL;
        }

        if (!mask.TryRead(out SignalSet set))
        {
            return Errno.EFAULT;
        }

        signals.Suspend(set);
        return Errno.None;
    }

    /// <summary>Goes back to the old mask, unless a signal waits that the new one lets through: its delivery does it then.</summary>
    internal static void End(ThreadSignals signals, SyscallResult result)
    {
        if (result.Value != RestartCode.UnlessHandled && result.Error != Errno.EINTR)
        {
            signals.EndSuspension();
        }
    }
}
