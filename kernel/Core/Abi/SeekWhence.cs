namespace Lodestar.Core.Abi;

/// <summary>Where an offset of <c>lseek(2)</c> counts from.</summary>
[AbiPrefix("SEEK_")]
public enum SeekWhence
{
    /// <summary>The beginning.</summary>
    Set = 0,

    /// <summary>The current position.</summary>
    Cur = 1,

    /// <summary>The end.</summary>
    End = 2,

    /// <summary>The next data at or after the offset.</summary>
    Data = 3,

    /// <summary>The next hole at or after the offset; the end of the file is one.</summary>
    Hole = 4,
}
