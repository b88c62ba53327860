using System;
using System.Buffers.Binary;
using Lodestar.Core.Abi;
using Lodestar.Core.Signals;
using Xunit;

namespace Lodestar.Host.Tests.Signals;

/// <summary>Which fields of struct signalfd_siginfo a signal has. Those that a program can send are compared with Linux in ring 3.</summary>
public sealed class SignalFileRecordTests
{
    private const ulong First = 0x1111_2222_3333_4444;
    private const ulong Second = 0x5555_6666_7777_8888;

    [Theory]
    [InlineData(Signal.SIGUSR1, SignalCode.SI_USER, "12:33334444 16:11112222")]
    [InlineData(Signal.SIGUSR1, SignalCode.SI_KERNEL, "12:33334444 16:11112222")]
    [InlineData(Signal.SIGUSR1, SignalCode.SI_QUEUE, "12:33334444 16:11112222 44:77778888 48:77778888 52:55556666")]
    [InlineData(Signal.SIGALRM, SignalCode.SI_TIMER, "24:33334444 32:11112222 44:77778888 48:77778888 52:55556666")]
    [InlineData(Signal.SIGIO, -5, "20:77778888 28:33334444")]
    [InlineData(Signal.SIGIO, 6, "20:77778888 28:33334444")]
    [InlineData(Signal.SIGIO, 7, "12:33334444 16:11112222")]
    [InlineData(Signal.SIGSEGV, 10, "72:33334444 76:11112222")]
    [InlineData(Signal.SIGSEGV, 11, "12:33334444 16:11112222")]
    [InlineData(Signal.SIGILL, 1, "72:33334444 76:11112222")]
    [InlineData(Signal.SIGSYS, 1, "84:77778888 88:33334444 92:11112222 96:55556666")]
    [InlineData(Signal.SIGCHLD, 6, "12:33334444 16:11112222 40:77778888 56:00000009 64:0000000a")]
    [InlineData(Signal.SIGCHLD, 7, "12:33334444 16:11112222")]
    public void HasWhatItsCodeSays(Signal signal, int code, string fields)
    {
        SignalInfo info = new() { Number = (int)signal, Code = code, First = First, Second = Second, Third = 9, Fourth = 10 };
        Span<byte> record = new byte[SignalFileRecord.Size];
        record.Fill(0xff);

        SignalFileRecord.Write(info, record);

        Assert.Equal((uint)signal, Word(record, 0));
        Assert.Equal((uint)code, Word(record, 8));
        string found = "";
        for (int offset = 12; offset < record.Length; offset += sizeof(uint))
        {
            found += Word(record, offset) == 0 ? "" : $" {offset}:{Word(record, offset):x8}";
        }

        Assert.Equal(fields, found.TrimStart());
    }

    private static uint Word(ReadOnlySpan<byte> record, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(record[offset..]);
}
