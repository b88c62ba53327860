using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace Lodestar.Qemu.Tests.Harness;

/// <summary>
/// What the call frame instructions of an image's <c>.eh_frame</c> use (LSB 5.0 Core, "Exception Frames"; DWARF 5, section
/// 6.4.2). An instruction that the kernel can't execute is an <see cref="InvalidDataException"/>.
/// </summary>
internal sealed class CallFrameTable
{
    private const int SectionHeaderSize = 64;
    private const byte PrimaryOpcode = 0xc0;
    private const byte PrimaryOperand = 0x3f;

    // DW_CFA_*
    private const byte AdvanceLoc = 0x40;
    private const byte Offset = 0x80;
    private const byte Restore = 0xc0;
    private const byte Nop = 0x00;
    private const byte AdvanceLoc1 = 0x02;
    private const byte AdvanceLoc2 = 0x03;
    private const byte AdvanceLoc4 = 0x04;
    private const byte RememberState = 0x0a;
    private const byte RestoreState = 0x0b;
    private const byte DefCfa = 0x0c;
    private const byte DefCfaRegister = 0x0d;
    private const byte DefCfaOffset = 0x0e;

    private readonly byte[] _file;
    private readonly Dictionary<int, string> _augmentations = [];
    private int _at;

    private CallFrameTable(byte[] file) => _file = file;

    /// <summary>DWARF numbers of the registers that frame addresses are counted from.</summary>
    internal HashSet<ulong> FrameRegisters { get; } = [];

    /// <summary>DWARF numbers of the registers that functions save.</summary>
    internal HashSet<ulong> SavedRegisters { get; } = [];

    /// <summary>The augmentation strings in use.</summary>
    internal IReadOnlyCollection<string> Augmentations => _augmentations.Values;

    /// <summary>Functions that are described.</summary>
    internal int Functions { get; private set; }

    /// <summary>Reads an image.</summary>
    internal static CallFrameTable Load(string path)
    {
        CallFrameTable table = new(File.ReadAllBytes(path));
        (int start, int length) = table.FindSection(".eh_frame");
        table.Read(start, start + length);
        return table;
    }

    private void Read(int start, int end)
    {
        for (int entry = start; entry < end;)
        {
            int length = BitConverter.ToInt32(_file, entry);
            int body = entry + sizeof(int);
            if (length != 0)
            {
                ReadEntry(entry, body, body + length);
            }

            entry = body + length;
        }
    }

    private void ReadEntry(int entry, int body, int end)
    {
        int distance = BitConverter.ToInt32(_file, body);
        _at = body + sizeof(int);
        if (distance == 0)
        {
            ReadCommonHead(entry);
        }
        else
        {
            Functions++;
            if (!_augmentations.ContainsKey(body - distance))
            {
                throw new InvalidDataException("a function's entry without its common entry");
            }

            _at += 2 * sizeof(int);
        }

        int augmentation = (int)Number();
        _at += augmentation;
        while (_at < end)
        {
            ReadInstruction();
        }
    }

    private void ReadCommonHead(int entry)
    {
        _at++;
        int text = _at;
        while (_file[_at++] != 0)
        {
        }

        _augmentations.Add(entry, Encoding.ASCII.GetString(_file, text, _at - text - 1));
        Number();
        Number();
        _at++;
    }

    /// <summary>Reads an instruction that <c>CallFrame</c> of the kernel executes; the list of cases is that class's.</summary>
    private void ReadInstruction()
    {
        byte opcode = _file[_at++];
        switch (opcode & PrimaryOpcode)
        {
            case AdvanceLoc:
                return;
            case Offset:
                Number();
                SavedRegisters.Add(opcode & (ulong)PrimaryOperand);
                return;
            case Restore:
                SavedRegisters.Add(opcode & (ulong)PrimaryOperand);
                return;
        }

        switch (opcode)
        {
            case Nop or RememberState or RestoreState:
                return;
            case AdvanceLoc1:
                _at += sizeof(byte);
                return;
            case AdvanceLoc2:
                _at += sizeof(ushort);
                return;
            case AdvanceLoc4:
                _at += sizeof(uint);
                return;
            case DefCfa:
                FrameRegisters.Add(Number());
                Number();
                return;
            case DefCfaRegister:
                FrameRegisters.Add(Number());
                return;
            case DefCfaOffset:
                Number();
                return;
            default:
                throw new InvalidDataException($"call frame instruction 0x{opcode:x2} at file offset 0x{_at - 1:x}");
        }
    }

    private ulong Number()
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte part = _file[_at++];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }
    }

    private (int Start, int Length) FindSection(string name)
    {
        int headers = (int)BitConverter.ToInt64(_file, 0x28);
        int count = BitConverter.ToUInt16(_file, 0x3c);
        int names = (int)BitConverter.ToInt64(_file, headers + (BitConverter.ToUInt16(_file, 0x3e) * SectionHeaderSize) + 0x18);
        for (int header = headers; header < headers + (count * SectionHeaderSize); header += SectionHeaderSize)
        {
            ReadOnlySpan<byte> found = _file.AsSpan(names + BitConverter.ToInt32(_file, header));
            if (Encoding.ASCII.GetString(found[..found.IndexOf((byte)0)]) == name)
            {
                return ((int)BitConverter.ToInt64(_file, header + 0x18), (int)BitConverter.ToInt64(_file, header + 0x20));
            }
        }

        throw new InvalidDataException($"no section {name}");
    }
}
