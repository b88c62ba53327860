using System;
using Lodestar.Core.Abi;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Files;

/// <summary>
/// Where a read puts its bytes: a program's buffers, filled one after the other. What arrived before a byte that cannot be
/// written counts, as with Linux's iov_iter.
/// </summary>
public ref struct IoTarget
{
    private WritableUserBuffer _buffer;

    /// <summary>Bytes of the buffer that are filled.</summary>
    private ulong _filled;

    /// <summary>The buffers behind it.</summary>
    private ReadOnlySpan<IoVector> _next;

    /// <summary>One buffer, of which at most <see cref="IoLimits.LargestTransfer"/> bytes are filled.</summary>
    public IoTarget(WritableUserBuffer buffer)
    {
        _buffer = buffer;
        Requested = buffer.Length;
        Remaining = Math.Min(buffer.Length, IoLimits.LargestTransfer);
    }

    /// <summary>Several buffers.</summary>
    /// <param name="vectors">One or more that lie in user space.</param>
    /// <param name="total">The sum of their lengths, up to <see cref="IoLimits.LargestTransfer"/>.</param>
    public IoTarget(ReadOnlySpan<IoVector> vectors, ulong total)
    {
        _buffer = new WritableUserBuffer(vectors[0].Address, vectors[0].Length);
        _next = vectors[1..];
        Requested = total;
        Remaining = total;
    }

    /// <summary>Bytes that the caller asked for.</summary>
    public readonly ulong Requested { get; }

    /// <summary>Bytes that can still be put.</summary>
    public ulong Remaining { get; private set; }

    /// <summary>Whether the buffer lies in the program's half of the address space; several have been checked before.</summary>
    public readonly bool IsInUserSpace => _buffer.IsInUserSpace;

    /// <summary>Puts bytes, at most so many as remain.</summary>
    /// <returns>How many arrived: fewer than the lesser of both when a byte could not be written.</returns>
    public int Put(scoped ReadOnlySpan<byte> source)
    {
        int done = 0;
        while (true)
        {
            int count = (int)Math.Min(Math.Min(_buffer.Length - _filled, Remaining), (ulong)(source.Length - done));
            int copied = _buffer.CopyFrom(source.Slice(done, count), _filled);
            done += copied;
            Advance((ulong)copied);
            if (copied < count || done == source.Length || !TryNext())
            {
                return done;
            }
        }
    }

    /// <summary>Puts zeros into all that remains.</summary>
    /// <returns>How many arrived.</returns>
    public ulong PutZeros()
    {
        ulong done = 0;
        while (true)
        {
            ulong count = Math.Min(_buffer.Length - _filled, Remaining);
            ulong cleared = _buffer.Clear(_filled, count);
            done += cleared;
            Advance(cleared);
            if (cleared < count || !TryNext())
            {
                return done;
            }
        }
    }

    private void Advance(ulong count)
    {
        _filled += count;
        Remaining -= count;
    }

    private bool TryNext()
    {
        if (_next.IsEmpty)
        {
            return false;
        }

        _buffer = new WritableUserBuffer(_next[0].Address, _next[0].Length);
        _filled = 0;
        _next = _next[1..];
        return true;
    }
}
