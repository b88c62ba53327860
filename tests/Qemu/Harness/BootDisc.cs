using System;
using System.IO;
using System.Threading.Tasks;

namespace Lodestar.Qemu.Tests.Harness;

/// <summary>A disc image with GRUB and a kernel on it, made as <c>make iso</c> makes one, removed when it is disposed of.</summary>
internal sealed class BootDisc : IDisposable
{
    private BootDisc()
    {
    }

    /// <summary>Where the image lies.</summary>
    internal string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"lodestar-{Guid.NewGuid():N}.iso");

    /// <summary>Makes a disc that boots at once with this command line.</summary>
    /// <param name="kernel">The kernel's ELF.</param>
    /// <param name="commandLine">Without single quotation marks.</param>
    /// <param name="initramfs">The first program's files, or null.</param>
    /// <exception cref="InvalidOperationException">The tools failed; the message has what they said.</exception>
    internal static Task<BootDisc> Make(string kernel, string commandLine, string? initramfs = null) =>
        Run(["--append", commandLine, .. initramfs is null ? (ReadOnlySpan<string>)[] : ["--initramfs", initramfs], kernel]);

    /// <summary>Makes the disc that people flash, with a menu.</summary>
    /// <exception cref="InvalidOperationException">The tools failed; the message has what they said.</exception>
    internal static Task<BootDisc> ForPeople() => Run(
    [
        "--files", Repository.DiscFiles, "--initramfs", Repository.DiscInitramfs, "--test-kernel", Repository.TestKernel, Repository.Kernel,
    ]);

    /// <inheritdoc/>
    public void Dispose() => File.Delete(Path);

    private static async Task<BootDisc> Run(string[] arguments)
    {
        BootDisc disc = new();
        await Tool.Run(System.IO.Path.Combine(Repository.Root, "tools/make-iso"), [.. arguments, disc.Path]).ConfigureAwait(false);
        return disc;
    }
}
