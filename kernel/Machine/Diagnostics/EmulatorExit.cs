using Lodestar.Machine.Boot;
using Lodestar.Machine.Runtime;

namespace Lodestar.Machine.Diagnostics;

/// <summary>QEMU's <c>isa-debug-exit</c> device: a write to its port ends the emulator.</summary>
public static class EmulatorExit
{
    /// <summary>Where <c>-device isa-debug-exit,iobase=0xf4,iosize=4</c> puts it.</summary>
    private const ushort Port = 0xf4;

    /// <summary>
    /// Ends QEMU with a status if the command line says <c>exit=qemu</c>. Returns otherwise: on a real machine something
    /// else may listen at that port, so it is never written unasked.
    /// </summary>
    public static void Request(EmulatorStatus status)
    {
        if (BootOptions.ExitThroughEmulator)
        {
            Native.OutByte(Port, (byte)status);
        }
    }
}
