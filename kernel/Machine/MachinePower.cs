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

    /// <summary>Pulls the CPU's reset line low for a moment (Intel 8042 data sheet, command FE).</summary>
    private const byte PulseReset = 0xfe;

    /// <summary>A controller answers within a few microseconds.</summary>
    private const int WaitLimit = 100_000;

    /// <summary>Resets the machine: by the keyboard controller, and where there is none by a triple fault.</summary>
    [DoesNotReturn]
    public static void Restart()
    {
        Native.OutByte(KeyboardControllerCommand, PulseReset);
        for (int i = 0; i < WaitLimit; i++)
        {
            Native.Pause();
        }

        // Without an IDT the first exception cannot be delivered, nor the double fault that follows: the CPU shuts down.
        PseudoDescriptor nothing = default;
        CpuInstructions.LoadIdt(&nothing);
        Volatile.Write(ref *(byte*)null, 0);
        throw new InvalidOperationException();
    }
}
