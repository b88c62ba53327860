using System;
using System.Buffers.Binary;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Programs;

/// <summary>The fields of an ELF64 file header that a kernel uses (<c>elf(5)</c>, Elf64_Ehdr).</summary>
public readonly struct ElfHeader
{
    /// <summary>In bytes.</summary>
    public const int Size = 64;

    private const int TypeOffset = 16;
    private const int MachineOffset = 18;
    private const int EntryOffset = 24;
    private const int ProgramHeadersOffset = 32;
    private const int ProgramHeaderSizeOffset = 54;
    private const int ProgramHeaderCountOffset = 56;

    /// <summary>EM_X86_64.</summary>
    private const ushort MachineX64 = 62;

    private ElfHeader(ReadOnlySpan<byte> bytes)
    {
        Type = (ElfFileType)BinaryPrimitives.ReadUInt16LittleEndian(bytes[TypeOffset..]);
        Entry = BinaryPrimitives.ReadUInt64LittleEndian(bytes[EntryOffset..]);
        ProgramHeaders = BinaryPrimitives.ReadUInt64LittleEndian(bytes[ProgramHeadersOffset..]);
        ProgramHeaderSize = BinaryPrimitives.ReadUInt16LittleEndian(bytes[ProgramHeaderSizeOffset..]);
        ProgramHeaderCount = BinaryPrimitives.ReadUInt16LittleEndian(bytes[ProgramHeaderCountOffset..]);
    }

    public ElfFileType Type { get; }

    /// <summary>Whether the type is one that can be run: ET_EXEC or ET_DYN.</summary>
    public bool IsExecutable => Type is ElfFileType.Exec or ElfFileType.Dyn;

    /// <summary>Address of the first instruction, before the load bias.</summary>
    public ulong Entry { get; }

    /// <summary>Where in the file the program headers are, in bytes.</summary>
    public ulong ProgramHeaders { get; }

    /// <summary>In bytes, of one of them.</summary>
    public int ProgramHeaderSize { get; }

    public int ProgramHeaderCount { get; }

    private static ReadOnlySpan<byte> Magic => [0x7F, (byte)'E', (byte)'L', (byte)'F'];

    /// <summary>
    /// Reads a header. As in Linux class, byte order and versions do not count: a file of another kind fails at the machine or
    /// at the size of its program headers.
    /// </summary>
    /// <param name="bytes"><see cref="Size"/> bytes; zeros where the file is shorter.</param>
    /// <param name="header">The result.</param>
    /// <returns>Whether it is an ELF header for x86-64; its type has not been looked at.</returns>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out ElfHeader header)
    {
        header = new ElfHeader(bytes);
        return bytes.StartsWith(Magic)
            && BinaryPrimitives.ReadUInt16LittleEndian(bytes[MachineOffset..]) == MachineX64
            && header.ProgramHeaderSize == ElfProgramHeader.Size;
    }
}
