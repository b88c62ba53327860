using System.Collections.Generic;
using Lodestar.Core.Abi;
using Lodestar.Core.Consoles;

namespace Lodestar.Host.Tests.Consoles;

/// <summary>A process that switches terminals itself.</summary>
internal sealed class TestOwner : IConsoleOwner
{
    internal bool IsAlive { get; set; } = true;

    /// <summary>What it was sent.</summary>
    internal List<Signal> Signals { get; } = [];

    public bool TrySend(Signal signal)
    {
        if (IsAlive)
        {
            Signals.Add(signal);
        }

        return IsAlive;
    }
}
