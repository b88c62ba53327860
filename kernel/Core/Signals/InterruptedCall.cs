using Lodestar.Core.Abi;
using Lodestar.Machine.UserMode;

namespace Lodestar.Core.Signals;

/// <summary>What becomes of a system call that a signal has interrupted, which its result says: a <see cref="RestartCode"/>.</summary>
internal static class InterruptedCall
{
    /// <summary>Bytes of the SYSCALL instruction.</summary>
    private const ulong SyscallSize = 2;

    /// <summary>The number of restart_syscall(2).</summary>
    private const ulong RestartSyscall = 219;

    /// <summary>A handler is called: a call that was interrupted is over, or made again behind it where SA_RESTART wants that.</summary>
    internal static void End(UserRegisters registers, in SignalAction action)
    {
        if (!IsInterrupted(registers))
        {
            return;
        }

        bool isMadeAgain = (long)registers.Rax == RestartCode.Always
            || ((long)registers.Rax == RestartCode.UnlessNotWanted && (action.Flags & SignalActionFlags.Restart) != 0);
        if (isMadeAgain)
        {
            MakeAgain(registers, (ulong)registers.OriginalRax);
        }
        else
        {
            registers.Rax = unchecked((ulong)-(long)Errno.EINTR);
        }
    }

    /// <summary>No handler is called: a call that was interrupted is made again, or its rest is.</summary>
    internal static void Restart(UserRegisters registers)
    {
        if (IsInterrupted(registers))
        {
            MakeAgain(
                registers,
                (long)registers.Rax == RestartCode.ByRestartSyscall ? RestartSyscall : (ulong)registers.OriginalRax);
        }
    }

    private static void MakeAgain(UserRegisters registers, ulong number)
    {
        registers.Rax = number;
        registers.Rip -= SyscallSize;
    }

    private static bool IsInterrupted(UserRegisters registers) =>
        registers.OriginalRax != -1 && RestartCode.IsOne((long)registers.Rax);
}
