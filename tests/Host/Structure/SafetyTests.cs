using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;
using Xunit.Abstractions;

namespace Lodestar.Host.Tests.Structure;

/// <summary>
/// The wall between Core and Machine. The compiler and the analyzer hold it at build time; these tests hold the settings
/// that make them do so, and look at the sources once more without them.
/// </summary>
public sealed class SafetyTests(ITestOutputHelper output)
{
    [Fact]
    public void CoreForbidsUnsafeCodeAndBansItsLibraries()
    {
        string project = File.ReadAllText(Repository.PathOf("kernel/Core/Core.csproj"));
        Assert.Contains("<AllowUnsafeBlocks>false</AllowUnsafeBlocks>", project, StringComparison.Ordinal);
        Assert.Contains("Microsoft.CodeAnalysis.BannedApiAnalyzers", project, StringComparison.Ordinal);
        Assert.Contains("BannedSymbols.txt", project, StringComparison.Ordinal);
        Assert.NotEmpty(BannedNames());
    }

    [Fact]
    public void CoreNamesNothingThatIsUnsafe()
    {
        HashSet<string> banned = [.. BannedNames()];
        List<string> found = [];
        foreach (string path in Repository.Files("kernel/Core", "*.cs"))
        {
            string source = File.ReadAllText(path);
            found.AddRange(CSharpSyntaxTree.ParseText(source).GetRoot().DescendantTokens()
                .Where(token => token.IsKind(SyntaxKind.UnsafeKeyword)
                    || token.IsKind(SyntaxKind.ExternKeyword)
                    || (token.IsKind(SyntaxKind.IdentifierToken) && banned.Contains(token.ValueText)))
                .Select(token => $"{Path.GetRelativePath(Repository.Root, path)}:{token.GetLocation().GetLineSpan().StartLinePosition.Line + 1}: {token.ValueText}"));
            Assert.DoesNotContain("#pragma warning disable RS0030", source, StringComparison.Ordinal);
        }

        Assert.Empty(found);
    }

    [Fact]
    public void ShareOfUnsafeLinesIsReported()
    {
        int machine = Lines("kernel/Machine", "*.cs", "//");
        int assembly = Lines("asm", "*.asm", ";") + Lines("asm", "*.inc", ";");
        int core = Lines("kernel/Core", "*.cs", "//");
        int all = machine + assembly + core;
        Assert.NotEqual(0, all);
        output.WriteLine(
            $"unsafe half: {machine} lines of Machine and {assembly} of assembly, of {all} kernel lines: {100.0 * (machine + assembly) / all:F1} %");
    }

    /// <summary>The short names of the banned types; an attribute also under the name that it is used by.</summary>
    private static IEnumerable<string> BannedNames() =>
        File.ReadLines(Repository.PathOf("kernel/Core/BannedSymbols.txt"))
            .Where(static line => line.StartsWith("T:", StringComparison.Ordinal))
            .Select(static line => line.Split(';')[0].Split('.')[^1].Split('`')[0])
            .SelectMany(static name => name.EndsWith("Attribute", StringComparison.Ordinal) ? [name, name[..^"Attribute".Length]] : new[] { name });

    /// <summary>Lines that say something: neither blank nor only a comment.</summary>
    private static int Lines(string folder, string pattern, string comment) =>
        Repository.Files(folder, pattern).SelectMany(File.ReadLines)
            .Count(line => line.Trim() is { Length: > 0 } text && !text.StartsWith(comment, StringComparison.Ordinal));
}
