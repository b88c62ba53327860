using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Memory;
using Lodestar.Core.Processes;
using Lodestar.Core.Signals;
using Lodestar.Core.Tasks;
using Lodestar.Machine.Diagnostics;
using Lodestar.Machine.Threads;
using Lodestar.Machine.UserMode;

namespace Lodestar.Core.Syscalls;

/// <summary>
/// A thread of a process as its system calls, faults and exceptions see it. A handler that needs it takes it as its first
/// parameter, or takes one of its properties: a first parameter of a property's type receives that property.
/// </summary>
/// <param name="thread">The thread.</param>
/// <param name="tracer">Prints its calls; null for nobody.</param>
public sealed class SyscallContext(Thread thread, SyscallTracer? tracer) : UserEvents
{
    private CallBuffers? _buffers;

    public Process Process { get; } = thread.Process;

    public Thread Thread { get; } = thread;

    public ThreadSignals Signals { get; } = thread.Signals;

    public FileContext Files { get; } = thread.Process.Files;

    public AddressSpace Memory => Process.Memory;

    /// <summary>Prints the thread's calls; null for nobody.</summary>
    internal SyscallTracer? Tracer { get; } = tracer;

    /// <inheritdoc cref="CallBuffers.Transfer"/>
    internal byte[] Transfer => Buffers.Transfer;

    /// <inheritdoc cref="CallBuffers.Paths"/>
    internal PathBuffer Paths => Buffers.Paths;

    /// <inheritdoc cref="CallBuffers.Vectors"/>
    internal IoVectorBuffer Vectors => Buffers.Vectors;

    /// <inheritdoc cref="CallBuffers.Waiter"/>
    internal PollWaiter Waiter => Buffers.Waiter;

    private CallBuffers Buffers => _buffers ??= CallBuffers.Take();

    /// <summary>A thread with what serves its program, ready to be started.</summary>
    /// <param name="thread">The thread.</param>
    /// <param name="tracer">Prints its calls; null for nobody.</param>
    /// <param name="program">The program at whose beginning it starts; null to go on where the running thread is.</param>
    /// <returns>The stack of the thread; null when memory is out.</returns>
    public static KernelThread? TryBegin(Thread thread, SyscallTracer? tracer, LoadedProgram? program)
    {
        SyscallContext context = new(thread, tracer);
        UserEvents events = context;
        if (tracer is not null)
        {
            events = new TracedEvents(context, tracer);
            context.Signals.Delivered = tracer.Deliver;
        }

        KernelThread? machine = program is null
            ? KernelThread.TryCopyCurrent(events)
            : KernelThread.TryCreate(events, program.Entry, program.StackPointer);
        if (machine is not null)
        {
            thread.Begin(machine);
        }

        return machine;
    }

    public override long Start(UserRegisters registers)
    {
        Scheduler.Started();
        if (Thread.SetChildId != 0)
        {
            // As on Linux it is the program's business that its memory can be written.
            _ = UserMemory.TryWrite(Thread.SetChildId, Thread.Id);
        }

        return 0;
    }

    public override long Syscall(UserRegisters registers)
    {
        try
        {
            return SyscallTable.Dispatch(this, registers, (int)registers.OriginalRax);
        }
        catch (Exception exception)
        {
            Fail(SyscallNames.NameOf((int)registers.OriginalRax) ?? "a system call", exception);
            return 0;
        }
    }

    public override void Work(UserRegisters registers)
    {
        try
        {
            long switches = Thread.InvoluntarySwitches + Thread.VoluntarySwitches;
            Scheduler.Work();
            Process.Table.OutOfMemory.Work(Thread);
            if (Thread.InvoluntarySwitches + Thread.VoluntarySwitches != switches)
            {
                LeaveSequence(registers);
            }

            if (Signals.HasWork)
            {
                Deliver(registers);
            }
        }
        catch (Exception exception)
        {
            Fail("a signal", exception);
        }
    }

    public override bool ResolvePageFault(ulong address, PageFaultAccess access)
    {
        try
        {
            FaultResolution resolution = Resolve(address, access);
            if (resolution.IsError)
            {
                return false;
            }

            if (Process.Pages.TryProvide(resolution, address))
            {
                Thread.MinorFaults++;
                return true;
            }

            // Memory is out: on the way to ring 3 the process ends, or waits for another one's end and tries again. A copy of the kernel's
            // must not wait, so it fails.
            return (access & PageFaultAccess.User) != 0;
        }
        catch (Exception exception)
        {
            Fail("a page fault", exception);
            return false;
        }
    }

