using System;
using System.Collections.Generic;

namespace Lodestar.RuntimeTests;

/// <summary>Strings: making, comparing, searching, changing case, splitting and joining.</summary>
public static class StringTests
{
    [Test]
    public static void Construction()
    {
        Check.Equal("aaa", new string('a', 3));
        Check.Equal("bc", new string(['a', 'b', 'c', 'd'], 1, 2));
        Check.Equal("xy", new string("xyz".AsSpan(0, 2)));
        Check.Same("", new string('a', 0));
        Check.Equal("0123", string.Create(4, 0, (span, start) =>
        {
            for (int i = 0; i < span.Length; i++)
            {
                span[i] = (char)('0' + start + i);
            }
        }));
    }

    [Test]
    public static void EveryLengthKeepsItsCharacters()
    {
        for (int length = 0; length < 100; length++)
        {
            string text = new('é', length);
            string longer = text + "!";
            Check.Equal(length + 1, longer.Length);
            Check.Equal('!', longer[length]);
            Check.Equal(-1, longer.AsSpan(0, length).IndexOfAnyExcept('é'));
        }
    }

    [Test]
    public static void Concatenation()
    {
        string a = Opaque.Value("a"), none = Opaque.Null<string>();
        Check.Equal("ab", a + "b");
        Check.Equal("abcde", a + "b" + "c" + "d" + "e");
        Check.Equal("a", a + none);
        Check.Equal("a1True2.5", string.Concat(a, 1, true, "2.5"));
        Check.Equal("abc", string.Concat(new[] { "a", "b", "c" }));
        string grown = "";
        for (int i = 0; i < 200; i++)
        {
            grown += (char)('a' + i % 26);
        }
        Check.Equal(200, grown.Length);
        Check.Equal('r', grown[199]);
    }

    [Test]
    public static void OrdinalComparison()
    {
        Check.That(Opaque.Value("abc") == string.Concat("ab", "c"));
        Check.That(string.CompareOrdinal("abc", "abd") < 0);
        Check.That(string.CompareOrdinal("abc", "ab") > 0);
        Check.That(string.CompareOrdinal("Z", "a") < 0);
        Check.That(string.Equals("HeLLo", "hEllO", StringComparison.OrdinalIgnoreCase));
        Check.That(string.Compare("apple", "APRICOT", StringComparison.OrdinalIgnoreCase) < 0);
        Check.That(!string.Equals(null, "", StringComparison.Ordinal));
        Check.That(string.IsNullOrWhiteSpace(" \t\n"));
    }

    [Test]
    public static void HashCodesAgreeWithEquality()
    {
        for (int length = 0; length < 40; length++)
        {
            string text = new('h', length);
            string other = string.Concat(text.AsSpan(0, length / 2), text.AsSpan(length / 2));
            Check.Equal(text.GetHashCode(), other.GetHashCode());
            Check.Equal(text.GetHashCode(StringComparison.OrdinalIgnoreCase), text.ToUpperInvariant().GetHashCode(StringComparison.OrdinalIgnoreCase));
        }
        Check.NotEqual("abc".GetHashCode(), "acb".GetHashCode());
    }

    [Test]
    public static void Searching()
    {
        string text = "the quick brown fox jumps over the lazy dog";
        Check.Equal(4, text.IndexOf("quick", StringComparison.Ordinal));
        Check.Equal(31, text.LastIndexOf("the", StringComparison.Ordinal));
        Check.Equal(31, text.IndexOf("the", 1, StringComparison.Ordinal));
        Check.Equal(-1, text.IndexOf("cat", StringComparison.Ordinal));
        Check.Equal(16, text.IndexOf("FOX", StringComparison.OrdinalIgnoreCase));
        Check.Equal(4, text.IndexOfAny(['z', 'q']));
        Check.That(text.Contains("lazy"));
        Check.That(text.StartsWith("the", StringComparison.Ordinal));
        Check.That(text.EndsWith("DOG", StringComparison.OrdinalIgnoreCase));
        Check.Equal(0, text.IndexOf("", StringComparison.Ordinal));
    }

