using System;
using System.Linq;
using Lodestar.Core.Keyboards;
using Xunit;
using static Lodestar.Host.Tests.Keyboards.ScanCodes;

namespace Lodestar.Host.Tests.Keyboards;

/// <summary>From scan codes to what a terminal gets.</summary>
public sealed class KeyboardTests
{
    private readonly TestConsole _console = new();
    private readonly TestController _port = new();

    /// <summary>Keys by name, with what is held before them, and what terminfo's entry <c>linux</c> says of them.</summary>
    public static TheoryData<string, string, string> Keys => new()
    {
        { "us", "a", "a" },
        { "us", "shift a", "A" },
        { "us", "rshift a", "A" },
        { "us", "ctrl a", "\x01" },
        { "us", "rctrl c", "\x03" },
        { "us", "alt a", "\ea" },
        { "us", "ralt a", "\ea" },
        { "us", "alt shift a", "\eA" },
        { "us", "ctrl alt a", "\e\x01" },
        { "us", "ctrl 26", "\e" },
        { "us", "ctrl 43", "\x1c" },
        { "us", "ctrl 27", "\x1d" },
        { "us", "ctrl 7", "\x1e" },
        { "us", "ctrl 12", "\x1f" },
        { "us", "ctrl 53", "\x7f" },
        { "us", "ctrl space", "\0" },
        { "us", "alt space", "\e " },
        { "us", "shift 3", "@" },
        { "us", "86", "<" },
        { "us", "enter", "\r" },
        { "us", "alt enter", "\e\r" },
        { "us", "backspace", "\x7f" },
        { "us", "ctrl backspace", "\b" },
        { "us", "alt backspace", "\e\x7f" },
        { "us", "tab", "\t" },
        { "us", "shift tab", "\e\t" },
        { "us", "esc", "\e" },
        { "us", "f1", "\e[[A" },
        { "us", "f5", "\e[[E" },
        { "us", "f6", "\e[17~" },
        { "us", "f10", "\e[21~" },
        { "us", "f11", "\e[23~" },
        { "us", "f12", "\e[24~" },
        { "us", "shift f1", "\e[25~" },
        { "us", "shift f8", "\e[34~" },
        { "us", "home", "\e[1~" },
        { "us", "insert", "\e[2~" },
        { "us", "delete", "\e[3~" },
        { "us", "end", "\e[4~" },
        { "us", "pgup", "\e[5~" },
        { "us", "pgdn", "\e[6~" },
        { "us", "up", "\e[A" },
        { "us", "down", "\e[B" },
        { "us", "right", "\e[C" },
        { "us", "left", "\e[D" },
        { "us", "kp7", "\e[1~" },
        { "us", "kp5", "\e[G" },
        { "us", "kp8", "\e[A" },
        { "us", "kp.", "\e[3~" },
        { "us", "kp+", "+" },
        { "us", "kp/", "/" },
        { "us", "kpenter", "\r" },
        { "de", "y", "z" },
        { "de", "z", "y" },
        { "de", "40", "ä" },
        { "de", "shift 40", "Ä" },
        { "de", "39", "ö" },
        { "de", "26", "ü" },
        { "de", "12", "ß" },
        { "de", "shift 12", "?" },
        { "de", "altgr 12", "\\" },
        { "de", "altgr ctrl 12", "\x1c" },
        { "de", "altgr q", "@" },
        { "de", "altgr e", "€" },
        { "de", "altgr m", "µ" },
        { "de", "altgr 8", "{" },
        { "de", "altgr 9", "[" },
        { "de", "altgr 10", "]" },
        { "de", "altgr 11", "}" },
        { "de", "altgr 27", "~" },
        { "de", "altgr 86", "|" },
        { "de", "86", "<" },
        { "de", "shift 86", ">" },
        { "de", "shift 8", "/" },
        { "de", "43", "#" },
        { "de", "shift 43", "'" },
        { "de", "53", "-" },
        { "de", "shift 53", "_" },
        { "de", "ctrl 53", "\x1f" },
        { "de", "ctrl y", "\x1a" },
        { "fr", "q", "a" },
        { "fr", "2", "&" },
        { "fr", "shift 2", "1" },
        { "fr", "altgr 11", "@" },
        { "es", "39", "ñ" },
        { "it", "altgr 39", "@" },
        { "uk", "shift 4", "£" },
    };

    [Theory]
    [MemberData(nameof(Keys))]
    public void AKeyTypesWhatItShould(string layout, string keys, string expected)
    {
        Keyboard keyboard = Create(layout);
        ScanCodes.Tap(keyboard, keys.Split(' '));
        Assert.Equal(expected, _console.TakeText());
        Assert.Empty(_console.Done);
    }

