using System;

namespace Lodestar.Core.Keyboards;

/// <summary>What function keys type: the strings that terminfo's entry <c>linux</c> lists.</summary>
internal static class FunctionKeys
{
    /// <summary>F1 to F20 come first.</summary>
    internal const byte F13 = 12;

    internal const byte Home = 20;
    internal const byte Insert = 21;
    internal const byte Delete = 22;
    internal const byte End = 23;
    internal const byte PageUp = 24;
    internal const byte PageDown = 25;
    internal const byte Pause = 29;

    private static readonly string[] s_strings =
    [
        "\e[[A", "\e[[B", "\e[[C", "\e[[D", "\e[[E", "\e[17~", "\e[18~", "\e[19~", "\e[20~", "\e[21~",
        "\e[23~", "\e[24~", "\e[25~", "\e[26~", "\e[28~", "\e[29~", "\e[31~", "\e[32~", "\e[33~", "\e[34~",
        "\e[1~", "\e[2~", "\e[3~", "\e[4~", "\e[5~", "\e[6~", "\e[M", "", "", "\e[P",
    ];

    /// <summary>The string of a number; empty for one without.</summary>
    internal static ReadOnlySpan<char> StringOf(byte number) => number < s_strings.Length ? s_strings[number] : default;
}