    public override void Exception(UserRegisters registers, int vector, ulong errorCode, ulong detail)
    {
        try
        {
            if (SignalOf(registers, vector, errorCode, detail) is { } info)
            {
                Signals.LastFault = vector == FaultSignals.PageFault
                    ? new FaultRecord(vector, FaultSignals.ErrorCodeOf(errorCode, detail), detail)
                    : new FaultRecord(vector, errorCode, Signals.LastFault.Address);
                if (Signals.Force(info))
                {
                    ReportFault(registers, info, errorCode);
                }

                Deliver(registers);
            }
        }
        catch (Exception exception)
        {
            Fail("an exception", exception);
        }
    }

    /// <summary>Ends the process. Does not return.</summary>
    [DoesNotReturn]
    internal void End(ExitStatus status)
    {
        Process.End(status);
        EndThread(status);
    }

    /// <summary>Ends the thread, and with the last one the process. Does not return.</summary>
    [DoesNotReturn]
    internal void EndThread(ExitStatus status)
    {
        Tracer?.EndOfProgram(Process.Status ?? status);
        Thread.LeaveMemory();
        if (_buffers is not null)
        {
            CallBuffers.Return(_buffers);
        }

        Process.EndThread(Thread, status);
    }

    /// <summary>Another thread has run, or a handler is about to: a restartable sequence does not go on.</summary>
    private void LeaveSequence(UserRegisters registers)
    {
        if (!RestartableSequences.TryLeave(Thread, registers))
        {
            Signals.Force(SignalInfo.FromKernel(Signal.SIGSEGV));
        }
    }

    private void Deliver(UserRegisters registers)
    {
        if (Signals.MustEnd)
        {
            // Another thread may only have made place for execve.
            EndThread(Process.Status ?? ExitStatus.Exited(0));
        }

        LeaveSequence(registers);
        Signal end = SignalDelivery.Deliver(Signals, registers);
        if (end != Signal.None)
        {
            End(ExitStatus.Killed(end));
        }
    }

    /// <summary>The signal that an exception becomes; null if the instruction is to be tried again.</summary>
    private SignalInfo? SignalOf(UserRegisters registers, int vector, ulong errorCode, ulong detail) => vector switch
    {
        FaultSignals.PageFault => FaultSignals.OfPageFault(Resolve(detail, (PageFaultAccess)errorCode).Action, detail),
        FaultSignals.FloatingPoint or FaultSignals.SimdFloatingPoint =>
            FaultSignals.OfArithmetic(UserVectorState.UnmaskedExceptions(registers, vector), registers.Rip),
        _ => FaultSignals.Of(vector, registers.Rip, detail),
    };

    private FaultResolution Resolve(ulong address, PageFaultAccess access) =>
        Memory.Resolve(address, AccessOf(access), (access & PageFaultAccess.Present) != 0);

    /// <summary>Names a fault that ends the process, as Linux does for programs without a handler.</summary>
    private void ReportFault(UserRegisters registers, in SignalInfo info, ulong errorCode) =>
        KernelLog.Info(
            $"process {Process.Id}: {SignalText.NameOf(info.Signal)} at ip {registers.Rip:x}, sp {registers.Rsp:x}, "
            + $"exception {Signals.LastFault.TrapNumber}, error {errorCode:x}, address {info.First:x}");

    private static FaultAccess AccessOf(PageFaultAccess access) =>
        (access & PageFaultAccess.Fetch) != 0 ? FaultAccess.Execute
        : (access & PageFaultAccess.Write) != 0 ? FaultAccess.Write
        : FaultAccess.Read;

    /// <summary>
    /// What throws has a bug, or found no memory: what it was doing for its process is undone by nobody, so the process ends. It is
    /// reported when the process's memory is free again, because a report takes some.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Fail(string what, Exception exception)
    {
        Process.Fail(what, exception);
        EndThread(ExitStatus.Killed(Signal.SIGKILL));
    }
}
