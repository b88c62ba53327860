using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Lodestar.Host.Tests.Structure;

/// <summary>Inside <c>kernel/Core</c> folders depend one way: a folder uses those of its own floor or of lower ones.</summary>
public sealed class DependencyTests
{
    /// <summary>The floors of the house, the highest first; folders on one floor may use each other.</summary>
    private static readonly string[][] Floors =
    [
        ["Syscalls"],
        ["Processes", "Signals", "Files", "Terminals", "Keyboards", "Consoles", "Programs"],
        ["Screens", "Tasks", "Memory", "Time", "Pci"],
        ["Acpi"],
        ["Abi"],
    ];

    [Fact]
    public void FoldersOfCoreDependOneWay() =>
        Assert.Empty(Repository.Files("kernel/Core", "*.cs").SelectMany(path => Violations(path, File.ReadAllText(path))));

    [Fact]
    public void AFileOfCoreDeclaresTheNamespaceOfItsFolder()
    {
        string core = Repository.PathOf("kernel/Core");
        foreach (string path in Repository.Files("kernel/Core", "*.cs"))
        {
            string folder = Path.GetRelativePath(core, Path.GetDirectoryName(path)!);
            string expected = folder == "." ? "Lodestar.Core" : "Lodestar.Core." + folder.Replace('/', '.');
            string? declared = Root(File.ReadAllText(path)).DescendantNodes()
                .OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault()?.Name.ToString();
            Assert.True(declared is null || declared == expected, $"{path} declares {declared}, its folder says {expected}");
        }
    }

    [Theory]
    [InlineData("Tasks", "using Lodestar.Core.Syscalls;", 1)]
    [InlineData("Tasks", "class C { Lodestar.Core.Files.Inode inode; }", 1)]
    [InlineData("Files", "using Lodestar.Core.Processes; using Lodestar.Core.Tasks;", 0)]
    [InlineData("Syscalls", "using Lodestar.Core.Files; using Lodestar.Core.Tasks;", 0)]
    [InlineData("Abi", "using Lodestar.Core.Memory;", 1)]
    [InlineData("Memory", "using Lodestar.Core.Files;", 1)]
    [InlineData("Processes", "using static Lodestar.Core.Syscalls.Table;", 1)]
    public void TheScanSeesAWrongWay(string folder, string source, int violations) =>
        Assert.Equal(violations, Violations(Repository.PathOf($"kernel/Core/{folder}/Example.cs"), source).Count);

    private static List<string> Violations(string path, string source)
    {
        string relative = Path.GetRelativePath(Repository.PathOf("kernel/Core"), path);
        int own = FloorOf(relative.Split('/')[0]);
        List<string> violations = [];
        if (own < 0)
        {
            return violations;
        }

        ImmutableHashSet<string> named = [.. Root(source).DescendantNodes()
            .Where(static node => node is QualifiedNameSyntax or MemberAccessExpressionSyntax)
            .Select(static node => node.ToString().Split('.'))
            .Where(static parts => parts.Length >= 3 && parts[0].EndsWith("Lodestar", StringComparison.Ordinal) && parts[1] == "Core")
            .Select(static parts => parts[2])];
        foreach (string folder in named)
        {
            int other = FloorOf(folder);
            if (other >= 0 && other < own)
            {
                violations.Add($"{relative} uses Lodestar.Core.{folder}, which is built on top of it");
            }
        }

        return violations;
    }

    private static int FloorOf(string folder) => Array.FindIndex(Floors, floor => floor.Contains(folder));

    private static SyntaxNode Root(string source) =>
        CSharpSyntaxTree.ParseText(source, CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest)).GetRoot();
}
