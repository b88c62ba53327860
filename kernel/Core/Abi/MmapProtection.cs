using System;

namespace Lodestar.Core.Abi;

/// <summary>PROT_*: what a program may do with its pages (<c>mmap(2)</c>, <c>mprotect(2)</c>).</summary>
[Flags]
[AbiPrefix("PROT_")]
public enum MmapProtection : uint
{
    None = 0,
    Read = 1,
    Write = 2,
    Exec = 4,

    /// <summary>Accepted and without effect on x86-64: atomic operations work on all memory.</summary>
    Sem = 8,

    /// <summary><c>mprotect(2)</c>: from the start of the stack-like area that holds the address.</summary>
    GrowsDown = 0x0100_0000,

    /// <summary><c>mprotect(2)</c>: to the end of an area that grows upwards. x86-64 has none.</summary>
    GrowsUp = 0x0200_0000,
}
