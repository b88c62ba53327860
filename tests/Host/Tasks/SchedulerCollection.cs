using Xunit;

namespace Lodestar.Host.Tests.Tasks;

/// <summary>Tests of the scheduler run one after another and beside no others: there is one scheduler, and they stop the clock.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class SchedulerCollection
{
    internal const string Name = "scheduler";
}
