using System;

namespace Lodestar.Core.Memory;

/// <summary>A program's areas in the order of their addresses. They do not overlap.</summary>
/// <param name="space">Whose they are.</param>
public sealed class AreaList(AddressSpace space)
{
    private VmArea[] _areas = new VmArea[16];

    /// <summary>The last answer of <see cref="IndexFrom"/>: calls and faults come in bursts about one place.</summary>
    private int _lastIndex;

    public int Count { get; private set; }

    /// <summary>Sum of their lengths, in bytes.</summary>
    public ulong MappedBytes { get; private set; }

    /// <summary>The area at a position, counted from the lowest address.</summary>
    public VmArea this[int index] => index < Count ? _areas[index] : throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>Position of the first area that ends above an address: the one that holds it, or the next; or <see cref="Count"/>.</summary>
    public int IndexFrom(ulong address)
    {
        int last = _lastIndex;
        return (uint)last < (uint)Count && _areas[last].End > address && (last == 0 || _areas[last - 1].End <= address)
            ? last
            : Search(address);
    }

    /// <summary>The area that holds an address, or the next one above; null when there is none.</summary>
    public VmArea? FirstFrom(ulong address)
    {
        int index = IndexFrom(address);
        return index < Count ? _areas[index] : null;
    }

    /// <summary>The area that holds an address; null when there is none.</summary>
    public VmArea? Find(ulong address) => FirstFrom(address) is { } area && area.Start <= address ? area : null;

    /// <summary>Whether nothing lies in a range.</summary>
    public bool IsFree(ulong start, ulong end) => FirstFrom(start) is not { } area || area.Start >= end;

    /// <summary>How many bytes of a range are mapped.</summary>
    public ulong BytesIn(ulong start, ulong end)
    {
        ulong bytes = 0;
        for (int i = IndexFrom(start); i < Count && _areas[i].Start < end; i++)
        {
            bytes += Math.Min(_areas[i].End, end) - Math.Max(_areas[i].Start, start);
        }

        return bytes;
    }

    /// <summary>How many bytes are data (<see cref="VmArea.IsData"/>).</summary>
    public ulong DataBytes()
    {
        ulong bytes = 0;
        for (int i = 0; i < Count; i++)
        {
            bytes += _areas[i].IsData ? _areas[i].Length : 0;
        }

        return bytes;
    }

    /// <summary>Takes all areas out.</summary>
    internal void Clear() => Remove(0, Count);

    /// <summary>Adds an area to a free range and joins it with its neighbours where it continues them.</summary>
    internal void Add(VmArea area)
    {
        int index = IndexFrom(area.Start);
        if (index < Count && _areas[index].Start < area.End)
        {
            throw new InvalidOperationException("An area was added over another one.");
        }

        InsertAt(index, area);
        MappedBytes += area.Length;
        Merge(area.Start, area.End);
    }

    /// <summary>Adds an area behind all others. It is not joined with the last one.</summary>
    internal void Append(VmArea area)
    {
        InsertAt(Count, area);
        MappedBytes += area.Length;
    }

    /// <summary>Moves the borders of an area into free room, or inwards.</summary>
    internal void Resize(VmArea area, ulong start, ulong end)
    {
        MappedBytes += end - start - area.Length;
        area.SetRange(start, end);
        Merge(start, end);
    }

    /// <summary>Cuts the area at a position in two; the address lies inside it. Nothing else changes.</summary>
    internal void Split(int index, ulong address)
    {
        VmArea lower = _areas[index];
        VmArea upper = lower.CopyTo(address, address, lower.End);
        lower.SetRange(lower.Start, address);
        InsertAt(index + 1, upper);
    }

    /// <summary>Takes areas out, from a position up to another one.</summary>
    internal void Remove(int first, int end)
    {
        for (int i = first; i < end; i++)
        {
            MappedBytes -= _areas[i].Length;
        }

        Close(first, end);
    }

    /// <summary>Joins all areas in and around a range that continue each other.</summary>
    internal void Merge(ulong start, ulong end)
    {
        int index = Math.Max(IndexFrom(start) - 1, 0);
        while (index + 1 < Count && _areas[index + 1].Start <= end)
        {
            VmArea lower = _areas[index];
            VmArea upper = _areas[index + 1];
            if (lower.ContinuesIn(upper))
            {
                lower.SetRange(lower.Start, upper.End);
                Close(index + 1, index + 2);
            }
            else
            {
                index++;
            }
        }
    }

    private int Search(ulong address)
    {
        int low = 0;
        int high = Count;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (_areas[middle].End > address)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        _lastIndex = low;
        return low;
    }

    private void InsertAt(int index, VmArea area)
    {
        if (Count == _areas.Length)
        {
            Array.Resize(ref _areas, Count * 2);
        }

        Array.Copy(_areas, index, _areas, index + 1, Count - index);
        _areas[index] = area;
        Count++;
        area.Enter(space);
    }

    private void Close(int first, int end)
    {
        for (int i = first; i < end; i++)
        {
            _areas[i].Leave();
        }

        Array.Copy(_areas, end, _areas, first, Count - end);
        Array.Clear(_areas, Count - (end - first), end - first);
        Count -= end - first;
    }
}
