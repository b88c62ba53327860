using System;
using System.Threading.Tasks;
using Xunit;

namespace Lodestar.Qemu.Tests.Harness;

/// <summary>The disc that people flash, but for a command line that ends its boots: made once for a class of tests.</summary>
public sealed class PeoplesDisc : IAsyncLifetime
{
    private BootDisc? _disc;

    /// <summary>The line that the first program says in each of its boots: what is there only if the kernel has a screen.</summary>
    internal const string ScreenMemory = "/dev/vcs1";

    /// <summary>Where the image lies.</summary>
    internal string Path => _disc?.Path ?? throw new InvalidOperationException("the disc was not made");

    /// <inheritdoc/>
    public async Task InitializeAsync() => _disc = await BootDisc.Make(
        Repository.Kernel, "exit=qemu thisoptiondoesnotexist console=ttyS0 -- /bin/ls " + ScreenMemory, Repository.DiscInitramfs);

    /// <inheritdoc/>
    public Task DisposeAsync()
    {
        _disc?.Dispose();
        return Task.CompletedTask;
    }
}
