namespace Lodestar.Machine.Runtime.Unwinding;

/// <summary>A frame description entry of <c>.eh_frame</c> with what its CIE adds.</summary>
internal unsafe struct FrameDescription
{
    /// <summary>First address that the entry covers.</summary>
    public ulong Start;

    /// <summary>Number of bytes of code that it covers.</summary>
    public ulong Length;

    /// <summary>Language-specific data (EH clauses), or null: assembly.</summary>
    public byte* Lsda;

    /// <summary>The common information entry that the fields below come from; null in an empty description.</summary>
    public byte* Cie;

    public byte* CieInstructions;
    public byte* CieInstructionsEnd;
    public byte* Instructions;
    public byte* InstructionsEnd;
    public ulong CodeAlignment;
    public long DataAlignment;

    /// <summary>How the CIE's entries store addresses, DW_EH_PE_*.</summary>
    public byte AddressEncoding;

    /// <summary>How they store <see cref="Lsda"/>, DW_EH_PE_*.</summary>
    public byte LsdaEncoding;

    /// <summary>Whether they have augmentation data.</summary>
    public bool HasAugmentation;
}
