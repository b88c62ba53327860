using System;
using System.Numerics;
using Lodestar.Core.Abi;
using Lodestar.Core.Memory;
using Lodestar.Machine.UserMode;

namespace Lodestar.Core.Files.Pipes;

/// <summary>
/// The bytes in a pipe, in slots of up to a page. How full a pipe is counts in slots, as in Linux: two writes share one only when the
/// second fits behind the first, so that what is written at once can stay together.
/// </summary>
public sealed class PipeRing
{
    /// <summary>Slots that a pipe has if nobody says otherwise: 64 KiB, <c>pipe(7)</c>.</summary>
    public const int DefaultSlots = 16;

    private const int FirstLength = 2;

    /// <summary>A power of 2 of them, or none as long as nothing was written.</summary>
    private PipeBuffer[] _buffers = [];

    private int _first;
    private int _count;

    /// <summary>How many slots may be in use at once.</summary>
    public int Slots { get; private set; } = DefaultSlots;

    public bool IsEmpty => _count == 0;

    public bool IsFull => _count >= Slots;

    /// <summary>Bytes that can be read.</summary>
    public long Length
    {
        get
        {
            long length = 0;
            for (int i = 0; i < _count; i++)
            {
                length += At(i).Length;
            }

            return length;
        }
    }

    /// <summary>Changes how many slots may be in use.</summary>
    /// <returns>EBUSY when more are in use now.</returns>
    public Errno TryResize(int slots)
    {
        if (slots < _count)
        {
            return Errno.EBUSY;
        }

        Slots = slots;
        return Errno.None;
    }

    /// <summary>Puts what is beyond whole pages of a write behind the bytes of the last slot, if all of that fits there.</summary>
    /// <returns>Bytes taken, which may be none; EFAULT, and nothing is changed.</returns>
    public IoResult Append(ref IoSource source)
    {
        int wanted = (int)(source.Remaining % Page.Size);
        if (_count == 0 || wanted == 0)
        {
            return 0;
        }

        ref PipeBuffer last = ref At(_count - 1);
        int end = last.Start + last.Length;
        if (last.IsPacket || wanted > (int)Page.Size - end)
        {
            return 0;
        }

        if (source.Take(last.Page.Bytes.Slice(end, wanted)) < wanted)
        {
            return Errno.EFAULT;
        }

        last.Length += wanted;
        return wanted;
    }

    /// <summary>Puts up to a page into a new slot. There must be one, and a byte.</summary>
    /// <returns>Bytes taken; EFAULT or ENOMEM, and nothing is changed.</returns>
    public IoResult Add(ref IoSource source, bool isPacket)
    {
        if (PipePages.TryTake() is not { } page)
        {
            return Errno.ENOMEM;
        }

        int wanted = (int)Math.Min(source.Remaining, Page.Size);
        if (source.Take(page.Bytes[..wanted]) < wanted)
        {
            PipePages.Return(page);
            return Errno.EFAULT;
        }

        if (_count == _buffers.Length)
        {
            Grow();
        }

        At(_count++) = new PipeBuffer { Page = page, Length = wanted, IsPacket = isPacket };
        return wanted;
    }

    /// <summary>Reads what there is and fits.</summary>
    /// <returns>Bytes read, 0 from an empty pipe; EFAULT. What did not arrive whole, of a slot, stays.</returns>
    public IoResult Take(ref IoTarget target)
    {
        long done = 0;
        while (_count > 0 && target.Remaining > 0)
        {
            ref PipeBuffer first = ref At(0);
            int wanted = (int)Math.Min(target.Remaining, (ulong)first.Length);
            if (target.Put(first.Page.Bytes.Slice(first.Start, wanted)) < wanted)
            {
                return done > 0 ? done : Errno.EFAULT;
            }

            done += wanted;
            first.Start += wanted;
            first.Length -= wanted;
            bool isPacket = first.IsPacket;
            if (isPacket || first.Length == 0)
            {
                RemoveFirst();
            }

            if (isPacket)
            {
                break;
            }
        }

        return done;
    }

    /// <summary>Throws all bytes away.</summary>
    public void Clear()
    {
        while (_count > 0)
        {
            RemoveFirst();
        }

        _buffers = [];
        _first = 0;
    }

    private ref PipeBuffer At(int index) => ref _buffers[(_first + index) & (_buffers.Length - 1)];

    private void RemoveFirst()
    {
        ref PipeBuffer first = ref At(0);
        PipePages.Return(first.Page);
        first = default;
        _first = (_first + 1) & (_buffers.Length - 1);
        _count--;
    }

    private void Grow()
    {
        PipeBuffer[] larger = new PipeBuffer[Math.Max(FirstLength, (int)BitOperations.RoundUpToPowerOf2((uint)_count + 1))];
        for (int i = 0; i < _count; i++)
        {
            larger[i] = At(i);
        }

        _buffers = larger;
        _first = 0;
    }
}
