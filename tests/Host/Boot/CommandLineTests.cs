using System.Linq;
using Lodestar.Core.Boot;
using Lodestar.Machine.Boot;
using Xunit;

namespace Lodestar.Host.Tests.Boot;

/// <summary>The kernel's command line: the tokenizer and the options.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("   \t ", "")]
    [InlineData("a", "a")]
    [InlineData("  a  bb\tc ", "a|bb|c")]
    [InlineData("a=\"b c\" d", "a=\"b c\"|d")]
    [InlineData("\"a b\" c", "a b|c")]
    [InlineData("\"a=b c\" d", "a=b c|d")]
    [InlineData("a=\"open until the end", "a=\"open until the end")]
    [InlineData("\"", "")]
    [InlineData("\"\"", "")]
    public void WordsAreSplitAtBlanksOutsideQuotes(string line, string expected)
    {
        CommandLineWords words = new(line);
        string found = "";
        while (words.MoveNext())
        {
            found += found.Length == 0 ? words.Word.ToString() : "|" + words.Word.ToString();
        }

        Assert.Equal(expected, found);
    }

    [Theory]
    [InlineData("name", "name", "", false)]
    [InlineData("name=", "name", "", true)]
    [InlineData("name=a=b", "name", "a=b", true)]
    [InlineData("name=\"a b\"", "name", "a b", true)]
    [InlineData("\"name=a b\"", "name", "a b", true)]
    [InlineData("=value", "", "value", true)]
    public void AWordIsANameAndAValue(string line, string name, string value, bool hasValue)
    {
        CommandLineWords words = new(line);

        Assert.True(words.MoveNext());
        Assert.Equal(name, words.Name.ToString());
        Assert.Equal(value, words.Value.ToString());
        Assert.Equal(hasValue, words.HasValue);
        Assert.False(words.MoveNext());
    }

    [Fact]
    public void KnownOptionsAreNoProblem() =>
        Assert.Empty(CommandLine.Parse("log=debug exit=qemu gcstress=7 nolapic noapic noacpi cpu=baseline", isTestImage: false).Problems);

    [Fact]
    public void TablesAndIoApicsAreUsedUnlessItSaysOtherwise()
    {
        Assert.True(CommandLine.Parse("nolapic noacpi=1 noapic=0", isTestImage: false) is { UsesAcpi: true, UsesIoApics: true, Problems.Count: 2 });
        Assert.True(CommandLine.Parse("noacpi", isTestImage: false) is { UsesAcpi: false, UsesIoApics: true });
        Assert.True(CommandLine.Parse("noapic", isTestImage: false) is { UsesAcpi: true, UsesIoApics: false });
    }

    [Theory]
    [InlineData("", null, 0)]
    [InlineData("clocksource=hpet", "hpet", 0)]
    [InlineData("clocksource=hpet clocksource=tsc", "tsc", 0)]
    [InlineData("clocksource=hpet clocksource=sundial", "hpet", 1)]
    [InlineData("clocksource", null, 1)]
    public void TheClocksSourceCanBeChosen(string text, string? source, int problems)
    {
        CommandLine line = CommandLine.Parse(text, isTestImage: false);
        Assert.Equal((source, problems), (line.ClockSource, line.Problems.Count));
    }

    [Fact]
    public void AnUnknownOptionIsNamed()
    {
        CommandLine line = CommandLine.Parse("quiet log=info colour=red", isTestImage: false);

        Assert.Equal(2, line.Problems.Count);
        Assert.Contains("\"quiet\"", line.Problems[0], System.StringComparison.Ordinal);
        Assert.Contains("\"colour=red\"", line.Problems[1], System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("log=loud")]
    [InlineData("log")]
    [InlineData("exit=now")]
    [InlineData("cpu=fast")]
    [InlineData("gcstress=often")]
    [InlineData("gcstress=")]
    [InlineData("gcstress=-1")]
    [InlineData("gcstress=1000000000")]
    public void AValueThatCannotBeReadIsNamed(string text) =>
        Assert.Contains(text, CommandLine.Parse(text, isTestImage: false).Problems.Single(), System.StringComparison.Ordinal);

    [Fact]
    public void OptionsOfTheTestImageAreUnknownToTheKernel()
    {
        CommandLine kernel = CommandLine.Parse("test=List provoke=gp", isTestImage: false);
        CommandLine tests = CommandLine.Parse("test=List provoke=gp", isTestImage: true);

        Assert.Equal(2, kernel.Problems.Count);
        Assert.Null(kernel.TestPrefix);
        Assert.Empty(tests.Problems);
        Assert.Equal("List", tests.TestPrefix);
        Assert.Equal("gp", tests.Provocation);
    }

    [Theory]
    [InlineData("bench", true, true, 0)]
    [InlineData("log=info", true, false, 0)]
    [InlineData("bench", false, false, 1)]
    [InlineData("bench=all", true, false, 1)]
    public void TheTestImageRunsBenchmarksWhenAsked(string text, bool isTestImage, bool expected, int problems)
    {
        CommandLine line = CommandLine.Parse(text, isTestImage);

        Assert.Equal(expected, line.RunsBenchmarks);
        Assert.Equal(problems, line.Problems.Count);
    }

    [Fact]
    public void WordsBehindTwoDashesAreTheFirstPrograms()
    {
        CommandLine line = CommandLine.Parse("log=info -- sh -c \"echo a b\" log=loud --", isTestImage: false);

        Assert.Empty(line.Problems);
        Assert.Equal(["sh", "-c", "echo a b", "log=loud", "--"], line.InitArguments);
    }

    [Fact]
    public void TheFirstProgramHasAPathItsArgumentsAndATerminal()
    {
        CommandLine line = CommandLine.Parse("init=/bin/sh console=ttyS1 -- -c \"echo a b\" init=/no", isTestImage: false);

        Assert.Empty(line.Problems);
        Assert.Equal("/bin/sh", line.Init);
        Assert.Equal(1, line.ConsolePort);
        Assert.Equal(["-c", "echo a b", "init=/no"], line.InitArguments);
    }

    [Theory]
    [InlineData("", null, 0, true)]
    [InlineData("console=tty1", 0, 0, true)]
    [InlineData("console=tty0", 0, 0, true)]
    [InlineData("console=ttyS0,115200n8 console=tty2", 1, 0, true)]
    [InlineData("console=tty1 console=ttyS1", null, 1, true)]
    [InlineData("console=ttyS1", null, 1, false)]
    public void TheLastConsoleCountsAndTheLogIsOnTheScreenUnlessOnlyPortsAreNamed(string text, int? screen, int port, bool logsToScreen)
    {
        CommandLine line = CommandLine.Parse(text, isTestImage: false);
        Assert.Empty(line.Problems);
        Assert.Equal((screen, port, logsToScreen), (line.ConsoleScreen, line.ConsolePort, line.LogsToScreen));
    }

    [Theory]
    [InlineData("init=sh", "an absolute path")]
    [InlineData("init=", "an absolute path")]
    [InlineData("console=tty5", "ttyS0, ttyS1, or tty0 to tty4")]
    [InlineData("keymap=xx", "us, de, es, fr, it, uk")]
    public void AFirstProgramThatCannotBeMeantIsNamed(string word, string expected)
    {
        CommandLine line = CommandLine.Parse(word, isTestImage: false);

        Assert.Contains(expected, Assert.Single(line.Problems));
        Assert.Null(line.Init);
        Assert.Equal(0, line.ConsolePort);
    }

    [Fact]
    public void SystemCallsAreTracedOnlyWhenAskedFor() => Assert.Null(CommandLine.Parse("", isTestImage: false).TracedCalls);

    [Theory]
    [InlineData("strace", new string[0])]
    [InlineData("strace=", new string[0])]
    [InlineData("strace=read", new[] { "read" })]
    [InlineData("strace=read,,write", new[] { "read", "write" })]
    public void AllOrChosenSystemCallsAreTraced(string word, string[] expected) =>
        Assert.Equal(expected, CommandLine.Parse(word, isTestImage: false).TracedCalls);
}
