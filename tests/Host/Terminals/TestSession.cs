using System.Collections.Generic;
using Lodestar.Core.Abi;
using Lodestar.Core.Terminals;

namespace Lodestar.Host.Tests.Terminals;

/// <summary>A session whose processes the test names.</summary>
internal sealed class TestSession : ITerminalSession
{
    public int Id => 1;

    public ITerminalJob? LostForeground { get; set; }

    internal List<TestUser> Users { get; } = [];

    internal List<Signal> SentToLeader { get; } = [];

    public void SendToLeader(Signal signal) => SentToLeader.Add(signal);

    public void ForgetTerminal() => Users.ForEach(static user => user.ControllingTerminal = null);
}
