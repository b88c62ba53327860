using System;
using System.Linq;
using System.Text;
using Lodestar.Core.Abi;
using Lodestar.Core.Signals;
using Lodestar.Core.Syscalls;
using Lodestar.Core.Syscalls.Tracing;
using Xunit;

namespace Lodestar.Host.Tests.Generators;

/// <summary>The pieces of a trace, error texts and the numbers that the log has named.</summary>
public sealed class SyscallTraceWriterTests
{
    [Theory]
    [InlineData("a\u00011\u0002b\u00ff\n\t\"\\\0", "\"a\\0011\\2b\\377\\n\\t\\\"\\\\\\0\"")]
    [InlineData("\v\f\r\u007f\u0080\u001b[0m", "\"\\v\\f\\r\\177\\200\\33[0m\"")]
    [InlineData("\u001b9\u00079\u0007", "\"\\0339\\0079\\7\"")]
    public void BytesAreQuotedAsInC(string bytes, string quoted)
    {
        LineWriter writer = new(bytes);
        writer.InputBuffer(LineWriter.Start, (ulong)bytes.Length);
        Assert.Equal(quoted, writer.Line);
    }

    [Fact]
    public void ALongPathIsCut()
    {
        LineWriter writer = new(new string('p', 300) + "\0");
        writer.UserString(LineWriter.Start);
        Assert.Equal("\"" + new string('p', 256) + "\"...", writer.Line);

        writer = new(new string('p', 256) + "\0");
        writer.UserString(LineWriter.Start);
        Assert.Equal("\"" + new string('p', 256) + "\"", writer.Line);
    }

    [Theory]
    [InlineData(long.MinValue, "-9223372036854775808")]
    [InlineData(long.MaxValue, "9223372036854775807")]
    [InlineData(0, "0")]
    public void NumbersOfAllSizes(long value, string text)
    {
        LineWriter writer = new("");
        writer.Decimal(value);
        Assert.Equal(text, writer.Line);
    }

    [Fact]
    public void TheGreatestNumberFitsInEveryNotation()
    {
        LineWriter writer = new("");
        writer.Octal(ulong.MaxValue);
        writer.Separator();
        writer.Hex(ulong.MaxValue);
        writer.Separator();
        writer.Unsigned(ulong.MaxValue);
        Assert.Equal("01777777777777777777777, 0xffffffffffffffff, 18446744073709551615", writer.Line);
    }

    [Theory]
    [InlineData(1, "exit(1)                                 = ?")]
    [InlineData(12345678901234567, "exit(12345678901234567)                 = ?")]
    public void ACallThatDoesNotReturnHasNoResult(long status, string line)
    {
        LineWriter writer = new("");
        writer.BeginCall("exit");
        writer.Decimal(status);
        writer.NoResult();
        Assert.Equal(line, writer.Line);
    }

    [Fact]
    public void AResultThatOnlyLooksLikeAnErrorIsNone()
    {
        LineWriter writer = new("");
        writer.BeginCall("mmap");
        writer.Result(-4096, TraceFormat.Pointer);
        Assert.Equal("mmap()                                  = 0xfffffffffffff000", writer.Line);
    }

    [Fact]
    public void ACallThatASignalInterruptsHasARestartCode()
    {
        LineWriter writer = new("");
        writer.BeginCall("pause");
        writer.Result(RestartCode.UnlessHandled, TraceFormat.Decimal);
        Assert.Equal("pause()                                 = ? ERESTARTNOHAND (To be restarted if no handler)", writer.Line);
    }

