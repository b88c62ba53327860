using System.Runtime.CompilerServices;
using System.Threading;

namespace Lodestar.Machine.Devices;

/// <summary>
/// Bytes on their way from an interrupt handler, which only adds, to a thread, which only takes: neither waits for the other.
/// </summary>
internal struct ReceiveRing
{
    /// <summary>Bytes that there is room for.</summary>
    public const int Capacity = 4096;

    private const ushort BreakMark = 1 << 8;

    private Slots _slots;
    private uint _added;
    private uint _taken;

    [InlineArray(Capacity)]
    private struct Slots
    {
        private ushort _first;
    }

    /// <summary>Bytes that are there.</summary>
    public readonly int Count => (int)(Volatile.Read(in _added) - Volatile.Read(in _taken));

    /// <summary>Adds a byte. There is room for it.</summary>
    /// <param name="value">The byte.</param>
    /// <param name="isBreak">Whether it stands for a break.</param>
    public void Add(byte value, bool isBreak)
    {
        _slots[(int)(_added % Capacity)] = (ushort)(value | (isBreak ? BreakMark : 0));
        Volatile.Write(ref _added, _added + 1);
    }

    /// <summary>Takes the oldest byte; false if there is none.</summary>
    public bool TryTake(out byte value, out bool isBreak)
    {
        value = 0;
        isBreak = false;
        if (Volatile.Read(in _added) == _taken)
        {
            return false;
        }

        ushort slot = _slots[(int)(_taken % Capacity)];
        value = (byte)slot;
        isBreak = (slot & BreakMark) != 0;
        Volatile.Write(ref _taken, _taken + 1);
        return true;
    }
}
