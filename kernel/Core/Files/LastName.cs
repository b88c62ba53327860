using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files;

/// <summary>The last name of a path, when the walk stopped before it.</summary>
/// <remarks>Of "/" the last name is empty; "." and ".." are given as such.</remarks>
public readonly ref struct LastName(ReadOnlySpan<byte> bytes, bool hasSlash)
{
    /// <summary>The name; empty for a path of slashes only.</summary>
    public ReadOnlySpan<byte> Bytes { get; } = bytes;

    /// <summary>Whether a slash follows the name.</summary>
    public bool HasSlash { get; } = hasSlash;

    /// <summary>Whether no directory can have it, ENAMETOOLONG.</summary>
    public bool IsTooLong => Bytes.Length > PathLimits.NameMax;

    public bool IsDot => Bytes is [(byte)'.'];

    public bool IsDotDot => Bytes is [(byte)'.', (byte)'.'];

    /// <summary>Whether it names an entry, rather than "/", "." or "..".</summary>
    public bool IsNormal => !Bytes.IsEmpty && !IsDot && !IsDotDot;
}
