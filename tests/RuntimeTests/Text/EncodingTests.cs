using System;
using System.Text;

namespace Lodestar.RuntimeTests;

/// <summary>UTF-8, UTF-16, ASCII and Latin-1, Base64 and hexadecimal.</summary>
public static class EncodingTests
{
    private const string Mixed = "aé€\U0001F600z";

    [Test]
    public static void Utf8RoundTrip()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Mixed);
        Check.Sequence<byte>([0x61, 0xC3, 0xA9, 0xE2, 0x82, 0xAC, 0xF0, 0x9F, 0x98, 0x80, 0x7A], bytes);
        Check.Equal(Mixed, Encoding.UTF8.GetString(bytes));
        Check.Equal(11, Encoding.UTF8.GetByteCount(Mixed));
        Check.Equal(6, Encoding.UTF8.GetCharCount(bytes));
    }

    [Test]
    public static void LongAsciiAndMixedTexts()
    {
        for (int length = 0; length < 120; length += 7)
        {
            string text = new string('a', length) + Mixed + new string('b', length);
            Check.Equal(text, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)));
            Check.Equal(text, Encoding.Unicode.GetString(Encoding.Unicode.GetBytes(text)));
        }
    }

    [Test]
    public static void InvalidUtf8IsReplacedOrRefused()
    {
        Check.Equal("a\uFFFDb", Encoding.UTF8.GetString([0x61, 0xFF, 0x62]));
        Check.Equal("\uFFFD", Encoding.UTF8.GetString([0xE2, 0x82]));
        UTF8Encoding strict = new(false, throwOnInvalidBytes: true);
        Check.Throws<DecoderFallbackException>(() => strict.GetString([0xC0, 0x80]));
    }

    [Test]
    public static void Literals()
    {
        ReadOnlySpan<byte> literal = "aé"u8;
        Check.Equal(3, literal.Length);
        Check.Equal((byte)0xA9, literal[2]);
    }

    [Test]
    public static void AsciiAndLatin1()
    {
        Check.Sequence<byte>([0x41, 0x3F], Encoding.ASCII.GetBytes("Aé"));
        Check.Sequence<byte>([0x41, 0xE9], Encoding.Latin1.GetBytes("Aé"));
        Check.That(Ascii.IsValid("plain"u8));
        Check.That(!Ascii.IsValid("é"));
        Check.That(Ascii.EqualsIgnoreCase("ABC"u8, "abc"u8));
    }

    [Test]
    public static void Base64()
    {
        byte[] bytes = new byte[100];
        for (int length = 0; length < bytes.Length; length++)
        {
            bytes[length] = (byte)(length * 37);
            string text = Convert.ToBase64String(bytes, 0, length);
            Check.That(bytes.AsSpan(0, length).SequenceEqual(Convert.FromBase64String(text)));
        }
        Check.Equal("AQID", Convert.ToBase64String([1, 2, 3]));
        Check.Throws<FormatException>(() => Convert.FromBase64String("A"));
    }

    [Test]
    public static void Hexadecimal()
    {
        Check.Equal("00FF7A", Convert.ToHexString([0, 255, 0x7A]));
        Check.Sequence<byte>([0xDE, 0xAD], Convert.FromHexString("dead"));
        Check.Throws<FormatException>(() => Convert.FromHexString("xx"));
    }
}
