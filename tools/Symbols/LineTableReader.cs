using System;
using System.Collections.Generic;
using System.IO;

namespace Lodestar.Symbols;

/// <summary>
/// Runs the line number programs of <c>.debug_line</c> (DWARF 4, section 6.2). ILC writes version 4, NASM version 3;
/// both are the same here but for one byte of the header.
/// </summary>
public static class LineTableReader
{
    private const int OldestVersion = 2;
    private const int NewestVersion = 4;
    private const uint Dwarf64Escape = 0xFFFF_FFF0;

    /// <summary>Reads every row of every unit, in the order of the section.</summary>
    /// <param name="section">The content of <c>.debug_line</c>.</param>
    /// <returns>The rows; the end of a sequence is a row with line 0.</returns>
    /// <exception cref="InvalidDataException">A unit has a version or form that is not read here.</exception>
    public static List<LineRow> Read(ReadOnlySpan<byte> section)
    {
        var rows = new List<LineRow>();
        while (section.Length >= sizeof(uint))
        {
            var cursor = new ByteCursor(section);
            uint length = cursor.ReadUInt32();
            if (length >= Dwarf64Escape || length > section.Length - sizeof(uint))
            {
                throw new InvalidDataException(".debug_line: a unit is longer than the section, or 64-bit DWARF");
            }

            ReadUnit(section.Slice(sizeof(uint), (int)length), rows);
            section = section[(sizeof(uint) + (int)length)..];
        }

        return rows;
    }

    private static void ReadUnit(ReadOnlySpan<byte> unit, List<LineRow> rows)
    {
        var cursor = new ByteCursor(unit);
        int version = cursor.ReadUInt16();
        if (version is < OldestVersion or > NewestVersion)
        {
            throw new InvalidDataException($".debug_line: version {version} is not one of 2 to 4");
        }

        int headerLength = (int)cursor.ReadUInt32();
        int programStart = cursor.Position + headerLength;
        var program = new LineProgram { MinimumInstructionLength = cursor.ReadByte() };
        if (version >= 4)
        {
            cursor.ReadByte(); // maximum_operations_per_instruction: 1 but on VLIW machines
        }

        cursor.ReadByte(); // default_is_stmt: every row counts here
        program.LineBase = (sbyte)cursor.ReadByte();
        program.LineRange = cursor.ReadByte();
        program.OpcodeBase = cursor.ReadByte();
        program.OperandCounts = new byte[program.OpcodeBase];
        for (int opcode = 1; opcode < program.OpcodeBase; opcode++)
        {
            program.OperandCounts[opcode] = cursor.ReadByte();
        }

        ReadFileNames(ref cursor, program.Files);
        cursor.Position = programStart;
        program.Run(ref cursor, rows);
    }

    private static void ReadFileNames(ref ByteCursor cursor, List<string> files)
    {
        var directories = new List<string> { "" };
        for (string name = cursor.ReadString(); name.Length != 0; name = cursor.ReadString())
        {
            directories.Add(name);
        }

        files.Add(""); // files count from 1
        for (string name = cursor.ReadString(); name.Length != 0; name = cursor.ReadString())
        {
            int directory = (int)cursor.ReadUleb();
            cursor.ReadUleb(); // time of the last change
            cursor.ReadUleb(); // size
            files.Add(directory == 0 || name.StartsWith('/') ? name : $"{directories[directory]}/{name}");
        }
    }
}
