using Iced.Intel;

namespace Lodestar.VectorProof;

/// <summary>What the entry code saves, or the exit code loads, read from its instructions.</summary>
public sealed class SaveCode
{
    private const int RegisterSize = 16;

    /// <summary>The registers that have their slot.</summary>
    public uint Registers { get; private set; }

    /// <summary>Whether MXCSR is stored.</summary>
    public bool StoresMxcsr { get; private set; }

    /// <summary>Whether MXCSR is loaded: by entry code behind the store, so that it is the kernel's.</summary>
    public bool LoadsMxcsr { get; private set; }

    /// <summary>Takes an instruction that moves a register to or from its slot, or MXCSR.</summary>
    /// <param name="instruction">The instruction.</param>
    /// <param name="facts">What it does.</param>
    /// <param name="isEntry">Whether the code saves.</param>
    /// <returns>False for any other instruction: it counts as everywhere else.</returns>
    public bool TryTake(in Instruction instruction, InstructionFacts facts, bool isEntry)
    {
        if (facts == InstructionFacts.ReadsMxcsr && isEntry)
        {
            StoresMxcsr = true;
            return true;
        }

        if (facts == InstructionFacts.WritesMxcsr)
        {
            LoadsMxcsr = !isEntry || StoresMxcsr;
            return LoadsMxcsr;
        }

        (int memory, int register) = isEntry ? (0, 1) : (1, 0);
        if (instruction.Mnemonic != Mnemonic.Movaps || instruction.GetOpKind(memory) != OpKind.Memory
            || instruction.MemoryBase != Iced.Intel.Register.RSP || instruction.MemoryIndex != Iced.Intel.Register.None)
        {
            return false;
        }

        int number = instruction.GetOpRegister(register).GetNumber();
        if (instruction.MemoryDisplacement64 != (ulong)(number * RegisterSize))
        {
            return false;
        }

        Registers |= 1u << number;
        return true;
    }
}
