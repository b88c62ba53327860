using System;
using Lodestar.Machine.Cpu;
using Lodestar.Machine.Diagnostics;
using Lodestar.Machine.Memory;

namespace Lodestar.Machine.Runtime;

/// <content>The kernel's answers.</content>
internal static unsafe partial class RuntimePlatform
{
    public static partial ulong UptimeNanoseconds => MachineClock.Nanoseconds;

    /// <summary>The time of day is the safe half's (Core), for programs; the kernel itself needs none.</summary>
    public static partial bool HasTimeOfDay => false;

    public static partial ulong TimeOfDay => 0;

    private static partial byte* DataBase => (byte*)MemoryMap.RuntimeData;

    private static partial nuint DataSize => unchecked((nuint)MemoryMap.RuntimeDataSize);

    /// <summary>Bytes that the runtime's own tables take; none is ever given back.</summary>
    public static ulong MappedBytes { get; private set; }

    public static partial bool MapPages(byte* address, nuint pages)
    {
        if (!KernelAddressSpace.MapPages(address, pages, PageProtection.ReadWrite))
        {
            return false;
        }

        MappedBytes += pages * MemoryMap.PageSize;
        return true;
    }

    public static partial void WriteText(ReadOnlySpan<byte> text) => KernelLog.WriteRaw(text);

    public static partial void FillRandom(byte* buffer, nuint length) => HardwareRandom.Fill(buffer, length);

    /// <summary>The kernel has no environment.</summary>
    public static partial byte* FindVariable(ReadOnlySpan<char> name) => null;

    /// <summary>Without other threads to run, the CPU halts. A deadline of others that passes meanwhile comes afterwards.</summary>
    public static partial void Wait(ulong nanoseconds)
    {
        ulong end = UptimeNanoseconds + nanoseconds;
        bool enabled = CpuInstructions.DisableInterrupts();
        ulong deadline = MachineTimer.Deadline;
        MachineTimer.SetDeadline(end);
        while (UptimeNanoseconds < end)
        {
            CpuInstructions.WaitForInterrupt();
        }

        MachineTimer.SetDeadline(deadline);
        if (enabled)
        {
            CpuInstructions.EnableInterrupts();
        }
    }
}
