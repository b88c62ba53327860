using System;

namespace Lodestar.VectorProof;

/// <summary>The code from one symbol to the next: a function, or a part of one in assembly.</summary>
/// <param name="Name">The symbol as the assembler or ILC wrote it; empty for bytes that belong to no symbol.</param>
/// <param name="Address">Where it starts.</param>
/// <param name="Bytes">Its machine code.</param>
public sealed record CodePart(string Name, ulong Address, ReadOnlyMemory<byte> Bytes);
