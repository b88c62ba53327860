using System;

namespace Lodestar.Core.Keyboards;

/// <summary>
/// What the keys do: a map of 256 keys for each set of modifiers that has one (<c>keymaps(5)</c>). Programs may change it
/// (<c>KDSKBENT</c>).
/// </summary>
internal sealed class KeyMap
{
    /// <summary>Sets of modifiers: one bit for each <see cref="Modifier"/>.</summary>
    internal const int Tables = 256;

    /// <summary>Keys of a map.</summary>
    internal const int Keys = 256;

    private readonly ushort[]?[] _tables = new ushort[Tables][];

    /// <summary>What a key does.</summary>
    /// <param name="modifiers">The map's number.</param>
    /// <param name="key">The key.</param>
    /// <returns><see cref="SpecialKey.NoSuchMap"/> where there is no map.</returns>
    internal KeySymbol this[int modifiers, KeyCode key] =>
        _tables[modifiers] is { } table ? new KeySymbol(table[(int)key]) : new KeySymbol(SpecialKey.NoSuchMap);

    /// <summary>Whether a set of modifiers has a map.</summary>
    internal bool Has(int modifiers) => _tables[modifiers] is not null;

    /// <summary>Lets a key do something; a map that was not there is made.</summary>
    internal void Set(int modifiers, KeyCode key, KeySymbol symbol)
    {
        ushort[]? table = _tables[modifiers];
        if (table is null)
        {
            table = new ushort[Keys];
            Array.Fill(table, new KeySymbol(SpecialKey.None).Value);
            _tables[modifiers] = table;
        }

        table[(int)key] = symbol.Value;
    }

    /// <summary>Takes a map away.</summary>
    internal void Remove(int modifiers) => _tables[modifiers] = null;
}
