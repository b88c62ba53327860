using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Lodestar.Core.Abi;
using Lodestar.Core.Memory;
using Lodestar.Core.Programs;
using Xunit;

namespace Lodestar.Host.Tests.Programs;

/// <summary>A program's first stack, read as a program's start-up code reads it.</summary>
public sealed class InitialStackTests
{
    private const ulong Top = UserSpace.End;

    private static readonly byte[] s_random = [.. Enumerable.Range(1, 16).Select(n => (byte)n)];

    [Theory]
    [InlineData("/bin/sh", "sh|-c|echo $((6*7))", "PATH=/bin|HOME=/", 0UL)]
    [InlineData("/a", "", "", 0UL)]
    [InlineData("/a", "a", "", 1UL)]
    [InlineData("/a", "a|", "|", 8191UL)]
    [InlineData("/a", "a|b|c|d|e", "f|g|hh", ulong.MaxValue)]
    public void TheProgramFindsWhatItWasStartedWith(string name, string arguments, string environment, ulong offset)
    {
        InitialStack stack = Build(name, Split(arguments), Split(environment), default, offset);
        Reader reader = new(stack);

        string[] expected = Split(arguments).DefaultIfEmpty("").ToArray();
        Assert.Equal(0UL, stack.Pointer % 16);
        Assert.Equal((ulong)expected.Length, reader.Word());
        Assert.Equal(expected, reader.Strings());
        Assert.Equal(Split(environment), reader.Strings());
        Dictionary<AuxiliaryType, ulong> values = reader.Auxiliary();
        Assert.Equal(name, reader.Text(values[AuxiliaryType.ExecutableName]));
        Assert.Equal("x86_64", reader.Text(values[AuxiliaryType.Platform]));
        Assert.Equal(s_random, reader.Bytes(values[AuxiliaryType.Random], 16));
        Assert.InRange(reader.Position, stack.Pointer, values[AuxiliaryType.Random]);
        Assert.Equal(new byte[8], reader.Bytes(Top - 8, 8));
    }

    [Fact]
    public void TheVectorIsThatOfLinuxInItsOrder()
    {
        AuxiliaryValues values = new()
        {
            ProgramHeaders = 0x400040,
            ProgramHeaderCount = 9,
            Entry = 0x401000,
            InterpreterBase = 0x7000,
            HardwareCapabilities = 0xBFEB_FBFF,
            HasFsGsBase = true,
            UserId = 1,
            EffectiveUserId = 2,
            GroupId = 3,
            EffectiveGroupId = 4,
            IsSecure = true,
            MinimumSignalStack = 3632,
        };
        Reader reader = new(Build("/a", ["a"], [], values, 0));
        reader.Word();
        reader.Strings();
        reader.Strings();
        Dictionary<AuxiliaryType, ulong> found = reader.Auxiliary();

        Assert.Equal(
            "51 16 6 17 3 4 5 7 8 9 11 12 13 14 23 25 26 31 15",
            string.Join(' ', found.Keys.Select(type => (ulong)type)));
        Assert.Equal(
            [3632, 0xBFEB_FBFF, 4096, 100, 0x400040, 56, 9, 0x7000, 0, 0x401000, 1, 2, 3, 4, 1],
            found.Values.Take(15));
        Assert.Equal(2UL, found[AuxiliaryType.HardwareCapabilities2]);
    }

    [Fact]
    public void StringsLieInTheOrderOfLinux()
    {
        InitialStack stack = Build("/bin/x", ["one", "two"], ["A=1"], default, 0);
        Reader reader = new(stack);

        Assert.Equal("one\0two\0A=1\0/bin/x\0\0\0\0\0\0\0\0\0", Encoding.ASCII.GetString(reader.Bytes(stack.ArgumentsStart, (int)(Top - stack.ArgumentsStart))));
        Assert.Equal(stack.ArgumentsStart + 8, stack.EnvironmentStart);
        Assert.Equal(stack.EnvironmentStart + 4, stack.NameAddress);
        Assert.Equal(Top - stack.Pointer, (ulong)stack.Bytes.Length);
    }

