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
    /// <exception cref="InvalidOperationException">The tools failed; the message has what they said.</exception>
    internal static Task<BootDisc> Make(string kernel, string commandLine) => Run(kernel, commandLine);

    /// <summary>Makes a disc that shows its menu.</summary>
    /// <exception cref="InvalidOperationException">The tools failed; the message has what they said.</exception>
    internal static Task<BootDisc> Make(string kernel) => Run(kernel);

    /// <inheritdoc/>
    public void Dispose() => File.Delete(Path);

    private static async Task<BootDisc> Run(string kernel, params string[] commandLine)
    {
        BootDisc disc = new();
        await Tool.Run(System.IO.Path.Combine(Repository.Root, "tools/make-iso"), [kernel, disc.Path, .. commandLine]).ConfigureAwait(false);
        return disc;
    }
}
