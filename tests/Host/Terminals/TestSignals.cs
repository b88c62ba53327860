using System.Collections.Generic;
using Lodestar.Core.Abi;
using Lodestar.Core.Terminals;

namespace Lodestar.Host.Tests.Terminals;

/// <summary>A foreground that keeps its signals.</summary>
internal sealed class TestSignals : ITerminalSignals
{
    public bool IsPending { get; set; }

    internal List<Signal> Sent { get; } = [];

    public void Send(Signal signal)
    {
        Sent.Add(signal);
        IsPending = true;
    }
}