    [Theory]
    [InlineData(Signal.SIGSEGV, SignalCode.SEGV_MAPERR, 0, "SIGSEGV {si_signo=SIGSEGV, si_code=SEGV_MAPERR, si_addr=NULL}")]
    [InlineData(Signal.SIGSEGV, SignalCode.SI_USER, 5, "SIGSEGV {si_signo=SIGSEGV, si_code=SI_USER, si_pid=5, si_uid=0}")]
    [InlineData(Signal.SIGTRAP, SignalCode.TRAP_BRKPT, 0x1000, "SIGTRAP {si_signo=SIGTRAP, si_code=TRAP_BRKPT, si_addr=0x1000}")]
    [InlineData(Signal.SIGUSR1, SignalCode.SI_TKILL, (7L << 32) | 2, "SIGUSR1 {si_signo=SIGUSR1, si_code=SI_TKILL, si_pid=2, si_uid=7}")]
    [InlineData(Signal.SIGHUP, SignalCode.SI_KERNEL, 0, "SIGHUP {si_signo=SIGHUP, si_code=SI_KERNEL}")]
    public void ASignalHasALine(Signal signal, int code, long first, string line)
    {
        LineWriter writer = new("");
        writer.SignalLine(new SignalInfo { Number = (int)signal, Code = code, First = (ulong)first });
        Assert.Equal($"--- {line} ---", writer.Line);
    }

    [Fact]
    public void EveryErrorHasANameAndAText()
    {
        Errno[] errors = [.. Enum.GetValues<Errno>().Distinct().Where(static error => error != Errno.None)];
        Assert.Equal(131, errors.Length);
        Assert.Equal(133, (int)errors.Max());
        Assert.All(errors, static error => Assert.False(string.IsNullOrEmpty(ErrnoText.TextOf(error))));
        Assert.All(errors, static error => Assert.Equal(error, Enum.Parse<Errno>(ErrnoText.NameOf(error)!)));
        Assert.Equal(131, errors.Select(ErrnoText.TextOf).Distinct().Count());
        Assert.Equal("EAGAIN", ErrnoText.NameOf(Errno.EWOULDBLOCK));
        Assert.All(new[] { 41, 58, 134, -1 }, static hole => Assert.Null(ErrnoText.NameOf((Errno)hole)));
    }

    [Fact]
    public void TheTextsAreThoseOfTheHost()
    {
        foreach (Errno error in Enum.GetValues<Errno>().Where(static error => error != Errno.None))
        {
            Assert.Equal(System.Runtime.InteropServices.Marshal.GetPInvokeErrorMessage((int)error), ErrnoText.TextOf(error));
        }
    }

    [Fact]
    public void AResultIsAValueOrAnError()
    {
        Assert.Equal(-2, ((SyscallResult)Errno.ENOENT).Value);
        Assert.Equal(Errno.ENOENT, ((SyscallResult)Errno.ENOENT).Error);
        Assert.Equal(0, ((SyscallResult)Errno.None).Value);
        Assert.True(((SyscallResult)(-4095)).IsError);
        Assert.False(((SyscallResult)(-4096L)).IsError);
        Assert.Equal(Errno.None, ((SyscallResult)5).Error);
    }

    [Fact]
    public void ANumberIsNewOnceAndAllOutsideTogether()
    {
        SeenNumbers seen = new();
        int[] all = [.. Enumerable.Range(0, 512)];
        Assert.All(all, number => Assert.True(seen.Add(number)));
        Assert.All(all, number => Assert.False(seen.Add(number)));
        Assert.True(seen.Add(-1));
        Assert.All(new[] { -1, 512, int.MinValue, int.MaxValue }, number => Assert.False(seen.Add(number)));
    }

    /// <summary>A line in a string, over Latin-1 text as the caller's memory.</summary>
    private sealed class LineWriter(string memory) : TraceWriter
    {
        internal const ulong Start = 0x10;

        private readonly StringBuilder _line = new();
        private readonly byte[] _memory = Encoding.Latin1.GetBytes(memory);

        internal string Line => _line.ToString();

        protected override void Append(ReadOnlySpan<byte> text) => _line.Append(Encoding.ASCII.GetString(text));

        protected override int ReadUser(ulong address, Span<byte> destination)
        {
            int count = Math.Min(destination.Length, _memory.Length);
            _memory.AsSpan(0, count).CopyTo(destination);
            return count;
        }
    }
}
