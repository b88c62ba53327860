using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Xunit;

namespace Lodestar.Host.Tests.Generators;

/// <summary>The table in docs/syscalls.md.</summary>
public sealed class SyscallDocumentTests
{
    /// <summary>With this set, the test writes the file instead of complaining: <c>make docs</c>.</summary>
    private const string WriteVariable = "LODESTAR_WRITE_DOCS";

    [Fact]
    public void TheDocumentIsThatOfTheKernel()
    {
        string path = Repository.PathOf("docs/syscalls.md");
        string expected = Constant("Lodestar.Core.Syscalls", "SyscallDocument", "Markdown");
        if (Environment.GetEnvironmentVariable(WriteVariable) == "1")
        {
            File.WriteAllText(path, expected);
        }

        string actual = File.Exists(path) ? File.ReadAllText(path) : "";
        Assert.True(actual == expected, $"docs/syscalls.md is not up to date, `make docs` writes it. It should be:\n{expected}");
    }

    [Fact]
    public void ARowHasNumberNameSignatureFileAndStatus()
    {
        string[] lines = SyscallKernel.Build("""
            internal static class Calls
            {
                [Syscall(16, "ioctl", Missing = "requests other than TCGETS|TIOCGWINSZ")]
                internal static SyscallResult Control(SyscallContext context, int fd, uint request, UserRef<long> argument) => 0;

                [Syscall(0, "read")]
                internal static long Read(int fd, WritableUserBuffer buffer) => 0;
            }
            """).Document.Split('\n');

        int first = Array.FindIndex(lines, static line => line.StartsWith("| 0 ", StringComparison.Ordinal));
        Assert.Equal(
            "| 0 | read | `long read(int fd, WritableUserBuffer buffer)` | [Handlers.cs](../kernel/Core/Syscalls/Handlers.cs) | complete |",
            lines[first]);
        Assert.Equal(
            "| 16 | ioctl | `SyscallResult ioctl(int fd, uint request, UserRef<long> argument)` "
            + "| [Handlers.cs](../kernel/Core/Syscalls/Handlers.cs) | without requests other than TCGETS\\|TIOCGWINSZ |",
            lines[first + 1]);
        Assert.Equal("", lines[^1]);
    }

    /// <summary>Reads a constant out of the kernel's assembly, which a host cannot load.</summary>
    private static string Constant(string space, string type, string field)
    {
        string core = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static a => a.Key == "Core").Value!;
        using PEReader file = new(File.OpenRead(core));
        MetadataReader metadata = file.GetMetadataReader();
        TypeDefinition definition = metadata.TypeDefinitions.Select(metadata.GetTypeDefinition)
            .Single(t => metadata.StringComparer.Equals(t.Name, type) && metadata.StringComparer.Equals(t.Namespace, space));
        ConstantHandle constant = definition.GetFields().Select(metadata.GetFieldDefinition)
            .Single(f => metadata.StringComparer.Equals(f.Name, field)).GetDefaultValue();
        BlobReader value = metadata.GetBlobReader(metadata.GetConstant(constant).Value);
        return value.ReadUTF16(value.Length);
    }
}
