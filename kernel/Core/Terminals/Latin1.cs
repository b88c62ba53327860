namespace Lodestar.Core.Terminals;

/// <summary>Kinds of bytes as ISO 8859-1 has them, which is what Linux's terminals go by (<c>lib/ctype.c</c>).</summary>
internal static class Latin1
{
    private const byte Delete = 0x7f;
    private const byte CaseBit = 0x20;
    private const byte MultiplicationSign = 0xd7;
    private const byte SharpS = 0xdf;
    private const byte DivisionSign = 0xf7;

    /// <summary>Whether a byte is a control character of ASCII.</summary>
    internal static bool IsControl(byte value) => value is < (byte)' ' or Delete;

    /// <summary>Whether a byte is a letter or a digit.</summary>
    internal static bool IsAlphanumeric(byte value) => value is >= (byte)'0' and <= (byte)'9' || IsUpper(value) || IsLower(value);

    /// <summary>A capital letter as a small one, anything else as it is.</summary>
    internal static byte ToLower(byte value) => IsUpper(value) ? (byte)(value + CaseBit) : value;

    /// <summary>A small letter as a capital one, anything else as it is. Of those without one Linux makes something too.</summary>
    internal static byte ToUpper(byte value) => IsLower(value) ? (byte)(value - CaseBit) : value;

    private static bool IsUpper(byte value) =>
        value is (>= (byte)'A' and <= (byte)'Z') or (>= 0xc0 and < SharpS and not MultiplicationSign);

    private static bool IsLower(byte value) =>
        value is (>= (byte)'a' and <= (byte)'z') or (>= SharpS and not DivisionSign);
}
