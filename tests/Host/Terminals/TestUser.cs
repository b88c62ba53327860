using System.Collections.Generic;
using Lodestar.Core.Abi;
using Lodestar.Core.Terminals;

namespace Lodestar.Host.Tests.Terminals;

/// <summary>A process in a session, as a terminal sees it.</summary>
internal sealed class TestUser(TestSession session, TestJob job) : ITerminalUser
{
    public ITerminalSession Session => session;

    public ITerminalJob Job => job;

    public bool LeadsSession { get; init; }

    public bool IsSuperuser { get; init; }

    public Terminal? ControllingTerminal { get; set; }

    internal HashSet<Signal> Ignored { get; } = [];

    public bool IgnoresOrBlocks(Signal signal) => Ignored.Contains(signal);
}
