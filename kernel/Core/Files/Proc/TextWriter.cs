using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files.Proc;

/// <summary>Takes what was written to a text.</summary>
/// <param name="writer">Who has opened it.</param>
/// <param name="text">The bytes of one write.</param>
public delegate Errno TextWriter(FileContext writer, ReadOnlySpan<byte> text);
