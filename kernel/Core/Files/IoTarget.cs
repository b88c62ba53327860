using System;
using System.Runtime.CompilerServices;
using Lodestar.Core.Abi;
using Lodestar.Machine.UserAccess;
using Lodestar.Machine.UserMode;

namespace Lodestar.Core.Files;

/// <summary>
/// Where a read puts its bytes: a program's buffers, filled one after the other. What arrived before a byte that cannot be
/// written counts, as with Linux's iov_iter.
/// </summary>
public ref struct IoTarget
{
    /// <summary>What is left of the current buffer: its address and its bytes.</summary>
    private ulong _address;

    private ulong _room;

    /// <summary>The buffers behind it.</summary>
    private ReadOnlySpan<IoVector> _next;

    /// <summary>One buffer, about which nothing has been checked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public IoTarget(WritableUserBuffer buffer)
    {
        _address = buffer.Address;
        _room = buffer.Length;
        Remaining = buffer.Length;
    }

    /// <summary>Several buffers.</summary>
    /// <param name="vectors">One or more that lie in user space.</param>
    /// <param name="total">The sum of their lengths, up to <see cref="IoLimits.LargestTransfer"/>.</param>
    public IoTarget(ReadOnlySpan<IoVector> vectors, ulong total)
    {
        _address = vectors[0].Address;
        _room = vectors[0].Length;
        _next = vectors[1..];
        Remaining = total;
    }

    /// <summary>How, <c>preadv2(2)</c>.</summary>
    public RwFlags Flags { get; init; }

    /// <summary>Bytes that can still be put.</summary>
    public ulong Remaining { get; private set; }

    /// <summary>Whether the buffer lies in the program's half of the address space; of several the first.</summary>
    public readonly bool IsInUserSpace => UserMemory.IsUserRange(_address, _room);

    /// <summary>Leaves no more room than one call may fill, <see cref="IoLimits.LargestTransfer"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Limit() => Remaining = Math.Min(Remaining, IoLimits.LargestTransfer);

    /// <summary>Puts bytes, at most so many as remain.</summary>
    /// <returns>How many arrived: fewer than the lesser of both when a byte could not be written.</returns>
    public int Put(scoped ReadOnlySpan<byte> source)
    {
        int done = 0;
        do
        {
            int count = (int)Math.Min(Math.Min(_room, Remaining), (ulong)(source.Length - done));
            int copied = UserMemory.CopyTo(_address, source.Slice(done, count));
            Advance((ulong)copied);
            done += copied;
            if (copied < count || done == source.Length)
            {
                break;
            }
        }
        while (TryNext());
        return done;
    }

    /// <summary>Puts zeros into all that remains.</summary>
    /// <returns>How many arrived.</returns>
    public ulong PutZeros()
    {
        ulong before = Remaining;
        do
        {
            ulong count = Math.Min(_room, Remaining);
            ulong cleared = UserMemory.Clear(_address, count);
            Advance(cleared);
            if (cleared < count)
            {
                break;
            }
        }
        while (Remaining > 0 && TryNext());
        return before - Remaining;
    }

    private void Advance(ulong count)
    {
        _address += count;
        _room -= count;
        Remaining -= count;
    }

    private bool TryNext()
    {
        if (_next.IsEmpty)
        {
            return false;
        }

        _address = _next[0].Address;
        _room = _next[0].Length;
        _next = _next[1..];
        return true;
    }
}
