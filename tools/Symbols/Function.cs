using System.Collections.Generic;

namespace Lodestar.Symbols;

/// <summary>A function of the image with all that the table says about it.</summary>
/// <param name="Address">Where it starts.</param>
/// <param name="Size">Its length in bytes, at least 1.</param>
/// <param name="Name">Its readable name.</param>
/// <param name="Lines">Its line rows by address, with paths that are ready to store.</param>
public sealed record Function(ulong Address, ulong Size, MethodName Name, IReadOnlyList<LineRow> Lines);
