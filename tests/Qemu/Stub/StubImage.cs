using System.IO;
using System.Threading.Tasks;
using Lodestar.Qemu.Tests.Harness;
using Xunit;

namespace Lodestar.Qemu.Tests.Stub;

/// <summary>Assembles and links <c>stub.asm</c> in a folder of its own.</summary>
public sealed class StubImage : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lodestar-stub-");

    /// <summary>The image.</summary>
    internal string Path => System.IO.Path.Combine(_folder.FullName, "stub.elf");

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        string source = System.IO.Path.Combine(Repository.Root, "tests/Qemu/Stub/stub.asm");
        string unlinked = System.IO.Path.Combine(_folder.FullName, "stub.o");
        await Tool.Run("nasm", "-f", "elf64", "-o", unlinked, source);
        await Tool.Run("ld.lld", "-e", "start", "--image-base=0x100000", "-o", Path, unlinked);
    }

    /// <inheritdoc/>
    public Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }
}
