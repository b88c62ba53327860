using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Iced.Intel;

namespace Lodestar.VectorProof;

/// <summary>
/// Looks at every instruction of an image and proves that a program's x87 and vector state survives the kernel: the entry code
/// saves all registers that kernel code can touch, no instruction reaches what is not saved, and floating-point
/// arithmetic runs on an MXCSR of the kernel's.
/// </summary>
public sealed class Proof
{
    private readonly InstructionReader _reader = new();
    private readonly Dictionary<string, SaveCode> _saveCode = [];
    private readonly SortedDictionary<int, string> _firstUses = [];
    private readonly List<string> _violations = [];
    private string? _firstArithmetic;
    private uint _touched;

    private Proof()
    {
    }

    /// <summary>The registers that kernel code can touch: bit n for XMMn.</summary>
    public uint Touched => _touched;

    /// <summary>The registers that all entry code saves.</summary>
    public uint Saved => StateCode.Entries.Aggregate(uint.MaxValue, (set, name) => set & Code(name).Registers);

    /// <summary>The first floating-point instruction; null if there is none.</summary>
    public string? FirstArithmetic => _firstArithmetic;

    /// <summary>How many instructions were looked at.</summary>
    public int InstructionCount { get; private set; }

    /// <summary>What contradicts the proof, each with function and instruction; empty if it holds.</summary>
    public IReadOnlyList<string> Violations => _violations;

    /// <summary>Carries out the proof.</summary>
    /// <param name="parts">All code of the image.</param>
    /// <returns>The proof, or what contradicts it.</returns>
    public static Proof Over(IEnumerable<CodePart> parts)
    {
        Proof proof = new();
        foreach (CodePart part in parts)
        {
            proof.Look(part);
        }

        proof.Conclude();
        return proof;
    }

    private void Look(CodePart part)
    {
        bool isEntry = StateCode.Entries.Contains(part.Name);
        SaveCode? save = isEntry || StateCode.Exits.Contains(part.Name) ? _saveCode[part.Name] = new SaveCode() : null;
        InstructionFacts allowed = StateCode.Allowed.GetValueOrDefault(part.Name);
        Decoder decoder = Decoder.Create(64, part.Bytes.ToArray(), part.Address);
        ulong end = part.Address + (ulong)part.Bytes.Length;
        while (decoder.IP < end)
        {
            decoder.Decode(out Instruction instruction);
            InstructionCount++;
            InstructionFacts facts = _reader.Read(instruction, out uint registers);
            if (facts == InstructionFacts.Invalid)
            {
                CheckPadding(part, instruction.IP);
                break;
            }

            if ((registers == 0 && facts == InstructionFacts.None) || save?.TryTake(instruction, facts, isEntry) == true)
            {
                continue;
            }

            Note(part, instruction, registers, facts & ~allowed);
        }
    }

    private void Note(CodePart part, in Instruction instruction, uint registers, InstructionFacts facts)
    {
        string place = $"{part.Name}+0x{instruction.IP - part.Address:x}: {instruction}";
        if ((facts & InstructionFacts.FloatingPoint) != 0)
        {
            _firstArithmetic ??= place;
            facts &= ~InstructionFacts.FloatingPoint;
        }

        for (uint rest = registers & ~_touched; rest != 0; rest &= rest - 1)
        {
            _firstUses[BitOperations.TrailingZeroCount(rest)] = place;
        }

        _touched |= registers;
        if (facts != InstructionFacts.None)
        {
            _violations.Add($"{place} {Reason(facts)}");
        }
    }

    /// <summary>What cannot be decoded may only be what fills the space between functions.</summary>
    private void CheckPadding(CodePart part, ulong address)
    {
        const byte Int3 = 0xcc;
        ReadOnlySpan<byte> rest = part.Bytes.Span[(int)(address - part.Address)..];
        if (part.Name.Length != 0 || (rest.ContainsAnyExcept((byte)0) && rest.ContainsAnyExcept(Int3)))
        {
            _violations.Add($"{part.Name}+0x{address - part.Address:x} (0x{address:x}) is not code: {Convert.ToHexString(rest[..Math.Min(8, rest.Length)])}");
        }
    }

    private void Conclude()
    {
        string[] places = [.. StateCode.Entries, .. StateCode.Exits];
        string[] missing = [.. places.Where(name => !_saveCode.ContainsKey(name))];
        _violations.AddRange(missing.Select(static name => $"the image has no {name}, which should save or load vector registers"));
        if (missing.Length != 0)
        {
            return;
        }

        uint handled = places.Aggregate(0u, (set, name) => set | Code(name).Registers);
        _violations.AddRange(places.Where(name => Code(name).Registers != handled)
            .Select(name => $"{name} leaves out {RegisterSet.Describe(handled & ~Code(name).Registers)}"));
        uint saved = Saved;
        _violations.AddRange(_firstUses.Where(use => (saved >> use.Key & 1) == 0)
            .Select(use => $"{use.Value} touches xmm{use.Key}, and the entry code saves only {RegisterSet.Describe(saved)} (KernelVectorRegisters)"));
        if (_firstArithmetic is { } arithmetic)
        {
            _violations.AddRange(places.Where(name => !Code(name).LoadsMxcsr)
                .Select(name => $"{arithmetic} depends on MXCSR, and {name} does not load it"));
        }
    }

    private SaveCode Code(string name) => _saveCode[name];

    private static string Reason(InstructionFacts facts) => facts switch
    {
        _ when facts.HasFlag(InstructionFacts.Extended) => "can change the upper halves of a program's vector registers",
        _ when facts.HasFlag(InstructionFacts.X87) => "uses a program's x87 state",
        _ when facts.HasFlag(InstructionFacts.WholeState) => "handles a program's whole state, and is not on the list (StateCode)",
        _ => "handles MXCSR, and is not on the list (StateCode)",
    };
}
