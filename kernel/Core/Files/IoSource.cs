using System;
using System.Runtime.CompilerServices;
using Lodestar.Core.Abi;
using Lodestar.Machine.UserAccess;
using Lodestar.Machine.UserMode;

namespace Lodestar.Core.Files;

/// <summary>Where a write takes its bytes from: a program's buffers, one after the other, or bytes of the kernel.</summary>
public ref struct IoSource
{
    /// <summary>What is left of the current buffer: its address and its bytes; of the kernel's bytes only how many.</summary>
    private ulong _address;

    private ulong _rest;

    /// <summary>The buffers behind it.</summary>
    private ReadOnlySpan<IoVector> _next;

    /// <summary>What is left of the kernel's bytes; empty for a program's.</summary>
    private ReadOnlySpan<byte> _bytes;

    /// <summary>One buffer, about which nothing has been checked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public IoSource(ReadableUserBuffer buffer)
    {
        _address = buffer.Address;
        _rest = buffer.Length;
        Remaining = buffer.Length;
    }

    /// <summary>Several buffers.</summary>
    /// <param name="vectors">One or more that lie in user space.</param>
    /// <param name="total">The sum of their lengths, up to <see cref="IoLimits.LargestTransfer"/>.</param>
    public IoSource(ReadOnlySpan<IoVector> vectors, ulong total)
    {
        _address = vectors[0].Address;
        _rest = vectors[0].Length;
        _next = vectors[1..];
        Remaining = total;
    }

    /// <summary>Bytes of the kernel.</summary>
    public IoSource(ReadOnlySpan<byte> bytes)
    {
        _bytes = bytes;
        Remaining = (ulong)bytes.Length;
    }

    /// <summary>How, <c>preadv2(2)</c>.</summary>
    public RwFlags Flags { get; init; }

    /// <summary>Bytes that can still be taken.</summary>
    public ulong Remaining { get; private set; }

    /// <summary>Whether the buffer lies in the program's half of the address space; of several the first.</summary>
    public readonly bool IsInUserSpace => UserMemory.IsUserRange(_address, _rest);

    /// <summary>Leaves no more than one call may write, <see cref="IoLimits.LargestTransfer"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Limit() => Limit(IoLimits.LargestTransfer);

    /// <summary>Leaves no more than so many bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Limit(ulong most) => Remaining = Math.Min(Remaining, most);

    /// <summary>Takes bytes, at most so many as remain.</summary>
    /// <returns>How many came: fewer than the lesser of both when a byte could not be read.</returns>
    public int Take(scoped Span<byte> destination)
    {
        if (!_bytes.IsEmpty)
        {
            return TakeFromKernel(destination);
        }

        int done = 0;
        do
        {
            int count = (int)Math.Min(Math.Min(_rest, Remaining), (ulong)(destination.Length - done));
            int copied = UserMemory.CopyFrom(_address, destination.Slice(done, count));
            _address += (ulong)copied;
            _rest -= (ulong)copied;
            Remaining -= (ulong)copied;
            done += copied;
            if (copied < count || done == destination.Length)
            {
                break;
            }
        }
        while (TryNext());
        return done;
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

        _address = _next[0].Address;
        _rest = _next[0].Length;
        _next = _next[1..];
        return true;
    }
}
