using System;
using System.Text;

namespace Lodestar.RuntimeTests;

/// <summary>StringBuilder: appending, inserting, replacing, chunks.</summary>
public static class StringBuilderTests
{
    [Test]
    public static void AppendsEveryType()
    {
        StringBuilder text = new();
        text.Append('a').Append("bc").Append(1).Append(2L).Append(true).Append('x', 3).Append(new object() as string).Append("span".AsSpan(1, 2));
        text.Append($"<{5:D2}>").AppendLine().AppendFormat("{0}-{1}", 1, 2).AppendJoin(',', "p", "q");
        Check.Equal("abc12Truexxxpa<05>" + Environment.NewLine + "1-2p,q", text.ToString());
    }

    [Test]
    public static void GrowsOverManyChunks()
    {
        StringBuilder text = new();
        for (int i = 0; i < 5000; i++)
        {
            text.Append(i % 10);
        }
        Check.Equal(5000, text.Length);
        string whole = text.ToString();
        for (int i = 0; i < 5000; i += 99)
        {
            Check.Equal((char)('0' + i % 10), whole[i]);
        }
        int length = 0;
        foreach (ReadOnlyMemory<char> chunk in text.GetChunks())
        {
            length += chunk.Length;
        }
        Check.Equal(5000, length);
    }

    [Test]
    public static void InsertRemoveReplace()
    {
        StringBuilder text = new("hello world");
        text.Insert(5, ",").Remove(0, 1).Insert(0, "J").Replace("world", "there").Replace('l', 'L');
        Check.Equal("JeLLo, there", text.ToString());
        text[0] = 'C';
        Check.Equal('C', text[0]);
        text.Length = 5;
        Check.Equal("CeLLo", text.ToString());
        Check.Equal("eL", text.ToString(1, 2));
    }

    [Test]
    public static void InsertInTheMiddleOfManyChunks()
    {
        StringBuilder text = new(16);
        for (int i = 0; i < 100; i++)
        {
            text.Append("0123456789");
        }
        for (int i = 0; i < 50; i++)
        {
            text.Insert(500, "ab");
        }
        text.Remove(0, 500);
        Check.That(text.ToString().StartsWith("abab", StringComparison.Ordinal));
        Check.Equal(600, text.Length);
        Check.Equal('0', text[100]);
    }

    [Test]
    public static void ClearAndCapacity()
    {
        StringBuilder text = new(100);
        Check.AtLeast(100, text.Capacity);
        text.Append('x', 1000).Clear();
        Check.Equal(0, text.Length);
        Check.Equal("", text.ToString());
        text.Append("again");
        Check.That(text.Equals("again".AsSpan()));
        Check.Throws<ArgumentOutOfRangeException>(() => new StringBuilder("abc").Remove(1, Opaque.Value(5)));
    }

    [Test]
    public static void SurvivesCollection()
    {
        StringBuilder text = new();
        for (int i = 0; i < 300; i++)
        {
            text.Append("line ").Append(i).Append('\n');
            if (i % 100 == 0)
            {
                Garbage.CollectAndOverwrite();
            }
        }
        Check.That(text.ToString().EndsWith("line 299\n", StringComparison.Ordinal));
    }
}