    [Theory]
    [InlineData("13 e", "é")]
    [InlineData("shift+13 e", "è")]
    [InlineData("41 o", "ô")]
    [InlineData("41 shift+o", "Ô")]
    [InlineData("41 space", "^")]
    [InlineData("41 41", "^")]
    [InlineData("41 x", "^x")]
    [InlineData("13 40", "'ä")]
    [InlineData("shift+13 enter", "`\r")]
    public void AnAccentGoesOntoTheLetterBehindIt(string keys, string expected)
    {
        Keyboard keyboard = Create("de");
        Array.ForEach(keys.Split(' '), keys => Tap(keyboard, keys));
        Assert.Equal(expected, _console.TakeText());
    }

    [Theory]
    [InlineData("alt f2", "show 1")]
    [InlineData("ctrl alt f3", "show 2")]
    [InlineData("alt left", "next -1")]
    [InlineData("alt right", "next 1")]
    [InlineData("shift pgup", "back")]
    [InlineData("shift pgdn", "forward")]
    [InlineData("ctrl alt delete", "reboot")]
    [InlineData("ctrl alt kp.", "reboot")]
    [InlineData("capslock", "lights CapsLock")]
    [InlineData("numlock", "lights NumLock")]
    [InlineData("scrolllock", "hold, lights None")]
    [InlineData("shift scrolllock", "request m")]
    [InlineData("ctrl break", "break")]
    [InlineData("alt sysrq h", "request h")]
    [InlineData("ralt sysrq 10", "request 9")]
    public void SomeKeysDoNotType(string keys, string expected)
    {
        Keyboard keyboard = Create("us");
        Array.ForEach(keys.Split(' '), name => Press(keyboard, name));
        Assert.Equal(expected, _console.TakeDone());
        Assert.Empty(_console.TakeText());
    }

    [Fact]
    public void AfterTheMagicKeyKeysTypeAgain()
    {
        Keyboard keyboard = Create("us");
        Press(keyboard, "alt");
        Tap(keyboard, "sysrq");
        Release(keyboard, "alt");
        Tap(keyboard, "h");
        Assert.Equal("h", _console.TakeText());
        Assert.Empty(_console.Done);
    }

    [Fact]
    public void CapsLockIsForLettersAndNumLockForTheKeypad()
    {
        Keyboard keyboard = Create("de");
        Tap(keyboard, "capslock");
        Array.ForEach("a 40 2 shift+a altgr+q".Split(' '), keys => Tap(keyboard, keys));
        Assert.Equal("AÄ1a@", _console.TakeText());
        Tap(keyboard, "capslock");
        Tap(keyboard, "numlock");
        Array.ForEach("kp7 kp5 kp.".Split(' '), keys => Tap(keyboard, keys));
        Assert.Equal("75.", _console.TakeText());
        Assert.Equal("lights CapsLock, lights None, lights NumLock", _console.TakeDone());
    }

    [Fact]
    public void AKeyThatIsHeldRepeatsUnlessItSwitches()
    {
        Keyboard keyboard = Create("us");
        foreach (string name in (string[])["x", "up", "capslock"])
        {
            Press(keyboard, name);
            Press(keyboard, name);
        }

        Assert.Equal("xx\e[A\e[A", _console.TakeText());
        _console.RepeatsKeys = false;
        Press(keyboard, "y");
        Press(keyboard, "y");
        Assert.Equal("Y", _console.TakeText());
        Assert.Equal("lights CapsLock", _console.TakeDone());
    }

    [Fact]
    public void AModifierWhoseReleaseIsLostIsUpAfterItsNext()
    {
        Keyboard keyboard = Create("us");
        Press(keyboard, "shift");
        Tap(keyboard, "a");
        Press(keyboard, "shift");
        Release(keyboard, "shift");
        Tap(keyboard, "a");

        // Of both shifts one is still down.
        Press(keyboard, "shift");
        Press(keyboard, "rshift");
        Release(keyboard, "shift");
        Tap(keyboard, "a");
        Release(keyboard, "rshift");
        Tap(keyboard, "a");
        Assert.Equal("AaAa", _console.TakeText());
    }

    [Fact]
    public void ApplicationsGetTheirOwnSequences()
    {
        Keyboard keyboard = Create("us");
        _console.HasApplicationCursorKeys = true;
        _console.HasApplicationKeypad = true;
        _console.AddsLineFeeds = true;
        Array.ForEach("up left kp7 kp4 kpenter enter shift+kp8 numlock".Split(' '), keys => Tap(keyboard, keys));
        Assert.Equal("\eOA\eOD\eOw\eOt\eOM\r\n\eOA\eOP", _console.TakeText());
    }

