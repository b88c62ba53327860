using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using Lodestar.Core.Abi;
using Lodestar.Core.Memory;
using Lodestar.Core.Programs;
using Lodestar.Host.Tests.Memory;

namespace Lodestar.Host.Tests.Programs;

/// <summary>Makes small ELF files, good and bad. Without changes it is a program that ends with <see cref="Status"/>.</summary>
internal sealed class ElfBuilder
{
    public const int Status = 42;

    /// <summary>Address of the first segment, which holds the headers and the code.</summary>
    public const ulong Base = 0x40_0000;

    public const int CodeOffset = 0x800;

    /// <summary>Where the code has its exit status.</summary>
    public const int StatusOffset = CodeOffset + 6;

    /// <summary>_exit(42): mov eax, 60; mov edi, 42; syscall.</summary>
    private static readonly byte[] s_code = [0xB8, 60, 0, 0, 0, 0xBF, Status, 0, 0, 0, 0x0F, 0x05];

    private readonly List<Action<byte[]>> _changes = [];

    public List<Segment> Segments { get; } = [new(ElfSegmentType.Load, "rx", 0, Base, 0x1000, 0x1000)];

    public ElfFileType Type { get; init; } = ElfFileType.Exec;

    public int Size { get; init; } = 0x1000;

    /// <summary>Changes bytes of the finished file.</summary>
    public ElfBuilder Patch(int offset, params byte[] bytes)
    {
        _changes.Add(file => bytes.CopyTo(file, offset));
        return this;
    }

    public ElfBuilder Patch64(int offset, ulong value)
    {
        _changes.Add(file => BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(offset), value));
        return this;
    }

    public ElfBuilder Add(Segment segment)
    {
        Segments.Add(segment);
        return this;
    }

    public byte[] Build()
    {
        byte[] file = new byte[Size];
        Span<byte> header = file;
        new byte[] { 0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1 }.CopyTo(file, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(header[16..], (ushort)Type);
        BinaryPrimitives.WriteUInt16LittleEndian(header[18..], 62);
        BinaryPrimitives.WriteUInt32LittleEndian(header[20..], 1);
        BinaryPrimitives.WriteUInt64LittleEndian(header[24..], Segments[0].Address + CodeOffset);
        BinaryPrimitives.WriteUInt64LittleEndian(header[32..], ElfHeader.Size);
        BinaryPrimitives.WriteUInt16LittleEndian(header[52..], ElfHeader.Size);
        BinaryPrimitives.WriteUInt16LittleEndian(header[54..], ElfProgramHeader.Size);
        BinaryPrimitives.WriteUInt16LittleEndian(header[56..], (ushort)Segments.Count);
        for (int i = 0; i < Segments.Count; i++)
        {
            Segments[i].WriteTo(header[(ElfHeader.Size + (i * ElfProgramHeader.Size))..]);
        }

        s_code.CopyTo(file, CodeOffset);
        _changes.ForEach(change => change(file));
        return file;
    }

    public FakeFile Source() => new(Build());

    /// <summary>Reads and places the program; which step failed is <paramref name="file"/> being null.</summary>
    public Errno Load(out ElfFile? file, out ElfImage? image) => Load(Build(), out file, out image);

    /// <summary>Reads the headers of a program and of its interpreter, if it has one, and maps both.</summary>
    /// <param name="odd">The program; its interpreter can be opened.</param>
    /// <param name="isKilled">Whether an error came too late for Linux to give it to the old program.</param>
    /// <param name="image">What runs first; null after an error.</param>
    public static Errno LoadBoth(ElfCase odd, out bool isKilled, out ElfImage? image)
    {
        Errno error = Load(odd.Bytes, out ElfFile? file, out image);
        isKilled = file is not null && error != Errno.None;
        if (odd.Interpreter is null || error != Errno.None)
        {
            return error;
        }

        ElfImage program = image!;
        image = null;
        error = ElfFile.TryReadInterpreter(new FakeFile(odd.Interpreter), out ElfFile? interpreter);
        if (interpreter is null)
        {
            return error;
        }

        AddressSpace space = SpaceBuilder.Create();
        FakeFile mapped = new(odd.Interpreter);
        program.MapInto(space, mapped);
        error = ElfImage.TryMapInterpreter(space, interpreter, mapped, file!.Header.Type == ElfFileType.Exec, out image);
        isKilled = error != Errno.None;
        return error;
    }

    public static Errno Load(byte[] bytes, out ElfFile? file, out ElfImage? image)
    {
        image = null;
        Errno error = ElfFile.TryRead(new FakeFile(bytes), out file);
        return file is null ? error : ElfImage.TryPlace(file, new AddressSpaceLayout(default, 8 << 20), out image);
    }

    /// <summary>A program header.</summary>
    internal sealed record Segment(
        ElfSegmentType Type, string Rights, ulong Offset, ulong Address, ulong FileSize, ulong MemorySize, ulong Alignment = 0x1000)
    {
        public void WriteTo(Span<byte> bytes)
        {
            uint flags = (Rights.Contains('x', StringComparison.Ordinal) ? 1u : 0)
                | (Rights.Contains('w', StringComparison.Ordinal) ? 2u : 0)
                | (Rights.Contains('r', StringComparison.Ordinal) ? 4u : 0);
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, (uint)Type);
            BinaryPrimitives.WriteUInt32LittleEndian(bytes[4..], flags);
            BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], Offset);
            BinaryPrimitives.WriteUInt64LittleEndian(bytes[16..], Address);
            BinaryPrimitives.WriteUInt64LittleEndian(bytes[24..], Address);
            BinaryPrimitives.WriteUInt64LittleEndian(bytes[32..], FileSize);
            BinaryPrimitives.WriteUInt64LittleEndian(bytes[40..], MemorySize);
            BinaryPrimitives.WriteUInt64LittleEndian(bytes[48..], Alignment);
        }
    }
}
