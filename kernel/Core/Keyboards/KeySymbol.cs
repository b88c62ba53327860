namespace Lodestar.Core.Keyboards;

/// <summary>
/// An entry of a key map as <c>KDGKBENT</c> has it: a type and a number, or a character of Unicode, whose highest four bits are
/// inverted.
/// </summary>
/// <param name="Value">The entry.</param>
internal readonly record struct KeySymbol(ushort Value)
{
    private const int TypeShift = 8;
    private const ushort UnicodeMark = 0xf000;
    private const int TypeLimit = 0x10;

    internal KeySymbol(KeySymbolType type, byte number)
        : this((ushort)((int)type << TypeShift | number))
    {
    }

    internal KeySymbol(SpecialKey key)
        : this(KeySymbolType.Special, (byte)key)
    {
    }

    internal KeySymbolType Type => Value >> TypeShift < TypeLimit ? (KeySymbolType)(Value >> TypeShift) : KeySymbolType.Unicode;

    /// <summary>What the type's entries are told apart by.</summary>
    internal byte Number => (byte)Value;

    /// <summary>The character of a symbol that is one.</summary>
    internal char Character => (char)(Type == KeySymbolType.Unicode ? Value ^ UnicodeMark : Number);

    /// <summary>A key that types a character.</summary>
    internal static KeySymbol Of(char character) =>
        character <= byte.MaxValue ? new(KeySymbolType.Latin, (byte)character) : new((ushort)(character ^ UnicodeMark));
}
