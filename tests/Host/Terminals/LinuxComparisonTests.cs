using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Terminals;
using Xunit;

namespace Lodestar.Host.Tests.Terminals;

/// <summary>
/// The same keys, settings and output at a pseudo terminal of the host's Linux and at ours: what a program reads and what is on
/// the screen must be the same.
/// </summary>
public sealed class LinuxComparisonTests : IDisposable
{
    private const int StepsOfARun = 400;

    private const TerminalInput AllInput = (TerminalInput)0x7ff8 & ~TerminalInput.StopInput;
    private const TerminalOutput AllOutput = (TerminalOutput)0x3f | TerminalOutput.ExpandTabs;
    private const TerminalLocal AllLocal = (TerminalLocal)0x8efb;

    private readonly HostTerminal _host = new();
    private readonly TestTerminal _own = new();
    private readonly StringBuilder _history = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public void TheSettingsAtFirstAreThoseOfLinux()
    {
        Termios host = _host.Settings;
        host.Control = _own.Settings.Control;
        Assert.Equal(host, _own.Settings);
    }

    [Theory]
    [InlineData("hello\n", 100)]
    [InlineData("one\ntwo\nthree", 2)]
    [InlineData("abc\u0004def\u0004\u0004g\n", 3)]
    [InlineData("abc\u0004", 3)]
    [InlineData("abcd\u007f\u007fxy\u0015again\n", 9)]
    [InlineData("a\tb\t\u007f\u007f\u007f\u007fx\n", 9)]
    [InlineData("a\u0001\u0002\u007f\u007fb two  words \u0017\u0017x\u0012y\n", 99)]
    [InlineData("\u0016\u0003\u0016\u0016\u0016\n\n", 99)]
    [InlineData("a\rb\n", 99)]
    [InlineData("half\u0013 stopped\n\u0011 and on\n", 99)]
    public void LinesAreTheSame(string keys, int readSize)
    {
        Type(Encoding.Latin1.GetBytes(keys));
        ReadAll(readSize);
        Show("end\tof\n"u8.ToArray());
    }

