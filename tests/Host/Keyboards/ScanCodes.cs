using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Lodestar.Core.Keyboards;

namespace Lodestar.Host.Tests.Keyboards;

/// <summary>Scan codes of set 1, as they are printed in the manuals of keyboards, by the keys of an American one.</summary>
internal static class ScanCodes
{
    private static readonly Dictionary<string, string> Codes = new()
    {
        ["esc"] = "01",
        ["backspace"] = "0e",
        ["tab"] = "0f",
        ["enter"] = "1c",
        ["ctrl"] = "1d",
        ["shift"] = "2a",
        ["rshift"] = "36",
        ["alt"] = "38",
        ["space"] = "39",
        ["capslock"] = "3a",
        ["numlock"] = "45",
        ["scrolllock"] = "46",
        ["sysrq"] = "54",
        ["f11"] = "57",
        ["f12"] = "58",
        ["kp7"] = "47",
        ["kp8"] = "48",
        ["kp4"] = "4b",
        ["kp5"] = "4c",
        ["kp6"] = "4d",
        ["kp+"] = "4e",
        ["kp3"] = "51",
        ["kp."] = "53",
        ["kpenter"] = "e0 1c",
        ["rctrl"] = "e0 1d",
        ["kp/"] = "e0 35",
        ["ralt"] = "e0 38",
        ["altgr"] = "e0 38",
        ["break"] = "e0 46",
        ["home"] = "e0 47",
        ["up"] = "e0 48",
        ["pgup"] = "e0 49",
        ["left"] = "e0 4b",
        ["right"] = "e0 4d",
        ["end"] = "e0 4f",
        ["down"] = "e0 50",
        ["pgdn"] = "e0 51",
        ["insert"] = "e0 52",
        ["delete"] = "e0 53",
    };

    /// <summary>The code of a key: by its name, its letter, <c>f1</c> to <c>f10</c>, or its number in Linux's list.</summary>
    internal static string Of(string name)
    {
        const int FirstFunctionKey = 0x3b;
        if (Codes.TryGetValue(name, out string? code))
        {
            return code;
        }

        if (name.Length > 1 && name[0] == 'f')
        {
            return Hex(FirstFunctionKey + int.Parse(name[1..], CultureInfo.InvariantCulture) - 1);
        }

        int letter = name.Length == 1 ? "qwertyuiop[]\r\0asdfghjkl;'`\0\\zxcvbnm".IndexOf(name[0]) : -1;
        return Hex(letter >= 0 ? letter + 0x10 : int.Parse(name, CultureInfo.InvariantCulture));
    }

    /// <summary>Presses keys one after the other, and releases them the other way round.</summary>
    internal static void Tap(Keyboard keyboard, string[] names)
    {
        Array.ForEach(names, name => Press(keyboard, name));
        foreach (string name in names.Reverse())
        {
            Release(keyboard, name);
        }
    }

    internal static void Press(Keyboard keyboard, string name) => Send(keyboard, Of(name));

    internal static void Release(Keyboard keyboard, string name)
    {
        string code = Of(name);
        int last = int.Parse(code[^2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        Send(keyboard, $"{code[..^2]}{last | 0x80:x2}");
    }

    internal static void Send(Keyboard keyboard, string codes)
    {
        foreach (string code in codes.Split(' '))
        {
            keyboard.Take(byte.Parse(code, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        }
    }

    private static string Hex(int code) => code.ToString("x2", CultureInfo.InvariantCulture);
}
