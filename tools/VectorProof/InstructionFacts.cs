using System;

namespace Lodestar.VectorProof;

/// <summary>What one instruction does to the state that a program keeps while the kernel works.</summary>
[Flags]
public enum InstructionFacts
{
    None = 0,

    /// <summary>Not an instruction.</summary>
    Invalid = 1 << 0,

    /// <summary>Encoded with VEX, EVEX or the like: these can reach or clear the upper halves of vector registers.</summary>
    Extended = 1 << 1,

    /// <summary>Uses the x87 unit, or MMX, which is its registers.</summary>
    X87 = 1 << 2,

    /// <summary>Stores MXCSR.</summary>
    ReadsMxcsr = 1 << 3,

    /// <summary>Loads MXCSR.</summary>
    WritesMxcsr = 1 << 4,

    /// <summary>Stores or loads the state as a whole.</summary>
    WholeState = 1 << 5,

    /// <summary>Its result depends on MXCSR, or it sets flags there, or it can raise #XM.</summary>
    FloatingPoint = 1 << 6,
}
