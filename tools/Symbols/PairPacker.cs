using System;
using System.Collections.Generic;
using System.Linq;

namespace Lodestar.Symbols;

/// <summary>
/// Packs strings by replacing the most frequent pair of tokens with a new token until there is one for each value
/// of a byte (byte pair encoding, as Linux' kallsyms has it): unpacking needs one table and no memory.
/// </summary>
public sealed class PairPacker
{
    private const int TokenCount = Lodestar.Machine.Diagnostics.SymbolTableFormat.TokenCount;
    private const byte FirstPrintable = 0x20;
    private const byte LastPrintable = 0x7E;

    private readonly Dictionary<string, byte[]> packed = new();

    /// <summary>Makes tokens for a set of strings and packs them.</summary>
    /// <param name="strings">All strings that will be asked for.</param>
    public PairPacker(IEnumerable<string> strings)
    {
        string[] all = strings.Distinct().Order(StringComparer.Ordinal).ToArray();
        List<int[]> texts = all.Select(text => text.Select(ToPrintable).ToArray()).ToList();
        MakeTokens(texts);
        for (int i = 0; i < all.Length; i++)
        {
            packed.Add(all[i], Array.ConvertAll(texts[i], token => (byte)token));
        }
    }

    /// <summary>The text of each token, by its byte; an unused one is empty.</summary>
    public byte[][] Tokens { get; } = new byte[TokenCount][];

    /// <summary>The packed form of one of the strings.</summary>
    /// <param name="text">The string.</param>
    /// <returns>One byte a token.</returns>
    public byte[] Pack(string text) => packed[text];

    private static int ToPrintable(char c) => c is >= (char)FirstPrintable and <= (char)LastPrintable ? c : '?';

    private void MakeTokens(List<int[]> texts)
    {
        Array.Fill(Tokens, []);
        foreach (int character in texts.SelectMany(text => text).Append('?'))
        {
            Tokens[character] = [(byte)character];
        }

        var counts = new int[TokenCount * TokenCount];
        for (int token = 0; token < TokenCount; token++)
        {
            if (Tokens[token].Length != 0)
            {
                continue;
            }

            Array.Clear(counts);
            foreach (int[] text in texts)
            {
                for (int i = 1; i < text.Length; i++)
                {
                    counts[(text[i - 1] * TokenCount) + text[i]]++;
                }
            }

            int best = Array.IndexOf(counts, counts.Max());
            if (counts[best] < 2)
            {
                return;
            }

            (int first, int second) = Math.DivRem(best, TokenCount);
            Tokens[token] = [.. Tokens[first], .. Tokens[second]];
            for (int i = 0; i < texts.Count; i++)
            {
                texts[i] = Replace(texts[i], first, second, token);
            }
        }
    }

    private static int[] Replace(int[] text, int first, int second, int token)
    {
        int length = 0;
        for (int i = 0; i < text.Length; i++)
        {
            bool isPair = text[i] == first && i + 1 < text.Length && text[i + 1] == second;
            text[length++] = isPair ? token : text[i];
            i += isPair ? 1 : 0;
        }

        return length == text.Length ? text : text[..length];
    }
}
