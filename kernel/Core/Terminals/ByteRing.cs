using System;

namespace Lodestar.Core.Terminals;

/// <summary>Bytes on their way from one end of a pseudo-terminal to the other. It takes memory once the first has come.</summary>
/// <param name="capacity">Bytes that there is room for.</param>
internal sealed class ByteRing(int capacity)
{
    private byte[] _bytes = [];
    private int _first;

    /// <summary>Bytes that are there.</summary>
    internal int Count { get; private set; }

    /// <summary>Bytes that there is room for.</summary>
    internal int Room => capacity - Count;

    /// <summary>Adds bytes.</summary>
    /// <returns>How many there was room for.</returns>
    internal int Add(ReadOnlySpan<byte> bytes)
    {
        int count = Math.Min(bytes.Length, Room);
        if (count == 0)
        {
            return 0;
        }

        _bytes = _bytes.Length == 0 ? new byte[capacity] : _bytes;
        int end = (_first + Count) % capacity;
        int upToTop = Math.Min(count, capacity - end);
        bytes[..upToTop].CopyTo(_bytes.AsSpan(end));
        bytes[upToTop..count].CopyTo(_bytes);
        Count += count;
        return count;
    }

    /// <summary>Takes the oldest bytes.</summary>
    /// <returns>How many there were.</returns>
    internal int Take(Span<byte> destination)
    {
        int count = Math.Min(destination.Length, Count);
        int upToTop = Math.Min(count, capacity - _first);
        _bytes.AsSpan(_first, upToTop).CopyTo(destination);
        _bytes.AsSpan(0, count - upToTop).CopyTo(destination[upToTop..]);
        _first = (_first + count) % capacity;
        Count -= count;
        return count;
    }

    /// <summary>Forgets them all.</summary>
    internal void Clear() => Count = 0;
}
