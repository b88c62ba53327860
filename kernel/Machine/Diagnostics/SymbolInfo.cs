namespace Lodestar.Machine.Diagnostics;

/// <summary>What <see cref="SymbolTable.TryFind"/> knows about an address; the texts are read out separately.</summary>
public readonly struct SymbolInfo
{
    /// <summary>The address at which the function starts.</summary>
    public ulong Start { get; init; }

    /// <summary>The length of the function in bytes.</summary>
    public uint Size { get; init; }

    /// <summary>How many bytes behind <see cref="Start"/> the address lies.</summary>
    public uint Offset { get; init; }

    /// <summary>The line in the source file, from 1; 0 when it is not known.</summary>
    public int Line { get; init; }

    /// <summary>Number of the file in the table, valid when <see cref="Line"/> is not 0.</summary>
    internal uint File { get; init; }

    /// <summary>Number of the scope (namespace and type) in the table plus one; 0 is none.</summary>
    internal uint Scope { get; init; }

    /// <summary>Where the packed name of the member starts in the table.</summary>
    internal int MemberOffset { get; init; }

    /// <summary>Bytes of the packed name of the member.</summary>
    internal int MemberLength { get; init; }
}
