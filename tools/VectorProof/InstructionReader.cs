using System;
using System.Collections.Generic;
using System.Linq;
using Iced.Intel;

namespace Lodestar.VectorProof;

/// <summary>Finds out what an instruction does to vector registers and to the state around them.</summary>
public sealed class InstructionReader
{
    // Floating-point arithmetic of SSE by the start of the mnemonic; the end is the operands' type.
    private static readonly string[] ArithmeticStarts =
        ["Add", "Sub", "Mul", "Div", "Sqrt", "Min", "Max", "Cmp", "Comi", "Ucomi", "Round", "Dp", "Hadd", "Hsub", "Rcp", "Rsqrt"];

    private static readonly string[] ArithmeticEnds = ["ps", "pd", "ss", "sd"];

    private static readonly InstructionFacts[] ByMnemonic =
        [.. Enum.GetNames<Mnemonic>().Select(static name => FactsOfName(name))];

    private readonly InstructionInfoFactory _information = new();

    /// <summary>Reads one instruction.</summary>
    /// <param name="instruction">What the decoder made of the bytes.</param>
    /// <param name="registers">The vector registers that it reads or writes: bit n for XMMn.</param>
    /// <returns>What it does besides.</returns>
    public InstructionFacts Read(in Instruction instruction, out uint registers)
    {
        registers = 0;
        if (instruction.IsInvalid)
        {
            return InstructionFacts.Invalid;
        }

        InstructionFacts facts = ByMnemonic[(int)instruction.Mnemonic];
        if (instruction.Encoding != EncodingKind.Legacy)
        {
            return facts | InstructionFacts.Extended;
        }

        // Operands, and what is implied: BLENDVPS uses XMM0.
        foreach (UsedRegister used in _information.GetInfo(instruction, InstructionInfoOptions.NoMemoryUsage).GetUsedRegisters())
        {
            if (used.Register.IsVectorRegister())
            {
                registers |= 1u << used.Register.GetNumber();
            }
            else if (used.Register.IsMM() || used.Register.IsST())
            {
                facts |= InstructionFacts.X87;
            }
        }

        // CMPSD and MOVSD are string instructions too.
        return registers == 0 ? facts & ~InstructionFacts.FloatingPoint : facts;
    }

    private static InstructionFacts FactsOfName(string name) => name switch
    {
        "Stmxcsr" or "Vstmxcsr" => InstructionFacts.ReadsMxcsr,
        "Ldmxcsr" or "Vldmxcsr" => InstructionFacts.WritesMxcsr,
        "Wait" or "Emms" => InstructionFacts.X87,
        _ when StartsWithAny(name, ["Fxsave", "Fxrstor", "Xsave", "Xrstor"]) => InstructionFacts.WholeState,
        _ when name.StartsWith('F') => InstructionFacts.X87,
        _ when name.StartsWith("Cvt", StringComparison.Ordinal) => InstructionFacts.FloatingPoint,
        _ when StartsWithAny(name, ArithmeticStarts) && ArithmeticEnds.Any(end => name.EndsWith(end, StringComparison.Ordinal)) =>
            InstructionFacts.FloatingPoint,
        _ => InstructionFacts.None,
    };

    private static bool StartsWithAny(string name, IEnumerable<string> starts) =>
        starts.Any(start => name.StartsWith(start, StringComparison.Ordinal));
}