    [Fact]
    public void ModesGiveCodesKeysOrBytes()
    {
        Keyboard keyboard = Create("de");
        _console.Keyboard.Mode = KeyboardMode.Raw;
        Tap(keyboard, "up");
        Assert.Equal([0xe0, 0x48, 0xe0, 0xc8], _console.TakeBytes());
        _console.Keyboard.Mode = KeyboardMode.MediumRaw;
        Tap(keyboard, "up");
        Assert.Equal([103, 103 | 0x80], _console.TakeBytes());
        _console.Keyboard.Mode = KeyboardMode.Xlate;
        Tap(keyboard, "40");
        Tap(keyboard, "altgr+e");
        Assert.Equal([0xe4], _console.TakeBytes());
        _console.Keyboard.Mode = KeyboardMode.Off;
        Tap(keyboard, "40");
        Tap(keyboard, "alt+f2");
        Assert.Empty(_console.TakeBytes());
        Assert.Empty(_console.Done);
    }

    [Fact]
    public void ANumberTypedWithAltIsACharacter()
    {
        Keyboard keyboard = Create("us");
        Press(keyboard, "alt");
        Array.ForEach("kp8 kp3 kp6 kp4".Split(' '), keys => Tap(keyboard, keys));
        Assert.Empty(_console.TakeText());
        Release(keyboard, "alt");
        Assert.Equal("€", _console.TakeText());
    }

    [Fact]
    public void PauseIsAKeyAndAPretendedShiftIsNone()
    {
        Keyboard keyboard = Create("us");
        Send(keyboard, "e1 1d 45 e1 9d c5");
        Send(keyboard, "e0 2a e0 53 e0 d3 e0 aa");
        Tap(keyboard, "a");
        Assert.Equal("\e[P\e[3~a", _console.TakeText());
    }

    [Fact]
    public void NoSequenceOfBytesDoesHarm()
    {
        Keyboard keyboard = Create("de");
        Random random = new(1);
        byte[] noise = new byte[100_000];
        random.NextBytes(noise);
        _console.Keyboard.Mode = KeyboardMode.Unicode;
        foreach (byte value in noise)
        {
            keyboard.Take(value);
        }

        for (int code = 1; code < 0x80; code++)
        {
            Send(keyboard, $"{code | 0x80:x2} e0 {code | 0x80:x2}");
        }

        _console.Keyboard.Reset();
        _console.TakeText();
        Tap(keyboard, "esc");
        Tap(keyboard, "a");
        Assert.EndsWith("a", _console.TakeText(), StringComparison.Ordinal);
    }

    [Fact]
    public void EveryLayoutHasACharacterForEachKey()
    {
        foreach (string name in KeyLayouts.Names.Split(", "))
        {
            KeyLayout layout = KeyLayouts.Find(name)!;
            Assert.Equal(KeyLayout.Count, layout.Plain.Length);
            Assert.Equal(KeyLayout.Count, layout.Shift.Length);
            Assert.Contains(layout.AltGr.Length, (int[])[0, KeyLayout.Count]);
            string all = layout.Plain + layout.Shift + layout.AltGr;
            char[] missing = [.. Enumerable.Range('!', '~' - '!' + 1).Select(static code => (char)code).Where(character => !all.Contains(character))];
            Assert.All(missing, character => Assert.Contains(character, DeadKeys.Spacing));
        }
    }

    [Fact]
    public void AMapCanBeChanged()
    {
        Keyboard keyboard = Create("us");
        keyboard.Map.Set(0, (KeyCode)30, KeySymbol.Of('€'));
        keyboard.Map.Remove(1);
        Tap(keyboard, "a");
        Tap(keyboard, "shift+a");
        Assert.Equal("€", _console.TakeText());
        Assert.Equal(0x0b7a, keyboard.Map[0, (KeyCode)44].Value);
        Assert.Equal(0x0201, keyboard.Map[0, KeyCode.Enter].Value);
        Assert.Equal(0x027f, keyboard.Map[1, KeyCode.Enter].Value);
        Assert.Equal(0x0200, keyboard.Map[0, (KeyCode)200].Value);
    }

    private Keyboard Create(string layout) => new(_port, KeyLayouts.Find(layout)!, _console);

    private static void Tap(Keyboard keyboard, string keys) => ScanCodes.Tap(keyboard, keys.Split('+'));
}
