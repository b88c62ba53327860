using System;
using System.Collections.Generic;
using System.Linq;

namespace Lodestar.Symbols;

/// <summary>Gives the distinct strings of a set numbers from 0, in an order that does not depend on the input's.</summary>
internal sealed class Numbering
{
    private readonly Dictionary<string, uint> indexes = new();

    public Numbering(IEnumerable<string> strings)
    {
        Strings = strings.Distinct().Order(StringComparer.Ordinal).ToList();
        foreach (string text in Strings)
        {
            indexes.Add(text, (uint)indexes.Count);
        }
    }

    /// <summary>The strings by number.</summary>
    public IReadOnlyList<string> Strings { get; }

    /// <summary>The number of a string of the set.</summary>
    /// <param name="text">The string.</param>
    /// <returns>Its number.</returns>
    public uint IndexOf(string text) => indexes[text];
}
