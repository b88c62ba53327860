namespace Lodestar.Core.Abi;

/// <summary>The type of an entry in <c>getdents64(2)</c>, d_type: bits 12 to 15 of the mode.</summary>
[AbiPrefix("DT_")]
public enum DirentType : byte
{
    Unknown = 0,
    Fifo = 1,
    Chr = 2,
    Dir = 4,
    Blk = 6,
    Reg = 8,
    Lnk = 10,
    Sock = 12,
}
