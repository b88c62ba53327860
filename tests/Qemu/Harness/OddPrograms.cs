using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Lodestar.Host.Tests.Programs;
using Lodestar.Initramfs;
using Xunit;

namespace Lodestar.Qemu.Tests.Harness;

/// <summary>An initramfs with the executables at the edge of what runs, which the host tests give to the host's Linux.</summary>
public sealed class OddPrograms : IAsyncLifetime
{
    private const uint Executable = 0b111_101_101;
    private const uint Readable = 0b110_100_100;

    /// <summary>Where the archive lies.</summary>
    internal string Initramfs { get; } = Path.Combine(Path.GetTempPath(), $"lodestar-{Guid.NewGuid():N}.cpio");

    /// <summary>The files, by name.</summary>
    internal static IReadOnlyDictionary<string, ElfCase> All { get; } = BadElfFiles.All().ToDictionary(static odd => odd.Name);

    /// <summary>The path of a file in the archive.</summary>
    internal static string PathOf(string name) => "/" + name.Replace(' ', '-');

    /// <inheritdoc/>
    public Task InitializeAsync()
    {
        Archive archive = new();
        foreach (ElfCase odd in All.Values)
        {
            archive.Add(PathOf(odd.Name), new ArchiveEntry(EntryType.File, Executable) { Content = odd.Bytes });
            if (odd.Interpreter is not null)
            {
                uint permissions = odd.IsInterpreterExecutable ? Executable : Readable;
                archive.Add(ElfCase.InterpreterPath(odd.Name), new ArchiveEntry(EntryType.File, permissions) { Content = odd.Interpreter });
            }
        }

        using FileStream output = File.Create(Initramfs);
        CpioWriter.Write(archive, output, 0);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task DisposeAsync()
    {
        File.Delete(Initramfs);
        return Task.CompletedTask;
    }
}
