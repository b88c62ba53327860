using System;
using System.IO;

namespace Lodestar.Symbols;

/// <summary>Makes paths independent of the machine: relative to the root of the repository, with "/".</summary>
/// <param name="root">The root of the repository; an absolute path below it loses it.</param>
/// <param name="withFramework">Whether files of .NET itself are kept.</param>
public sealed class SourcePaths(string root, bool withFramework)
{
    // Deterministic builds map the root of the sources to "/_/"; .NET's runtime lies below it in a folder of its own.
    private const string FrameworkRoot = "/_/";
    private const string RuntimeRepository = "/_/src/runtime/";

    private readonly string root = Path.GetFullPath(root).TrimEnd('/') + "/";

    /// <summary>The path to store.</summary>
    /// <param name="path">The path as the compiler wrote it.</param>
    /// <returns>The path, or null when lines of the file are not wanted.</returns>
    public string? Normalize(string path)
    {
        path = path.Replace('\\', '/');
        if (path.StartsWith(FrameworkRoot, StringComparison.Ordinal))
        {
            string known = path.StartsWith(RuntimeRepository, StringComparison.Ordinal) ? RuntimeRepository : FrameworkRoot;
            return withFramework ? path[known.Length..] : null;
        }

        if (path.StartsWith('/'))
        {
            path = Path.GetFullPath(path);
            return path.StartsWith(root, StringComparison.Ordinal) ? path[root.Length..] : Path.GetFileName(path);
        }

        while (path.StartsWith("./", StringComparison.Ordinal))
        {
            path = path[2..];
        }

        return path;
    }
}
