using Xunit;

namespace Lodestar.Host.Tests.Gc;

/// <summary>The collector's state is static, so its tests run one after the other.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class GcTests
{
    internal const string Name = "Gc";
}
