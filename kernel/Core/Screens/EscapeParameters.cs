using System;

namespace Lodestar.Core.Screens;

/// <summary>The numbers of a control sequence: at most 16, as in Linux; further ones are left out.</summary>
internal sealed class EscapeParameters
{
    private const int Most = 16;

    /// <summary>Larger numbers count as this one, which is more than any screen has of anything.</summary>
    private const int Largest = 0xffff;

    private readonly int[] _values = new int[Most];
    private int _last;

    /// <summary>Numbers; one that is left out is 0.</summary>
    internal int Count => Math.Min(_last + 1, Most);

    /// <summary>The number at a place; 0 when there are fewer.</summary>
    internal int this[int index] => index < Count ? _values[index] : 0;

    /// <summary>The number at a place, where 0 stands for 1.</summary>
    internal int AtLeastOne(int index = 0) => Math.Max(this[index], 1);

    /// <summary>Begins a sequence.</summary>
    internal void Clear()
    {
        _last = 0;
        Array.Clear(_values);
    }

    /// <summary>Takes a digit.</summary>
    internal void AddDigit(byte digit)
    {
        if (_last < Most)
        {
            _values[_last] = Math.Min((_values[_last] * 10) + (digit - '0'), Largest);
        }
    }

    /// <summary>Takes a semicolon.</summary>
    internal void Next() => _last = Math.Min(_last + 1, Most);
}
