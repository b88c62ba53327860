using System.Numerics;
using System.Runtime.CompilerServices;

namespace Lodestar.Machine.Runtime.Unwinding;

/// <summary>
/// Executes call frame instructions (DWARF 5, section 6.4.2) and moves a <see cref="RegisterDisplay"/> from a frame to its
/// caller. Knows what ILC and <c>asm/cfi.inc</c> write; anything else stops the kernel.
/// </summary>
internal static unsafe class CallFrame
{
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

    private struct Rules
    {
        public uint CfaRegister;
        public long CfaOffset;

        /// <summary>A bit for each register that the frame has saved.</summary>
        public uint Saved;

        /// <summary>Where, from the canonical frame address; nothing sensible for the others.</summary>
        public fixed long SavedAt[(int)DwarfRegister.Count];
    }

    /// <summary>
    /// Unwinds one frame. <paramref name="address"/> is an address inside the instruction being executed: the faulting
    /// instruction, or return address - 1.
    /// </summary>
    [SkipLocalsInit]
    public static void Unwind(in FrameDescription frame, ulong address, ref RegisterDisplay registers)
    {
        Unsafe.SkipInit(out Rules rules);
        rules.CfaRegister = DwarfRegister.Count;
        rules.CfaOffset = 0;
        rules.Saved = 0;
        Execute(frame.CieInstructions, frame.CieInstructionsEnd, frame, ulong.MaxValue, ref rules);
        Execute(frame.Instructions, frame.InstructionsEnd, frame, address, ref rules);

        if (!registers.TryRead(rules.CfaRegister, out ulong cfa))
        {
            RuntimeFailure.Stop("canonical frame address in an unexpected register");
        }

        const uint ReturnAddressSaved = 1u << (int)DwarfRegister.ReturnAddress;
        if ((rules.Saved & ReturnAddressSaved) == 0)
        {
            RuntimeFailure.Stop("frame without a return address");
        }

        cfa += (ulong)rules.CfaOffset;
        for (uint left = rules.Saved & ~ReturnAddressSaved; left != 0; left &= left - 1)
        {
            uint register = (uint)BitOperations.TrailingZeroCount(left);
            registers.SetSlot(register, (ulong*)(cfa + (ulong)rules.SavedAt[register]));
        }

        registers.Rip = *(ulong*)(cfa + (ulong)rules.SavedAt[DwarfRegister.ReturnAddress]);
        registers.Rsp = cfa;
    }

    [SkipLocalsInit]
    private static void Execute(byte* p, byte* end, in FrameDescription frame, ulong address, ref Rules rules)
    {
        ulong location = frame.Start;
        Unsafe.SkipInit(out Rules remembered);
        while (p < end)
        {
            byte opcode = *p++;
            byte operand = (byte)(opcode & 0x3f);
            switch (opcode & 0xc0)
            {
                case AdvanceLoc:
                    location += operand * frame.CodeAlignment;
                    break;
                case Offset:
                    if (operand >= DwarfRegister.Count)
                    {
                        RuntimeFailure.Stop("unknown register in a call frame instruction");
                    }

                    rules.Saved |= 1u << operand;
                    rules.SavedAt[operand] = (long)EhFrame.ReadUnsigned(ref p) * frame.DataAlignment;
                    break;
                case Restore:
                    rules.Saved &= ~(1u << operand);
                    break;
                default:
                    switch (opcode)
                    {
                        case Nop:
                            break;
                        case AdvanceLoc1:
                            location += *p * frame.CodeAlignment;
                            p += 1;
                            break;
                        case AdvanceLoc2:
                            location += *(ushort*)p * frame.CodeAlignment;
                            p += 2;
                            break;
                        case AdvanceLoc4:
                            location += *(uint*)p * frame.CodeAlignment;
                            p += 4;
                            break;
                        case RememberState:
                            remembered = rules;
                            break;
                        case RestoreState:
                            rules = remembered;
                            break;
                        case DefCfa:
                            rules.CfaRegister = (uint)EhFrame.ReadUnsigned(ref p);
                            rules.CfaOffset = (long)EhFrame.ReadUnsigned(ref p);
                            break;
                        case DefCfaRegister:
                            rules.CfaRegister = (uint)EhFrame.ReadUnsigned(ref p);
                            break;
                        case DefCfaOffset:
                            rules.CfaOffset = (long)EhFrame.ReadUnsigned(ref p);
                            break;
                        default:
                            RuntimeFailure.Stop("unknown call frame instruction");
                            break;
                    }

                    break;
            }

            if (location > address)
            {
                return;
            }
        }
    }
}
