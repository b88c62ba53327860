using System;

namespace Lodestar.Machine.Boot;

/// <summary>
/// Splits a command line into words by Linux's rules: blanks separate, double quotes keep blanks inside a word, and
/// quotes around a whole word or a whole value are dropped. A word is <c>name</c> or <c>name=value</c>.
/// </summary>
/// <remarks>
/// It works on spans of the line, because the kernel looks for its first options before there is a heap; the safe half
/// reads the rest with the same rules.
/// </remarks>
public ref struct CommandLineWords
{
    private const char Quote = '"';

    private ReadOnlySpan<char> _rest;

    /// <summary>Starts before the first word.</summary>
    public CommandLineWords(ReadOnlySpan<char> line)
    {
        _rest = line;
    }

    /// <summary>What comes after the words read so far.</summary>
    public readonly ReadOnlySpan<char> Rest => _rest;

    /// <summary>The whole word, without the quotes around it.</summary>
    public ReadOnlySpan<char> Word { get; private set; }

    /// <summary>The word up to the first <c>=</c>.</summary>
    public ReadOnlySpan<char> Name { get; private set; }

    /// <summary>What follows the first <c>=</c>; empty without one.</summary>
    public ReadOnlySpan<char> Value { get; private set; }

    /// <summary>Whether the word has a <c>=</c>.</summary>
    public bool HasValue { get; private set; }

    /// <summary>Goes to the next word; false at the end.</summary>
    public bool MoveNext()
    {
        _rest = _rest.TrimStart();
        if (_rest.IsEmpty)
        {
            return false;
        }

        int length = 0;
        bool inQuotes = false;
        while (length < _rest.Length && (inQuotes || !char.IsWhiteSpace(_rest[length])))
        {
            inQuotes ^= _rest[length] == Quote;
            length++;
        }

        Word = Unquote(_rest[..length]);
        _rest = _rest[length..];
        int equals = Word.IndexOf('=');
        HasValue = equals >= 0;
        Name = HasValue ? Word[..equals] : Word;
        Value = HasValue ? Unquote(Word[(equals + 1)..]) : default;
        return true;
    }

    private static ReadOnlySpan<char> Unquote(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text[0] != Quote)
        {
            return text;
        }

        text = text[1..];
        return !text.IsEmpty && text[^1] == Quote ? text[..^1] : text;
    }
}
