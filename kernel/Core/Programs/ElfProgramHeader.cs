using System;
using System.Buffers.Binary;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Programs;

/// <summary>A program header of an ELF64 file (<c>elf(5)</c>, Elf64_Phdr), as it is in the file: nothing has been checked.</summary>
public readonly struct ElfProgramHeader
{
    /// <summary>In bytes.</summary>
    public const int Size = 56;

    private const int FlagsOffset = 4;
    private const int FileOffsetOffset = 8;
    private const int AddressOffset = 16;
    private const int FileSizeOffset = 32;
    private const int MemorySizeOffset = 40;
    private const int AlignmentOffset = 48;

    /// <summary>Takes a header out of <see cref="Size"/> bytes.</summary>
    public ElfProgramHeader(ReadOnlySpan<byte> bytes)
    {
        Type = (ElfSegmentType)BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        Flags = (ElfSegmentFlags)BinaryPrimitives.ReadUInt32LittleEndian(bytes[FlagsOffset..]);
        FileOffset = BinaryPrimitives.ReadUInt64LittleEndian(bytes[FileOffsetOffset..]);
        Address = BinaryPrimitives.ReadUInt64LittleEndian(bytes[AddressOffset..]);
        FileSize = BinaryPrimitives.ReadUInt64LittleEndian(bytes[FileSizeOffset..]);
        MemorySize = BinaryPrimitives.ReadUInt64LittleEndian(bytes[MemorySizeOffset..]);
        Alignment = BinaryPrimitives.ReadUInt64LittleEndian(bytes[AlignmentOffset..]);
    }

    public ElfSegmentType Type { get; }

    public ElfSegmentFlags Flags { get; }

    /// <summary>In bytes (p_offset).</summary>
    public ulong FileOffset { get; }

    /// <summary>Before the load bias (p_vaddr).</summary>
    public ulong Address { get; }

    /// <summary>In bytes (p_filesz).</summary>
    public ulong FileSize { get; }

    /// <summary>In bytes (p_memsz).</summary>
    public ulong MemorySize { get; }

    /// <summary>In bytes (p_align).</summary>
    public ulong Alignment { get; }

    /// <summary>The flags in the words of <c>mmap(2)</c>.</summary>
    public MmapProtection Protection =>
        ((Flags & ElfSegmentFlags.Read) != 0 ? MmapProtection.Read : MmapProtection.None)
        | ((Flags & ElfSegmentFlags.Write) != 0 ? MmapProtection.Write : MmapProtection.None)
        | ((Flags & ElfSegmentFlags.Execute) != 0 ? MmapProtection.Exec : MmapProtection.None);
}
