using System.Collections.Generic;
using Lodestar.Core.Abi;
using Lodestar.Core.Terminals;

namespace Lodestar.Host.Tests.Terminals;

/// <summary>A process group that keeps its signals.</summary>
internal sealed class TestJob(int id) : ITerminalJob
{
    public int Id { get; } = id;

    public bool IsOrphaned { get; set; }

    internal List<Signal> Sent { get; } = [];

    public void Send(Signal signal) => Sent.Add(signal);
}
