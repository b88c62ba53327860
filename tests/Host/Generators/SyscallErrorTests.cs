using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Lodestar.Host.Tests.Generators;

/// <summary>What the generator refuses.</summary>
public sealed class SyscallErrorTests
{
    [Fact]
    public void ANumberThatIsThereTwiceIsAnError() => Expect("LODE010", "'read' and 'pread64'", """
        static class C
        {
            [Syscall(7, "read")] internal static long Read() => 0;
            [Syscall(7, "pread64")] internal static long Pread() => 0;
        }
        """);

    [Fact]
    public void ANameThatIsThereTwiceIsAnError() => Expect("LODE011", "'read': 7 and 8", """
        static class C { [Syscall(7, "read")] internal static long Read() => 0; }
        static class D { [Syscall(8, "read")] internal static long Read() => 0; }
        """);

    [Theory]
    [InlineData("string path", "string")]
    [InlineData("bool flag", "bool")]
    [InlineData("nint address", "nint")]
    [InlineData("short value", "short")]
    [InlineData("byte[] bytes", "byte[]")]
    [InlineData("int? number", "int?")]
    [InlineData("ref int number", "ref int")]
    [InlineData("out int number", "out int")]
    [InlineData("in ulong number", "in ulong")]
    [InlineData("params int[] numbers", "params int[]")]
    [InlineData("DateTime when", "DateTime")]
    [InlineData("int fd, SyscallContext context", "SyscallContext")]
    [InlineData("UserArray<int> array", "UserArray<int>")]
    public void AParameterOfAnUnsupportedTypeIsAnError(string parameters, string type)
    {
        string assignment = parameters.StartsWith("out", StringComparison.Ordinal) ? "number = 0;" : "";
        Expect("LODE012", type, $$"""
            struct UserArray<T>;
            static class C { [Syscall(7, "read")] internal static long Read({{parameters}}) { {{assignment}} return 0; } }
            """);
    }

    [Theory]
    [InlineData("int a, int b, int c, int d, int e, int f, int g")]
    [InlineData("int a, int b, int c, int d, int e, ReadableUserBuffer f")]
    [InlineData("SyscallContext context, WritableUserBuffer a, ReadableUserBuffer b, UserString c, UserRef<int> d, ulong e")]
    public void MoreThanSixArgumentsAreAnError(string parameters) => Expect(
        "LODE013", "7 arguments", $$"""static class C { [Syscall(7, "read")] internal static long Read({{parameters}}) => 0; }""");

    [Theory]
    [InlineData("sealed class C { [Syscall(7, \"read\")] internal long M() => 0; }", "static method")]
    [InlineData("sealed class C { [Syscall(7, \"read\")] internal static long M() => 0; }", "static class")]
    [InlineData("static class C<T> { [Syscall(7, \"read\")] internal static long M() => 0; }", "static class")]
    [InlineData("static class C { [Syscall(7, \"read\")] internal static long M<T>() => 0; }", "generic")]
    [InlineData("static class C { [Syscall(7, \"read\")] private static long M() => 0; }", "'M' is not accessible")]
    [InlineData("static class C { private static class D { [Syscall(7, \"read\")] internal static long M() => 0; } }", "'D' is not accessible")]
    [InlineData("static class C { internal static void N() { M(); [Syscall(7, \"read\")] static long M() => 0; } }", "static method")]
    public void AHandlerOfTheWrongShapeIsAnError(string source, string reason) => Expect("LODE014", reason, source);

    [Fact]
    public void AHandlerBelongsToTheNamespaceOfSystemCalls()
    {
        const string Handler = """static class C { [Lodestar.Core.Syscalls.Syscall(7, "read")] internal static long M() => 0; }""";
        Diagnostic error = Assert.Single(SyscallKernel.Complaints("namespace Lodestar.Core.Files { " + Handler + " }"));
        Assert.Equal("LODE014", error.Id);
        Assert.Empty(SyscallKernel.Complaints("namespace Lodestar.Core.Syscalls.Memory { " + Handler + " }"));
        Assert.Empty(SyscallKernel.Complaints("""static class Outer { internal static class C { [Syscall(7, "read")] internal static long M() => 0; } }"""));
    }

    [Theory]
    [InlineData("void", "")]
    [InlineData("bool", "return true;")]
    [InlineData("ulong", "return 0;")]
    [InlineData("uint", "return 0;")]
    [InlineData("long?", "return 0;")]
    [InlineData("ref long", "return ref s_value;")]
    public void AReturnTypeThatRaxCannotCarryIsAnError(string type, string body) => Expect("LODE015", "cannot return", $$"""
        static class C { static long s_value; [Syscall(7, "read")] internal static {{type}} M() { s_value++; {{body}} } }
        """);

    [Theory]
    [InlineData(-1)]
    [InlineData(512)]
    [InlineData(int.MaxValue)]
    public void ANumberOutOfRangeIsAnError(int number) => Expect(
        "LODE016", number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        $$"""static class C { [Syscall({{number}}, "read")] internal static long M() => 0; }""");

    [Theory]
    [InlineData("")]
    [InlineData("Read")]
    [InlineData("a b")]
    [InlineData("a\\\"b")]
    public void AMalformedNameIsAnError(string name) => Expect(
        "LODE017", "a-z", $$"""static class C { [Syscall(7, "{{name}}")] internal static long M() => 0; }""");

    [Theory]
    [InlineData("flag")]
    [InlineData("path")]
    public void ATraceThatDependsOnNoIntegerIsAnError(string other) => Expect("LODE018", other, $$"""
        static class C
        {
            [Syscall(7, "open")]
            internal static long M(UserString path, int flags, [Trace(OnlyWith = "{{other}}", Bits = 64)] uint mode) => 0;
        }
        """);

    [Fact]
    public void AFaultyHandlerIsLeftOutAndTheOthersStay()
    {
        ImmutableArray<Diagnostic> complaints = SyscallKernel.Complaints("""
            static class C
            {
                [Syscall(7, "read")] internal static void Read(string s) { }
                [Syscall(7, "pread64")] internal static long Pread() => 0;
            }
            """);

        Assert.Equal(["LODE012", "LODE015"], complaints.Select(static d => d.Id).Order());
    }

    [Fact]
    public void AnErrorPointsAtItsParameter()
    {
        Diagnostic error = Assert.Single(SyscallKernel.Complaints("""
            static class C { [Syscall(7, "read")] internal static long Read(int fd, string path) => 0; }
            """));
        string line = error.Location.SourceTree!.ToString()[error.Location.SourceSpan.Start..error.Location.SourceSpan.End];
        Assert.Equal("path", line);
    }

    private static void Expect(string id, string part, string source)
    {
        Diagnostic error = Assert.Single(SyscallKernel.Complaints(source), d => d.Id == id);
        Assert.Equal(DiagnosticSeverity.Error, error.Severity);
        Assert.Contains(part, error.GetMessage(), StringComparison.Ordinal);
    }
}
