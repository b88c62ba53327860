using System;
using System.Runtime.CompilerServices;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Memory;
using Lodestar.Core.Processes;
using Lodestar.Core.Signals;
using Lodestar.Machine.Diagnostics;
using Lodestar.Machine.UserMode;

namespace Lodestar.Core.Syscalls;

/// <summary>
/// A thread of a process as its system calls, faults and exceptions see it. A handler that needs it takes it as its first
/// parameter, or takes one of its properties: a first parameter of a property's type receives that property.
/// </summary>
/// <param name="process">Whose thread it is.</param>
public sealed class SyscallContext(Process process) : UserEvents
{
    /// <summary>Bytes that calls copy between files and programs at once.</summary>
    private const int TransferSize = 64 << 10;

    public Process Process { get; } = process;

    public ThreadState Thread { get; } = process.MainThread;

    public ThreadSignals Signals { get; } = process.MainThread.Signals;

    public FileContext Files { get; } = process.Files;

    public AddressSpace Memory { get; } = process.Memory;

    /// <summary>What is on its way between a file and the program; its content is nobody's between two calls.</summary>
    internal byte[] Transfer { get; } = new byte[TransferSize];

    /// <summary>Room for the paths of a call.</summary>
    internal PathBuffer Paths { get; } = new();

    /// <summary>Room for the buffers of a call that takes several.</summary>
    internal IoVectorBuffer Vectors { get; } = new();

    public override long Syscall(UserRegisters registers)
    {
        long result;
        try
        {
            result = SyscallTable.Dispatch(this, registers, (int)registers.OriginalRax);
        }
        catch (Exception exception)
        {
            return FailCall(registers, exception);
        }

        return Signals.HasWork ? Finish(registers, result) : result;
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

            if (!Process.Pages.TryProvide(resolution, address))
            {
                // Memory is out, and this process is the one that wants more.
                KernelLog.Warning($"process {Process.Id} is killed: out of memory");
                End(ExitStatus.Killed(Signal.SIGKILL));
            }

            return true;
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

    /// <summary>The first half of <see cref="Syscall"/>, for who wants to see a call's result before a handler is called.</summary>
    internal long Serve(UserRegisters registers)
    {
        try
        {
            return SyscallTable.Dispatch(this, registers, (int)registers.OriginalRax);
        }
        catch (Exception exception)
        {
            return FailCall(registers, exception);
        }
    }

    /// <summary>The second half: calls the handlers of signals on the way back.</summary>
    /// <param name="registers">The program's registers.</param>
    /// <param name="result">What the call has returned.</param>
    /// <returns>What RAX is to be: in a handler not the call's result.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal long Finish(UserRegisters registers, long result)
    {
        try
        {
            registers.Rax = (ulong)result;
            Deliver(registers);
            return (long)registers.Rax;
        }
        catch (Exception exception)
        {
            return FailCall(registers, exception);
        }
    }

    /// <summary>Ends the process. Does not return.</summary>
    [System.Diagnostics.CodeAnalysis.DoesNotReturn]
    internal void End(ExitStatus status)
    {
        Process.Status = status;
        UserThread.Leave();
    }

    private void Deliver(UserRegisters registers)
    {
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

    [MethodImpl(MethodImplOptions.NoInlining)]
    private long FailCall(UserRegisters registers, Exception exception)
    {
        Fail(SyscallNames.NameOf((int)registers.OriginalRax) ?? "a system call", exception);
        return 0;
    }

    /// <summary>
    /// What throws has a bug, or found no memory: what it was doing for its process is undone by nobody, so the process ends. It is
    /// reported when the process's memory is free again, because a report takes some.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Fail(string what, Exception exception)
    {
        Process.FailedPart = what;
        Process.Failure = exception;
        End(ExitStatus.Killed(Signal.SIGKILL));
    }
}