    [Fact]
    public void OneStringHas128KibibytesWithItsEnd()
    {
        ProgramArguments arguments = new(64 << 20);

        Assert.Equal(Errno.None, arguments.AddArgument(Letters((128 << 10) - 1)));
        Assert.Equal(Errno.E2BIG, arguments.AddArgument(Letters(128 << 10)));
        Assert.Equal(Errno.E2BIG, arguments.SetName(Letters(128 << 10)));
        Assert.Equal(Errno.E2BIG, arguments.AddEnvironment(Letters(128 << 10)));
        Assert.Equal((1, 0), (arguments.ArgumentCount, arguments.EnvironmentCount));
    }

    [Theory]
    [InlineData(0UL, 128 << 10)]
    [InlineData(1UL << 20, 256 << 10)]
    [InlineData(8UL << 20, 2 << 20)]
    [InlineData(ulong.MaxValue, 6 << 20)]
    public void AllStringsAndPointersHaveAQuarterOfTheStack(ulong stackLimit, int limit)
    {
        ProgramArguments arguments = new(stackLimit);
        Assert.Equal(Errno.None, arguments.SetName("/name"u8));

        // A name of 6 bytes, then 16 bytes for each string and its pointer.
        int used = 6;
        for (int i = 0; used + 16 <= limit; i++, used += 16)
        {
            Assert.Equal(Errno.None, i % 2 == 0 ? arguments.AddArgument("1234567"u8) : arguments.AddEnvironment("1234567"u8));
        }

        Assert.Equal(Errno.E2BIG, arguments.AddEnvironment("1234567"u8));
        Assert.Equal(Errno.E2BIG, arguments.AddArgument("1234567"u8));
        Assert.Equal(limit / 16 * 16 == limit ? (limit - 16) / 16 : limit / 16, arguments.ArgumentCount + arguments.EnvironmentCount);
        InitialStack stack = new(arguments, Top, 0);
        stack.Write(default, s_random);
        Assert.Equal((ulong)arguments.ArgumentCount, new Reader(stack).Word());
    }

    [Fact]
    public void AStringWithAZeroInsideIsABug() =>
        Assert.Throws<ArgumentException>(() => new ProgramArguments(0).AddArgument("a\0b"u8));

    private static byte[] Letters(int count)
    {
        byte[] letters = new byte[count];
        letters.AsSpan().Fill((byte)'a');
        return letters;
    }

    private static string[] Split(string text) => text.Length == 0 ? [] : text.Split('|');

    private static InitialStack Build(string name, string[] arguments, string[] environment, in AuxiliaryValues values, ulong offset)
    {
        ProgramArguments program = new(8 << 20);
        Assert.Equal(Errno.None, program.SetName(Encoding.UTF8.GetBytes(name)));
        Assert.All(arguments, text => Assert.Equal(Errno.None, program.AddArgument(Encoding.UTF8.GetBytes(text))));
        Assert.All(environment, text => Assert.Equal(Errno.None, program.AddEnvironment(Encoding.UTF8.GetBytes(text))));
        InitialStack stack = new(program, Top, offset);
        stack.Write(values, s_random);
        return stack;
    }

    private sealed class Reader(InitialStack stack)
    {
        public ulong Position { get; private set; } = stack.Pointer;

        public ulong Word()
        {
            ulong word = BinaryPrimitives.ReadUInt64LittleEndian(Bytes(Position, 8));
            Position += 8;
            return word;
        }

        public string[] Strings()
        {
            List<string> strings = [];
            for (ulong address = Word(); address != 0; address = Word())
            {
                strings.Add(Text(address));
            }

            return [.. strings];
        }

        public Dictionary<AuxiliaryType, ulong> Auxiliary()
        {
            Dictionary<AuxiliaryType, ulong> values = [];
            for (AuxiliaryType type = (AuxiliaryType)Word(); type != AuxiliaryType.Null; type = (AuxiliaryType)Word())
            {
                values.Add(type, Word());
            }

            Assert.Equal(0UL, Word());
            return values;
        }

        public string Text(ulong address)
        {
            ReadOnlySpan<byte> rest = stack.Bytes[(int)(address - stack.Pointer)..];
            return Encoding.UTF8.GetString(rest[..rest.IndexOf((byte)0)]);
        }

        public byte[] Bytes(ulong address, int length) => stack.Bytes.Slice((int)(address - stack.Pointer), length).ToArray();
    }
}