    [Theory]
    [InlineData(4094)]
    [InlineData(4095)]
    [InlineData(4096)]
    [InlineData(5000)]
    public void LongLinesAreCutAlike(int length)
    {
        byte[] keys = new byte[length];
        for (int i = 0; i < length; i++)
        {
            keys[i] = (byte)('a' + (i % 26));
        }

        foreach (byte[] part in keys.Chunk(500))
        {
            Type(part);
            ReadAll(5000);
        }

        Type("!\u007f\u007f?\nnext\n"u8.ToArray());
        ReadAll(5000);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void WhateverIsDoneTheSameHappens(int seed)
    {
        Random random = new(seed);
        for (int step = 0; step < StepsOfARun; step++)
        {
            switch (random.Next(12))
            {
                case 0 when _own.IsWritable:
                    // Linux keeps the echoes of stopped output as they were typed, Lodestar as they are to look.
                    Change(random);
                    break;
                case 1:
                    Show(RandomBytes(random, 40));
                    break;
                case 2 when random.Next(4) == 0:
                    Flush((TerminalQueue)random.Next(3));
                    break;
                case 3 when _own.IsWritable && random.Next(4) == 0:
                    Control((TerminalFlow)random.Next((int)TerminalFlow.StopInput, (int)TerminalFlow.StartInput + 1));
                    break;
                default:
                    TypeInPieces(RandomBytes(random, 8));
                    ReadAll(random.Next(1, 12));
                    break;
            }
        }
    }

    private static byte[] RandomBytes(Random random, int most)
    {
        List<byte> bytes = [];
        int count = random.Next(1, most);
        while (bytes.Count < count)
        {
            switch (random.Next(9))
            {
                case 0:
                    bytes.AddRange("ä€"u8);
                    break;
                case 1:
                    bytes.Add((byte)random.Next(256));
                    break;
                case 2:
                    bytes.Add((byte)random.Next(32));
                    break;
                case 3:
                    bytes.Add("\t\r\n\u007f\u0015\u0017\u0004\u0016\u0012\0"u8[random.Next(10)]);
                    break;
                case 4:
                    bytes.Add((byte)'\n');
                    break;
                default:
                    bytes.Add("abcXYZ _9."u8[random.Next(10)]);
                    break;
            }
        }

        return [.. bytes];
    }

    private void Change(Random random)
    {
        Termios settings = random.Next(3) == 0 ? new TestTerminal().Settings : _own.Settings;
        for (int i = random.Next(1, 5); i > 0; i--)
        {
            settings.Input ^= (TerminalInput)(1U << random.Next(16)) & AllInput;
            settings.Output ^= (TerminalOutput)(1U << random.Next(6)) & AllOutput;
            settings.Output ^= random.Next(4) == 0 ? TerminalOutput.ExpandTabs : 0;
            settings.Local ^= (TerminalLocal)(1U << random.Next(16)) & AllLocal;
        }

        settings.Characters[(int)TerminalCharacter.EndOfLine] = random.Next(4) == 0 ? (byte)'X' : (byte)0;
        settings.Characters[(int)TerminalCharacter.EndOfLine2] = random.Next(4) == 0 ? (byte)0xff : (byte)0;
        settings.Characters[(int)TerminalCharacter.Minimum] = (byte)random.Next(4);
        settings.Characters[(int)TerminalCharacter.Time] = (byte)random.Next(2);
        bool flush = random.Next(4) == 0;
        _history.AppendLine($"{settings.Input} | {settings.Output} | {settings.Local} | {flush}");
        _host.Set(flush ? IoctlRequest.SetTermiosFlush : IoctlRequest.SetTermios, settings);
        _own.SetSettings(settings, flush);
        CompareScreens();
    }

    private void Flush(TerminalQueue queue)
    {
        _history.AppendLine($"flush {queue}");
        _host.Request(IoctlRequest.Flush, (int)queue);
        _own.Flush(queue);
    }

    private void Control(TerminalFlow action)
    {
        _history.AppendLine($"flow {action}");
        _host.Request(IoctlRequest.ControlFlow, (int)action);
        _own.ControlFlow(action);
        CompareScreens();
    }

    /// <summary>
    /// Types byte by byte where a character may stop the output or send a signal: Linux looks for the one before it handles what
    /// came together with it, and forgets the echoes of that for the other.
    /// </summary>
    private void TypeInPieces(byte[] keys)
    {
        bool isUrgent = (_own.Settings.Local & TerminalLocal.Signals) != 0 || (_own.Settings.Input & TerminalInput.StopOutput) != 0;
        foreach (byte[] piece in keys.Chunk(isUrgent ? 1 : keys.Length))
        {
            Type(piece);
            ReadAll(100);
        }
    }

    private void Type(byte[] keys)
    {
        _history.AppendLine($"type {Convert.ToHexString(keys)}");
        _own.Type(keys);
        _host.Type(keys);
        const PollEvents Plain = PollEvents.In | PollEvents.Out;
        PollEvents expected = _host.Poll() & Plain;
        Compare(expected, (_own.IsReadable ? PollEvents.In : 0) | (_own.IsWritable ? PollEvents.Out : 0));
    }

    /// <summary>Reads until there is no more. To find that out Linux handles everything that was typed.</summary>
    private void ReadAll(int size)
    {
        bool isCanonical = (_own.Settings.Local & TerminalLocal.Canonical) != 0;
        byte[]? read;
        do
        {
            read = isCanonical ? _host.Read(size) : ReadRaw(size);
            byte[] buffer = new byte[size];
            IoResult result = _own.Read(buffer, mayWait: false);
            byte[]? own = result.IsError ? null : buffer[..(int)result.Raw];
            _history.AppendLine($"read {(read is null ? "EAGAIN" : Convert.ToHexString(read))}");
            Compare(read, own);
        }
        while (read is not null && (isCanonical || read.Length > 0));
        CompareScreens();
    }

    /// <summary>
    /// Reads bytes that are no lines. Linux may still be about to handle what was typed last, and gives what lies there from before
    /// meanwhile: only a read that finds nothing waits for it.
    /// </summary>
    private byte[]? ReadRaw(int size)
    {
        byte[]? read = _host.Read(size);
        while (read is { Length: > 0 } && read.Length < size && _host.Read(size - read.Length) is { Length: > 0 } more)
        {
            read = [.. read, .. more];
        }

        return read;
    }

    private void Show(byte[] bytes)
    {
        _history.AppendLine($"show {Convert.ToHexString(bytes)}");
        _own.IsInterrupted = false;
        Compare(_host.Write(bytes), !_own.Write(bytes, mayWait: false).IsError);
        CompareScreens();
    }

    private void CompareScreens() => Compare(_host.TakeSent(), _own.TakeSent());

    private void Compare(byte[]? host, byte[]? own)
    {
        if (!(host ?? []).SequenceEqual(own ?? []) || host is null != own is null)
        {
            Assert.Fail(
                $"Linux {(host is null ? "EAGAIN" : Convert.ToHexString(host))}, "
                + $"Lodestar {(own is null ? "EAGAIN" : Convert.ToHexString(own))}, after\n{History()}");
        }
    }

    private void Compare<T>(T host, T own)
        where T : struct
    {
        if (!host.Equals(own))
        {
            Assert.Fail($"Linux {host}, Lodestar {own}, after\n{History()}");
        }
    }

    private string History() => string.Join('\n', _history.ToString().Split('\n').TakeLast(25));
}
