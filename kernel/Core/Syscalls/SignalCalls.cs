using System;
using System.Buffers.Binary;
using Lodestar.Core.Abi;
using Lodestar.Core.Signals;
using Lodestar.Machine.Threads;
using Lodestar.Machine.UserAccess;
using Lodestar.Machine.UserMode;

namespace Lodestar.Core.Syscalls;

/// <summary>What a thread does about signals.</summary>
internal static class SignalCalls
{
    /// <summary>sigaction(2).</summary>
    [Syscall(13, "rt_sigaction")]
    internal static Errno SetAction(
        ThreadSignals signals, Signal signal, UserRef<SignalAction> action, UserRef<SignalAction> oldAction, ulong setSize)
    {
        SignalAction value = default;
        if (setSize != SignalSet.StructureSize)
        {
            return Errno.EINVAL;
        }

        if (!action.IsNull && !action.TryRead(out value))
        {
            return Errno.EFAULT;
        }

        if (!SignalActions.IsSignal(signal) || (!action.IsNull && SignalSet.Unblockable.Contains(signal)))
        {
            return Errno.EINVAL;
        }

        SignalAction old = signals.Process.Actions[signal];
        if (!action.IsNull)
        {
            signals.SetAction(signal, value);
        }

        return oldAction.IsNull || oldAction.TryWrite(old) ? Errno.None : Errno.EFAULT;
    }

    /// <summary>sigprocmask(2).</summary>
    [Syscall(14, "rt_sigprocmask")]
    internal static Errno SetMask(
        ThreadSignals signals, SignalMaskChange how, UserRef<SignalSet> set, UserRef<SignalSet> oldSet, ulong setSize)
    {
        if (setSize != SignalSet.StructureSize)
        {
            return Errno.EINVAL;
        }

        SignalSet old = signals.Mask;
        if (!set.IsNull)
        {
            if (!set.TryRead(out SignalSet value))
            {
                return Errno.EFAULT;
            }

            switch (how)
            {
                case SignalMaskChange.Block:
                    signals.SetMask(old | value);
                    break;
                case SignalMaskChange.Unblock:
                    signals.SetMask(old & ~value);
                    break;
                case SignalMaskChange.SetMask:
                    signals.SetMask(value);
                    break;
                default:
                    return Errno.EINVAL;
            }
        }

        return oldSet.IsNull || oldSet.TryWrite(old) ? Errno.None : Errno.EFAULT;
    }

    /// <summary>rt_sigreturn(2): the way back from a handler. The result is the RAX of what it has interrupted.</summary>
    [Syscall(15, "rt_sigreturn")]
    internal static long Return(ThreadSignals signals)
    {
        // What the handler has interrupted has returned EINTR, and is not gone on with.
        _ = signals.TakeRestart();
        UserRegisters registers = KernelThread.Current.Registers;
        if (SignalDelivery.TryReturn(signals, registers))
        {
            return (long)registers.Rax;
        }

        signals.Force(SignalInfo.FromKernel(Signal.SIGSEGV));
        return 0;
    }

    /// <summary>restart_syscall(2), which only the kernel lets a program call: the rest of a call that a signal has interrupted.</summary>
    [Syscall(219, "restart_syscall")]
    internal static SyscallResult Restart(ThreadSignals signals) =>
        signals.TakeRestart() is { } restart ? restart() : Errno.EINTR;

    /// <summary>sigaltstack(2).</summary>
    [Syscall(131, "sigaltstack")]
    internal static Errno SetStack(ThreadSignals signals, UserRef<SignalStack> stack, UserRef<SignalStack> oldStack)
    {
        SignalStack value = default;
        if (!stack.IsNull && !stack.TryRead(out value))
        {
            return Errno.EFAULT;
        }

        ulong stackPointer = KernelThread.Current.Registers.Rsp;
        SignalStack old = signals.AlternateStack.Describe(stackPointer);
        Errno error = stack.IsNull ? Errno.None : signals.AlternateStack.Set(value, stackPointer);
        return error != Errno.None ? error
            : oldStack.IsNull || oldStack.TryWrite(old) ? Errno.None
            : Errno.EFAULT;
    }

    /// <summary>sigpending(2); of a shorter set only so many bytes are written.</summary>
    [Syscall(127, "rt_sigpending")]
    internal static Errno GetPending(ThreadSignals signals, ulong setAddress, ulong setSize)
    {
        if (setSize > SignalSet.StructureSize)
        {
            return Errno.EINVAL;
        }

        Span<byte> bytes = stackalloc byte[(int)SignalSet.StructureSize];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, signals.BlockedPending.Bits);
        bytes = bytes[..(int)setSize];
        return new WritableUserBuffer(setAddress, setSize).CopyFrom(bytes) == bytes.Length ? Errno.None : Errno.EFAULT;
    }
}
