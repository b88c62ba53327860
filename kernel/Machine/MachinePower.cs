using System;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using Lodestar.Machine.Cpu;
using Lodestar.Machine.Runtime;

namespace Lodestar.Machine;

/// <summary>The end of the machine's run.</summary>
public static unsafe class MachinePower
{
    private const ushort KeyboardControllerCommand = 0x64;

    /// <summary>The controller has not taken the last byte yet (Intel 8042 data sheet).</summary>
    private const byte InputBufferFull = 0x02;

    /// <summary>Pulls the CPU's reset line low for a moment (Intel 8042 data sheet, command FE).</summary>
    private const byte PulseReset = 0xfe;

    /// <summary>The reset control register of Intel's chipsets (for instance ICH9 data sheet, 13.7.5).</summary>
    private const ushort ResetControl = 0xcf9;
    private const byte SystemReset = 0x02;
    private const byte ResetCpu = 0x04;

    /// <summary>A controller answers within a few microseconds.</summary>
    private const int WaitLimit = 100_000;

    /// <summary>
    /// Resets the machine: by the keyboard controller, where there is none by the chipset, and at last by a triple fault.
    /// </summary>
    [DoesNotReturn]
    public static void Restart()
    {
        CpuInstructions.DisableInterrupts();
        for (int i = 0; i < WaitLimit && (Native.InByte(KeyboardControllerCommand) & InputBufferFull) != 0; i++)
        {
            Native.Pause();
        }

        Native.OutByte(KeyboardControllerCommand, PulseReset);
        Wait();
        byte rest = (byte)(Native.InByte(ResetControl) & ~(SystemReset | ResetCpu));

        // The kind first; the rising edge of the second bit does it.
        Native.OutByte(ResetControl, (byte)(rest | SystemReset));
        Native.OutByte(ResetControl, (byte)(rest | SystemReset | ResetCpu));
        Wait();

        // Without an IDT the first exception cannot be delivered, nor the double fault that follows: the CPU shuts down.
        PseudoDescriptor nothing = default;
        CpuInstructions.LoadIdt(&nothing);
        Volatile.Write(ref *(byte*)null, 0);
        throw new InvalidOperationException();
    }

    private static void Wait()
    {
        for (int i = 0; i < WaitLimit; i++)
        {
            Native.Pause();
        }
    }
}
