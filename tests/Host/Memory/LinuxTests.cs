using Xunit;

namespace Lodestar.Host.Tests.Memory;

/// <summary>The same random calls to an address space and to the host's Linux.</summary>
[Collection(nameof(HostMemory))]
public sealed class LinuxTests
{
    private const int Steps = 3000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void LinuxAgreesOnRandomCalls(int seed)
    {
        using HostMemory linux = new();
        RandomCalls calls = new(seed, new SpaceCalls(new FakePages()), linux);
        for (int step = 0; step < Steps; step++)
        {
            calls.Step(step);
        }
    }
}
