using System.Collections.Generic;

namespace Lodestar.VectorProof;

/// <summary>The assembly that handles a program's state on purpose, by symbol.</summary>
public static class StateCode
{
    /// <summary>Where a program's registers are saved. Each is left by way of the exit of the same place in <see cref="Exits"/>.</summary>
    public static IReadOnlyList<string> Entries { get; } = ["syscall_entry", "from_user", "from_kernel_own_gs", "paranoid_kernel"];

    /// <summary>Where they are loaded again.</summary>
    public static IReadOnlyList<string> Exits { get; } =
        ["syscall_restore", "from_user_restore", "from_kernel_return_site", "paranoid_return_site"];

    /// <summary>What else may do what no other code may.</summary>
    public static IReadOnlyDictionary<string, InstructionFacts> Allowed { get; } = new Dictionary<string, InstructionFacts>
    {
        // FNINIT at boot, before there is a program.
        ["boot64"] = InstructionFacts.X87,

        // Copies of the program's state for signal frames: read, not changed.
        ["SaveVectorState"] = InstructionFacts.WholeState,
        ["SaveLegacyVectorState"] = InstructionFacts.WholeState,

        // Gives the program a new state; it comes from the kernel's area, and the kernel's MXCSR is loaded behind it.
        ["LoadVectorState"] = InstructionFacts.WholeState | InstructionFacts.X87 | InstructionFacts.WritesMxcsr,
    };
}
