using System;
using System.Runtime.CompilerServices;

namespace Lodestar.Machine.Diagnostics;

/// <summary>The last 64 KiB of the log.</summary>
internal static class LogRing
{
    private const int Size = 64 * 1024;

    private static Bytes s_bytes;

    /// <summary>Bytes ever written; the next one goes to this number modulo <see cref="Size"/>.</summary>
    private static ulong s_written;

    [InlineArray(Size)]
    private struct Bytes
    {
        private byte _first;
    }

    /// <summary>Bytes that can be read now.</summary>
    public static int Count => (int)Math.Min(s_written, Size);

    /// <summary>Appends; the oldest bytes are overwritten.</summary>
    public static void Append(ReadOnlySpan<byte> text)
    {
        foreach (byte value in text)
        {
            s_bytes[(int)(s_written++ % Size)] = value;
        }
    }

    /// <summary>Copies the oldest bytes that are kept, as many as fit; returns their number.</summary>
    public static int Read(Span<byte> destination)
    {
        int count = Math.Min(Count, destination.Length);
        ulong first = s_written - (ulong)Count;
        for (int i = 0; i < count; i++)
        {
            destination[i] = s_bytes[(int)((first + (ulong)i) % Size)];
        }

        return count;
    }
}
