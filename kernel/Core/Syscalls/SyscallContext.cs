using System;
using System.Runtime.CompilerServices;
using Lodestar.Core.Files;
using Lodestar.Core.Memory;
using Lodestar.Core.Processes;
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
    private const int PageFaultVector = 14;

    /// <summary>Bytes that calls copy between files and programs at once.</summary>
    private const int TransferSize = 64 << 10;

    public Process Process { get; } = process;

    public ThreadState Thread { get; } = process.MainThread;

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
        try
        {
            return SyscallTable.Dispatch(this, (int)registers.OriginalRax, registers);
        }
        catch (Exception exception)
        {
            return Fail(registers, exception);
        }
    }

    public override bool ResolvePageFault(ulong address, PageFaultAccess access)
    {
        FaultResolution resolution = Memory.Resolve(address, AccessOf(access), (access & PageFaultAccess.Present) != 0);
        return resolution.Action is not (FaultAction.SegvMapError or FaultAction.SegvAccessError or FaultAction.BusError)
            && Process.Pages.TryProvide(resolution, address);
    }

    public override void Exception(UserRegisters registers, int vector, ulong errorCode, ulong address)
    {
        KernelLog.Warning($"process {Process.Id}: exception {vector} at 0x{registers.Rip:x}, error code 0x{errorCode:x}, address 0x{address:x}");
        End(ExitStatus.Killed(vector == PageFaultVector ? 11 : 4));
    }

    public override void BadRegisters() => End(ExitStatus.Killed(11));

    /// <summary>Ends the process. Does not return.</summary>
    [System.Diagnostics.CodeAnalysis.DoesNotReturn]
    internal void End(ExitStatus status)
    {
        Process.Status = status;
        UserThread.Leave();
    }

    private static FaultAccess AccessOf(PageFaultAccess access) =>
        (access & PageFaultAccess.Fetch) != 0 ? FaultAccess.Execute
        : (access & PageFaultAccess.Write) != 0 ? FaultAccess.Write
        : FaultAccess.Read;

    /// <summary>A handler that throws has a bug: what it was doing for its process is undone by nobody, so the process ends.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private long Fail(UserRegisters registers, Exception exception)
    {
        int number = (int)registers.OriginalRax;
        KernelLog.Error($"process {Process.Id} is killed: {SyscallNames.NameOf(number) ?? "a system call"} has failed in the kernel");
        KernelLog.WriteLine(exception.ToString());
        const int SigKill = 9;
        End(ExitStatus.Killed(SigKill));
        return 0;
    }
}
