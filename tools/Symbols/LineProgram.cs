using System.Collections.Generic;

namespace Lodestar.Symbols;

/// <summary>The state machine of one line number program (DWARF 4, section 6.2.2) and what its header sets.</summary>
internal sealed class LineProgram
{
    private const byte ExtendedOpcode = 0;
    private const byte Copy = 1;
    private const byte AdvancePc = 2;
    private const byte AdvanceLine = 3;
    private const byte SetFile = 4;
    private const byte ConstAddPc = 8;
    private const byte FixedAdvancePc = 9;
    private const byte EndSequence = 1;
    private const byte SetAddress = 2;

    private ulong address;
    private int file = 1;
    private int line = 1;

    /// <summary>minimum_instruction_length: the unit of address steps in bytes.</summary>
    public byte MinimumInstructionLength { get; init; }

    /// <summary>line_base: the smallest line step of a special opcode.</summary>
    public int LineBase { get; set; }

    /// <summary>line_range: how many line steps special opcodes have.</summary>
    public int LineRange { get; set; }

    /// <summary>opcode_base: the first special opcode.</summary>
    public int OpcodeBase { get; set; }

    /// <summary>standard_opcode_lengths, by opcode: how many LEB128 operands to skip of an unknown one.</summary>
    public byte[] OperandCounts { get; set; } = [];

    /// <summary>The paths of the unit's files, by number; number 0 is not used.</summary>
    public List<string> Files { get; } = [];

    /// <summary>Runs the program to the end of its unit.</summary>
    /// <param name="cursor">Stands at the first instruction.</param>
    /// <param name="rows">Takes the rows.</param>
    public void Run(ref ByteCursor cursor, List<LineRow> rows)
    {
        while (!cursor.AtEnd)
        {
            byte opcode = cursor.ReadByte();
            if (opcode >= OpcodeBase)
            {
                int special = opcode - OpcodeBase;
                Advance((ulong)(special / LineRange));
                line += LineBase + (special % LineRange);
                Emit(rows);
            }
            else if (opcode == ExtendedOpcode)
            {
                RunExtended(ref cursor, rows);
            }
            else
            {
                RunStandard(opcode, ref cursor, rows);
            }
        }
    }

    private void RunStandard(byte opcode, ref ByteCursor cursor, List<LineRow> rows)
    {
        switch (opcode)
        {
            case Copy:
                Emit(rows);
                break;
            case AdvancePc:
                Advance(cursor.ReadUleb());
                break;
            case AdvanceLine:
                line += (int)cursor.ReadSleb();
                break;
            case SetFile:
                file = (int)cursor.ReadUleb();
                break;
            case ConstAddPc:
                Advance((ulong)((255 - OpcodeBase) / LineRange));
                break;
            case FixedAdvancePc:
                address += cursor.ReadUInt16();
                break;
            default:
                for (int i = 0; i < OperandCounts[opcode]; i++)
                {
                    cursor.ReadUleb();
                }

                break;
        }
    }

    private void RunExtended(ref ByteCursor cursor, List<LineRow> rows)
    {
        int end = (int)cursor.ReadUleb() + cursor.Position;
        switch (cursor.ReadByte())
        {
            case EndSequence:
                rows.Add(new LineRow(address, "", 0));
                address = 0;
                file = 1;
                line = 1;
                break;
            case SetAddress:
                address = cursor.ReadUInt64();
                break;
        }

        cursor.Position = end;
    }

    private void Advance(ulong operations) => address += operations * MinimumInstructionLength;

    private void Emit(List<LineRow> rows) => rows.Add(new LineRow(address, Files[file], line));
}
