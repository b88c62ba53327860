using Lodestar.Core.Abi;
using Lodestar.Core.Tasks;
using Lodestar.Machine.UserMode;

namespace Lodestar.Core.Signals;

/// <summary>
/// Delivers signals on a thread's way back to ring 3, and brings it back from its handlers. What a program gets to see is Linux's
/// <c>arch/x86/kernel/signal.c</c> and <c>signal_64.c</c>, byte by byte.
/// </summary>
internal static class SignalDelivery
{
    /// <summary>
    /// Calls handlers until no signal is left; those that were called last run first. Stands still while the process is stopped.
    /// </summary>
    /// <param name="signals">The running thread's signals.</param>
    /// <param name="registers">The thread's registers.</param>
    /// <returns>The signal that ends the process, or <see cref="Signal.None"/>.</returns>
    internal static Signal Deliver(ThreadSignals signals, UserRegisters registers)
    {
        bool isHandled = false;
        while (TryTake(signals, out SignalInfo info))
        {
            signals.Delivered?.Invoke(info);
            Signal signal = info.Signal;
            ProcessSignals process = signals.Process;
            SignalAction action = process.Actions[signal];
            if (process.Actions.Ignores(signal) || process.ProtectsFrom(signal))
            {
                continue;
            }

            if (action.Handler == SignalAction.Default)
            {
                if (!DefaultAction.Stops(signal))
                {
                    return signal;
                }

                if (signal == Signal.SIGSTOP || !process.Owner.IsInOrphanedGroup)
                {
                    process.Stop(signal);
                }

                continue;
            }

            if ((action.Flags & SignalActionFlags.ResetHand) != 0)
            {
                process.Actions.Reset(signal);
            }

            isHandled = true;
            InterruptedCall.End(registers, action);
            if (!TryCall(signals, registers, info, action))
            {
                if (signal == Signal.SIGSEGV)
                {
                    return signal;
                }

                signals.Force(SignalInfo.FromKernel(Signal.SIGSEGV));
            }
        }

        if (!isHandled)
        {
            InterruptedCall.Restart(registers);
            signals.EndSuspension();
        }

        return Signal.None;
    }

    /// <summary>Takes the next signal, once the thread need not stand still any more.</summary>
    /// <returns>False if there is none, or the thread has to end.</returns>
    private static bool TryTake(ThreadSignals signals, out SignalInfo info)
    {
        while (signals.MustStop && !signals.MustEnd)
        {
            signals.StandStill();
            while (signals.IsStopped && !signals.MustEnd)
            {
                Scheduler.BlockUninterruptible();
            }
        }

        info = default;
        if (signals.MustEnd)
        {
            return false;
        }

        signals.Process.ReportContinue();
        return signals.TryTake(out info);
    }

    /// <summary>Goes back to what a handler has interrupted, <c>rt_sigreturn(2)</c>. RAX is restored too.</summary>
    /// <returns>False if the frame cannot be read or not be used: then the thread has earned SIGSEGV.</returns>
    internal static bool TryReturn(ThreadSignals signals, UserRegisters registers)
    {
        // The handler's RET has taken the return address.
        ulong address = registers.Rsp - SignalFrame.ContextOffset;
        if (!UserMemory.IsUserRange(address, SignalFrame.StructureSize)
            || !UserMemory.TryRead(address + SignalFrame.ContextOffset, out UserContext context))
        {
            return false;
        }

        signals.SetMask(context.Mask);

        // What is wrong with the stack that the frame has is nobody's concern: it stays as it is then.
        _ = signals.AlternateStack.Set(context.Stack, registers.Rsp);
        SignalRegisters.Restore(context, registers);
        registers.OriginalRax = -1;
        if (context.Registers.VectorState == 0)
        {
            UserVectorState.Reset(registers);
            return true;
        }

        return UserVectorState.TryRestore(registers, context.Registers.VectorState);
    }

    private static bool TryCall(ThreadSignals signals, UserRegisters registers, in SignalInfo info, in SignalAction action)
    {
        const ulong Cleared = UserRegisters.DirectionFlag | UserRegisters.ResumeFlag | UserRegisters.TrapFlag;
        bool wantsAlternateStack = (action.Flags & SignalActionFlags.OnStack) != 0;
        if ((action.Flags & SignalActionFlags.Restorer) == 0
            || SignalFramePlace.Find(registers.Rsp, signals.AlternateStack, wantsAlternateStack, UserVectorState.Size)
                is not { } place
            || !UserVectorState.TrySave(registers, place.VectorState)
            || !UserMemory.TryWrite(place.Frame, NewFrame(signals, registers, info, action, place)))
        {
            return false;
        }

        registers.Rdi = (ulong)info.Signal;
        registers.Rsi = place.Frame + SignalFrame.InfoOffset;
        registers.Rdx = place.Frame + SignalFrame.ContextOffset;
        registers.Rax = 0;
        registers.Rip = action.Handler;
        registers.Rsp = place.Frame;
        registers.Cs = UserRegisters.CodeSelector;
        registers.Ss = UserRegisters.StackSelector;
        registers.Rflags &= ~Cleared;
        UserVectorState.Reset(registers);
        signals.BeginHandler(info.Signal, action);
        return true;
    }

    private static SignalFrame NewFrame(
        ThreadSignals signals, UserRegisters registers, in SignalInfo info, in SignalAction action, SignalFramePlace place)
    {
        UserContextFlags state = UserVectorState.IsExtended ? UserContextFlags.ExtendedState : UserContextFlags.None;
        UserContextFlags stack = registers.Cs == UserRegisters.CodeSelector
            ? UserContextFlags.StackSegment | UserContextFlags.StrictStackSegment
            : UserContextFlags.StackSegment;
        SignalFrame frame = new()
        {
            ReturnAddress = action.Restorer,
            Context = new UserContext
            {
                Flags = state | stack,
                Stack = signals.AlternateStack.Value,
                Registers = SignalRegisters.Save(registers),
                Mask = signals.MaskToReturnTo,
            },
            Info = info,
        };
        frame.Context.Registers.ErrorCode = signals.LastFault.ErrorCode;
        frame.Context.Registers.TrapNumber = (ulong)signals.LastFault.TrapNumber;
        frame.Context.Registers.FaultAddress = signals.LastFault.Address;
        frame.Context.Registers.OldMask = signals.MaskToReturnTo;
        frame.Context.Registers.VectorState = place.VectorState;
        return frame;
    }
}
