using System;
using System.Runtime.CompilerServices;

namespace Lodestar.Machine.Diagnostics;

/// <summary>The last 64 KiB of the log.</summary>
internal static class LogRing
{
    /// <summary>Bytes that there is room for.</summary>
    public const int Size = 64 * 1024;

    private static Bytes s_bytes;

    /// <summary>Bytes ever written; the next one goes to this number modulo <see cref="Size"/>.</summary>
    private static ulong s_written;
    private static ulong s_lines;

    [InlineArray(Size)]
    private struct Bytes
    {
        private byte _first;
    }

    /// <summary>Bytes that can be read now.</summary>
    public static int Count => (int)Math.Min(s_written, Size);

    /// <summary>Bytes ever written: the position of the next one.</summary>
    public static ulong End => s_written;

    /// <summary>Lines ever ended.</summary>
    public static ulong Lines => s_lines;

    /// <summary>Appends; the oldest bytes are overwritten. Interrupts are disabled.</summary>
    public static void Append(ReadOnlySpan<byte> text)
    {
        foreach (byte value in text)
        {
            s_bytes[(int)(s_written++ % Size)] = value;
            s_lines += value == '\n' ? 1UL : 0;
        }

        MachineInterrupts.Note(MachineEvents.Log);
    }

    /// <summary>Copies bytes from a position on, as many as there are and fit.</summary>
    /// <param name="position">Where to begin; moved to the oldest byte that is kept, if that comes later.</param>
    /// <param name="destination">Where they go.</param>
    /// <returns>Their number.</returns>
    public static int Read(ref ulong position, Span<byte> destination)
    {
        position = Math.Max(position, s_written - (ulong)Count);
        int count = (int)Math.Min(s_written - Math.Min(position, s_written), (ulong)destination.Length);
        for (int i = 0; i < count; i++)
        {
            destination[i] = s_bytes[(int)((position + (ulong)i) % Size)];
        }

        position += (ulong)count;
        return count;
    }
}
