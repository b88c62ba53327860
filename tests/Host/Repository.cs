using System;
using System.IO;
using System.Linq;
using System.Reflection;

namespace Lodestar.Host.Tests;

/// <summary>Where the repository and the packages that it builds with lie on this machine.</summary>
internal static class Repository
{
    /// <summary>The folder with <c>Kernel.sln</c>.</summary>
    internal static string Root { get; } = Metadata("RepositoryRoot");

    /// <summary>The CoreLib that the kernel is compiled with.</summary>
    internal static string CoreLib { get; } = Metadata("CoreLib");

    /// <summary>The folder of the analyzer that reads lists of banned symbols.</summary>
    internal static string BannedApiAnalyzers { get; } = Metadata("BannedApiAnalyzers");

    /// <summary>The full path of a file or folder, from its path inside the repository.</summary>
    internal static string PathOf(string relative) => Path.Combine(Root, relative);

    /// <summary>Every file of a folder and of those below it, without what a build leaves there.</summary>
    internal static string[] Files(string folder, string pattern) =>
        Directory.Exists(PathOf(folder))
            ? [.. Directory.EnumerateFiles(PathOf(folder), pattern, SearchOption.AllDirectories)
                .Where(static path => !path.Contains("/obj/", StringComparison.Ordinal)
                    && !path.Contains("/bin/", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)]
            : [];

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value
        ?? throw new InvalidOperationException($"the build left no value for {key}");
}
