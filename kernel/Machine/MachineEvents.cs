using System;

namespace Lodestar.Machine;

/// <summary>What interrupts have brought (<see cref="MachineInterrupts.TakeEvents"/>).</summary>
[Flags]
public enum MachineEvents
{
    None = 0,

    /// <summary>The deadline of <see cref="MachineTimer"/> has come.</summary>
    Timer = 1 << 0,

    /// <summary>
    /// A serial port has received something (<see cref="Devices.SerialLine.TryRead"/>), or sends again
    /// (<see cref="Devices.SerialLine.IsStalled"/>).
    /// </summary>
    Serial = 1 << 1,

    /// <summary>The keyboard has sent something (<see cref="Devices.KeyboardLine.TryTake"/>).</summary>
    Keyboard = 1 << 3,

    /// <summary>The kernel has logged something (<see cref="MachineInformation.LogEnd"/>).</summary>
    Log = 1 << 2,
}
