using System;
using Lodestar.Core.Abi;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Files;

/// <summary>Where a write takes its bytes from: a program's buffers, one after the other, or bytes of the kernel.</summary>
public ref struct IoSource
{
    private ReadableUserBuffer _buffer;

    /// <summary>Bytes of the buffer that are taken.</summary>
    private ulong _taken;

    /// <summary>The buffers behind it.</summary>
    private ReadOnlySpan<IoVector> _next;

    /// <summary>What is left of the kernel's bytes.</summary>
    private ReadOnlySpan<byte> _bytes;

    private readonly bool _isKernels;

    /// <summary>One buffer, of which at most <see cref="IoLimits.LargestTransfer"/> bytes are taken.</summary>
    public IoSource(ReadableUserBuffer buffer)
    {
        _buffer = buffer;
        Requested = buffer.Length;
        Remaining = Math.Min(buffer.Length, IoLimits.LargestTransfer);
    }

    /// <summary>Several buffers.</summary>
    /// <param name="vectors">One or more that lie in user space.</param>
    /// <param name="total">The sum of their lengths, up to <see cref="IoLimits.LargestTransfer"/>.</param>
    public IoSource(ReadOnlySpan<IoVector> vectors, ulong total)
    {
        _buffer = new ReadableUserBuffer(vectors[0].Address, vectors[0].Length);
        _next = vectors[1..];
        Requested = total;
        Remaining = total;
    }

    /// <summary>Bytes of the kernel.</summary>
    public IoSource(ReadOnlySpan<byte> bytes)
    {
        _bytes = bytes;
        _isKernels = true;
        Requested = (ulong)bytes.Length;
        Remaining = (ulong)bytes.Length;
    }

    /// <summary>Bytes that the caller wants to write.</summary>
    public readonly ulong Requested { get; }

    /// <summary>Bytes that can still be taken.</summary>
    public ulong Remaining { get; private set; }

    /// <summary>Whether the buffer lies in the program's half of the address space; several have been checked before.</summary>
    public readonly bool IsInUserSpace => _buffer.IsInUserSpace;

    /// <summary>Takes bytes, at most so many as remain.</summary>
    /// <returns>How many came: fewer than the lesser of both when a byte could not be read.</returns>
    public int Take(scoped Span<byte> destination)
    {
        if (_isKernels)
        {
            return TakeFromKernel(destination);
        }

        int done = 0;
        while (true)
        {
            int count = (int)Math.Min(Math.Min(_buffer.Length - _taken, Remaining), (ulong)(destination.Length - done));
            int copied = _buffer.CopyTo(destination.Slice(done, count), _taken);
            done += copied;
            _taken += (ulong)copied;
            Remaining -= (ulong)copied;
            if (copied < count || done == destination.Length || !TryNext())
            {
                return done;
            }
        }
    }

    private int TakeFromKernel(scoped Span<byte> destination)
    {
        int count = Math.Min(_bytes.Length, destination.Length);
        _bytes[..count].CopyTo(destination);
        _bytes = _bytes[count..];
        Remaining -= (ulong)count;
        return count;
    }

    private bool TryNext()
    {
        if (_next.IsEmpty)
        {
            return false;
        }

        _buffer = new ReadableUserBuffer(_next[0].Address, _next[0].Length);
        _taken = 0;
        _next = _next[1..];
        return true;
    }
}
