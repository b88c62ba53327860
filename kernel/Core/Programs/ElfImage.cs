using System;
using System.Collections.Generic;
using System.Numerics;
using Lodestar.Core.Abi;
using Lodestar.Core.Memory;

namespace Lodestar.Core.Programs;

/// <summary>
/// Where the parts of an executable go. Linux finds out only after it has thrown the old program away, so what is an error
/// here is death by SIGSEGV there.
/// </summary>
public sealed partial class ElfImage
{
    private readonly ElfSegment[] _segments;

    private ElfImage(ElfFile file, ElfSegment[] segments, ulong bias, ulong end)
    {
        _segments = segments;
        LoadBias = bias;
        End = end;
        Entry = file.Header.Entry + bias;
        ProgramHeaders = AddressOfHeaders(file) + bias;
        ProgramHeaderCount = file.Header.ProgramHeaderCount;
        Addresses = AddressesOf(file, bias);
    }

    /// <summary>In the order of the file.</summary>
    public ReadOnlySpan<ElfSegment> Segments => _segments;

    /// <summary>What is added to the addresses of the file; 0 unless it is position-independent.</summary>
    public ulong LoadBias { get; }

    /// <summary>Address of the first instruction.</summary>
    public ulong Entry { get; }

    /// <summary>Address of the program headers (AT_PHDR); the load bias when no segment holds them.</summary>
    public ulong ProgramHeaders { get; }

    public int ProgramHeaderCount { get; }

    /// <summary>The address behind the highest segment, where the heap may begin.</summary>
    public ulong End { get; }

    /// <summary>Where its code and its data lie.</summary>
    public ImageAddresses Addresses { get; }

    /// <summary>Places a program.</summary>
    /// <param name="file">Its headers.</param>
    /// <param name="layout">Where a position-independent one goes.</param>
    /// <param name="image">The result; null after an error.</param>
    /// <returns>The errors of <see cref="ElfSegment.TryPlace"/>; EINVAL without segments or for an impossible entry.</returns>
    public static Errno TryPlace(ElfFile file, in AddressSpaceLayout layout, out ElfImage? image)
    {
        image = null;
        if (!HasSegments(file))
        {
            // Linux starts such a program, and its first instruction is not there.
            return Errno.EINVAL;
        }

        return TryPlaceAt(file, file.Header.Type == ElfFileType.Dyn ? BiasOf(file, layout.ImageBase) : 0, out image);
    }

    /// <summary>Maps the program into an address space, and its heap behind it.</summary>
    /// <remarks>The caller then clears what <see cref="ElfSegment.ClearStart"/> tells, through the mapping.</remarks>
    /// <param name="space">Holds at most a stack.</param>
    /// <param name="file">The file that the headers came from.</param>
    /// <returns>The errors of <see cref="AddressSpace.Map"/>: EEXIST when the program would lie on the stack.</returns>
    public Errno MapInto(AddressSpace space, MappedFile file)
    {
        Errno error = MapSegments(space, file, MmapFlags.FixedNoReplace);
        if (error == Errno.None)
        {
            space.StartBreak(End);
        }

        return error;
    }

    private static bool HasSegments(ElfFile file)
    {
        foreach (ref readonly ElfProgramHeader header in file.ProgramHeaders)
        {
            if (header.Type == ElfSegmentType.Load)
            {
                return true;
            }
        }

        return false;
    }

    private static Errno TryPlaceAt(ElfFile file, ulong bias, out ElfImage? image)
    {
        image = null;
        if (file.Header.Entry + bias >= UserSpace.End)
        {
            return Errno.EINVAL;
        }

        List<ElfSegment> segments = [];
        ulong end = 0;
        foreach (ref readonly ElfProgramHeader header in file.ProgramHeaders)
        {
            if (header.Type == ElfSegmentType.Load)
            {
                Errno error = ElfSegment.TryPlace(header, bias, file.Length, out ElfSegment segment);
                if (error != Errno.None)
                {
                    return error;
                }

                for (int i = 0; i < segments.Count; i++)
                {
                    segments[i] = segments[i].Under(segment);
                }

                segments.Add(segment);
                end = Math.Max(end, header.Address + header.MemorySize + bias);
            }
        }

        image = new ElfImage(file, [.. segments], bias, end);
        return Errno.None;
    }

    /// <summary>Maps the segments, which may replace each other's pages.</summary>
    /// <param name="space">The address space.</param>
    /// <param name="file">The file that the headers came from.</param>
    /// <param name="first">MAP_FIXED, or MAP_FIXED_NOREPLACE when the first one tells whether there is room at all.</param>
    private Errno MapSegments(AddressSpace space, MappedFile file, MmapFlags first)
    {
        MmapFlags flags = MmapFlags.Private | first;
        foreach (ref readonly ElfSegment segment in Segments)
        {
            Errno error = MapRange(space, segment.FileStart, segment.FileEnd, segment.Protection, flags, file, segment.FileOffset);
            flags = MmapFlags.Private | MmapFlags.Fixed;
            if (error == Errno.None)
            {
                error = MapRange(
                    space, segment.ZeroStart, segment.ZeroEnd, segment.ZeroProtection, flags | MmapFlags.Anonymous, null, 0);
            }

            if (error != Errno.None)
            {
                return error;
            }
        }

        return Errno.None;
    }

    private static Errno MapRange(
        AddressSpace space, ulong start, ulong end, MmapProtection protection, MmapFlags flags, MappedFile? file, ulong offset)
    {
        if (start == end)
        {
            return Errno.None;
        }

        MapRequest request = new()
        {
            Address = start,
            Length = end - start,
            Protection = protection,
            Flags = flags,
            File = file,
            Offset = offset,
        };
        return space.Map(request, out _);
    }

    /// <summary>
    /// The bias that puts the first segment at an address, or as far below as its alignment asks for. A static program goes
    /// where Linux puts one with an interpreter: its heap then has room, for which Linux moves the heap there instead.
    /// </summary>
    private static ulong BiasOf(ElfFile file, ulong address)
    {
        ulong alignment = Page.Size;
        ulong? first = null;
        foreach (ref readonly ElfProgramHeader header in file.ProgramHeaders)
        {
            if (header.Type == ElfSegmentType.Load)
            {
                first ??= header.Address;
                alignment = BitOperations.IsPow2(header.Alignment) ? Math.Max(alignment, header.Alignment) : alignment;
            }
        }

        return Page.RoundDown((address & ~(alignment - 1)) - (first ?? 0));
    }

    /// <summary>Where the last segment that holds the start of the program headers has them, before the bias; 0 without one.</summary>
    private static ulong AddressOfHeaders(ElfFile file)
    {
        ulong address = 0;
        ulong offset = file.Header.ProgramHeaders;
        foreach (ref readonly ElfProgramHeader header in file.ProgramHeaders)
        {
            if (header.Type == ElfSegmentType.Load && header.FileOffset <= offset && offset - header.FileOffset < header.FileSize)
            {
                address = offset - header.FileOffset + header.Address;
            }
        }

        return address;
    }
}