    [Test]
    public static void ReplacingAndCutting()
    {
        Check.Equal("b-n-n-", "banana".Replace('a', '-'));
        Check.Equal("bAAnAAnAA", "banana".Replace("a", "AA"));
        Check.Equal("bnn", "banana".Replace("a", null));
        Check.Equal("na", "banana".Substring(4));
        Check.Equal("nan", "banana".Substring(2, 3));
        Check.Equal("bana", "banana".Remove(4));
        Check.Equal("baXnana", "banana".Insert(2, "X"));
        Check.Throws<ArgumentOutOfRangeException>(() => "abc".Substring(Opaque.Value(4)));
    }

    [Test]
    public static void TrimmingAndPadding()
    {
        Check.Equal("x y", " \t x y\r\n ".Trim());
        Check.Equal("abc", "--abc--".Trim('-'));
        Check.Equal("abc--", "--abc--".TrimStart('-'));
        Check.Equal("  7", "7".PadLeft(3));
        Check.Equal("7..", "7".PadRight(3, '.'));
    }

    [Test]
    public static void SplittingAndJoining()
    {
        Check.Sequence(["a", "b", "", "c"], "a,b,,c".Split(','));
        Check.Sequence(["a", "b", "c"], "a, b,, c".Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Check.Sequence(["k", "v=w"], "k=v=w".Split('=', 2));
        Check.Sequence(["a", "b"], "a--b".Split("--"));
        Check.Equal("a-b-c", string.Join('-', "a", "b", "c"));
        Check.Equal("1, 2, 3", string.Join(", ", new List<int> { 1, 2, 3 }));
        Check.Equal("", string.Join(',', Array.Empty<string>()));
    }

    [Test]
    public static void InvariantCase()
    {
        Check.Equal("HELLO, WORLD 123", "Hello, World 123".ToUpperInvariant());
        Check.Equal("hello, world", "HELLO, WORLD".ToLowerInvariant());
        Check.Equal("ÄÖÉ", "äöé".ToUpperInvariant());
        Check.Equal("ß", "ß".ToUpperInvariant());
        Check.Equal('σ', char.ToLowerInvariant('Σ'));
    }

    [Test]
    public static void CharacterClasses()
    {
        Check.That(char.IsDigit('7') && !char.IsDigit('x'));
        Check.That(char.IsLetter('é') && char.IsLetter('Ж') && !char.IsLetter('1'));
        Check.That(char.IsWhiteSpace('\u00A0') && !char.IsWhiteSpace('_'));
        Check.That(char.IsUpper('Ä') && char.IsLower('ä'));
        Check.That(char.IsPunctuation('!') && char.IsControl('\u0007') && char.IsSymbol('+'));
        Check.That(char.IsAsciiHexDigit('f') && !char.IsAsciiHexDigit('g'));
        Check.Equal(7.0, char.GetNumericValue('7'));
    }

    [Test]
    public static void SurrogatePairs()
    {
        string text = "a\U0001F600b";
        Check.Equal(4, text.Length);
        Check.That(char.IsSurrogatePair(text, 1));
        Check.Equal(0x1F600, char.ConvertToUtf32(text, 1));
        Check.Equal("\U0001F600", char.ConvertFromUtf32(0x1F600));
        int runes = 0;
        foreach (System.Text.Rune rune in text.EnumerateRunes())
        {
            runes++;
            Check.That(rune.Value is 'a' or 'b' or 0x1F600);
        }
        Check.Equal(3, runes);
    }

    [Test]
    public static void ComparersForCollections()
    {
        Dictionary<string, int> map = new(StringComparer.OrdinalIgnoreCase) { ["Key"] = 1 };
        Check.Equal(1, map["KEY"]);
        string[] names = ["b", "A", "c", "B"];
        Array.Sort(names, StringComparer.Ordinal);
        Check.Sequence(["A", "B", "b", "c"], names);
        Array.Sort(names, StringComparer.OrdinalIgnoreCase);
        Check.Equal("A", names[0]);
        Check.Equal("c", names[3]);
    }
}
