using System;
using Lodestar.Core.Abi;
using Lodestar.Machine.UserMode;

namespace Lodestar.Core.Memory;

/// <summary>
/// What areas show that are not private and anonymous: a file, or memory that programs share. Areas of one file share one
/// object: by it they know that they belong together. Its pages are numbered from 0, at its beginning.
/// </summary>
/// <param name="path">Its absolute path, for <c>/proc/self/maps</c>.</param>
public abstract class MappedFile(ReadOnlyMemory<byte> path) : IImageSource
{
    /// <summary>The areas that show it, in no order, each with its neighbours.</summary>
    private VmArea? _firstArea;

    /// <summary>Size in bytes, not negative. Pages behind it cannot be used.</summary>
    public abstract long Length { get; }

    /// <summary>The absolute path, without a terminator.</summary>
    public virtual ReadOnlyMemory<byte> Path { get; } = path;

    /// <summary>Major number of the device that it lies on.</summary>
    public uint DeviceMajor { get; init; }

    /// <summary>Minor number of the device that it lies on.</summary>
    public uint DeviceMinor { get; init; }

    /// <summary>Number of its inode.</summary>
    public ulong Inode { get; init; }

    /// <summary>Whether <see cref="NoteWrite"/> wants to hear of the first write to each page.</summary>
    public virtual bool NotesWrites => false;

    /// <summary>Whether an area shows it.</summary>
    public bool IsMapped => _firstArea is not null;

    /// <summary>Copies bytes, whether their pages are in memory or not.</summary>
    /// <param name="offset">In bytes, 0 or more; from the end of the file on there is nothing.</param>
    /// <param name="destination">Where they go.</param>
    /// <returns>How many bytes there were: fewer than asked for only at the end of the file.</returns>
    public abstract int Read(long offset, Span<byte> destination);

    /// <summary>The page in memory, zeros behind the end of the file; null if it is not there.</summary>
    public abstract MemoryPage? Find(long number);

    /// <summary>Whether the file system has room for a page, should <see cref="TryProvide"/> need some.</summary>
    /// <param name="number">A page that begins before the end of the file.</param>
    /// <param name="toWrite">Whether programs are to write to it.</param>
    public virtual bool HasRoomFor(long number, bool toWrite) => true;

    /// <summary>The page in memory, brought there if it was not.</summary>
    /// <param name="number">A page for which there is room.</param>
    /// <param name="toWrite">Whether programs are to write to it.</param>
    /// <returns>Null when memory is out.</returns>
    public abstract MemoryPage? TryProvide(long number, bool toWrite);

    /// <summary>Whether a page takes memory, <c>mincore(2)</c>.</summary>
    public virtual bool IsResident(long number) => Find(number) is not null;

    /// <summary>Programs write to a page from now on.</summary>
    public virtual void NoteWrite()
    {
    }

    /// <summary>Makes a range read as zeros and gives its memory back, MADV_REMOVE.</summary>
    /// <param name="offset">In bytes, a multiple of the page size.</param>
    /// <param name="length">In bytes, a multiple of the page size.</param>
    /// <returns>None or an error of <c>fallocate(2)</c>.</returns>
    public abstract Errno PunchHole(ulong offset, ulong length);

    /// <summary>Takes pages out of all areas, copies of them too: the file has been cut.</summary>
    /// <param name="first">The first page.</param>
    /// <param name="end">The page behind the last.</param>
    public void Unmap(long first, long end)
    {
        for (VmArea? area = _firstArea; area is not null; area = area.NextOfFile)
        {
            area.UnmapPages(first, end);
        }
    }

    /// <summary>Takes a page out of all areas, but leaves copies of it: a hole is made there.</summary>
    public void Unmap(long number, MemoryPage page)
    {
        for (VmArea? area = _firstArea; area is not null; area = area.NextOfFile)
        {
            area.UnmapPage(number, page);
        }
    }

    /// <summary>One more area shows the file.</summary>
    internal void Add(VmArea area)
    {
        bool isFirst = _firstArea is null;
        area.NextOfFile = _firstArea;
        if (_firstArea is not null)
        {
            _firstArea.PreviousOfFile = area;
        }

        _firstArea = area;
        if (isFirst)
        {
            OnMapped();
        }
    }

    /// <summary>One area less shows it.</summary>
    internal void Remove(VmArea area)
    {
        if (area.PreviousOfFile is { } previous)
        {
            previous.NextOfFile = area.NextOfFile;
        }
        else
        {
            _firstArea = area.NextOfFile;
        }

        if (area.NextOfFile is { } next)
        {
            next.PreviousOfFile = area.PreviousOfFile;
        }

        area.NextOfFile = null;
        area.PreviousOfFile = null;
        if (_firstArea is null)
        {
            OnUnmapped();
        }
    }

    /// <summary>The first area shows the file.</summary>
    protected virtual void OnMapped()
    {
    }

    /// <summary>No area shows it any more.</summary>
    protected virtual void OnUnmapped()
    {
    }
}
