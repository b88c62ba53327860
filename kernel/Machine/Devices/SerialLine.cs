using System;

namespace Lodestar.Machine.Devices;

/// <summary>A serial port as the safe half sees it. The first one is shared with the kernel's log.</summary>
public sealed class SerialLine
{
    /// <summary>Ports that there may be.</summary>
    public const int Count = SerialPort.Count;

    /// <summary>Bytes that a port keeps until they are taken.</summary>
    public const int ReceiveCapacity = ReceiveRing.Capacity;

    private readonly int _index;

    /// <summary>The port of a number, 0 to <see cref="Count"/> - 1; it need not be there.</summary>
    public SerialLine(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        _index = index;
    }

    /// <summary>Whether the machine has the port.</summary>
    public bool IsPresent => SerialPort.At(_index).IsPresent;

    /// <summary>Whether the port has ceased to send; <see cref="MachineEvents.Serial"/> comes when it goes on.</summary>
    public bool IsStalled => SerialPort.At(_index).IsStalled;

    /// <summary>How often it has gone on after it had stalled, whoever was sending: the log, too.</summary>
    public uint Resumptions => SerialPort.At(_index).Resumptions;

    /// <summary>Sends bytes as they are.</summary>
    /// <returns>How many: all, unless the port has stalled. Without a port they vanish.</returns>
    public int Write(ReadOnlySpan<byte> bytes) => SerialPort.At(_index).Send(bytes);

    /// <summary>Takes a byte that has been received; false if there is none.</summary>
    /// <param name="value">The byte.</param>
    /// <param name="isBreak">Whether it stands for a break: the line was low for longer than a byte takes.</param>
    public bool TryRead(out byte value, out bool isBreak) => SerialPort.At(_index).TryRead(out value, out isBreak);
}
