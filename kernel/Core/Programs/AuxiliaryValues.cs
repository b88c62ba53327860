namespace Lodestar.Core.Programs;

/// <summary>What a program's auxiliary vector says beside its strings and constants.</summary>
public readonly struct AuxiliaryValues
{
    /// <summary>Address of the program headers.</summary>
    public ulong ProgramHeaders { get; init; }

    public int ProgramHeaderCount { get; init; }

    /// <summary>The program's first instruction.</summary>
    public ulong Entry { get; init; }

    /// <summary>Where the interpreter lies; 0 without one.</summary>
    public ulong InterpreterBase { get; init; }

    /// <summary>EDX of CPUID leaf 1.</summary>
    public uint HardwareCapabilities { get; init; }

    /// <summary>Whether RDFSBASE and its relatives may be used.</summary>
    public bool HasFsGsBase { get; init; }

    public uint UserId { get; init; }

    public uint EffectiveUserId { get; init; }

    public uint GroupId { get; init; }

    public uint EffectiveGroupId { get; init; }

    /// <summary>Whether the program has more rights than its caller.</summary>
    public bool IsSecure { get; init; }

    /// <summary>Bytes of stack that the delivery of a signal takes at the most.</summary>
    public ulong MinimumSignalStack { get; init; }
}
