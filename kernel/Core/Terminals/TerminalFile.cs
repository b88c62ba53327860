using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Tasks;

namespace Lodestar.Core.Terminals;

/// <summary>An open terminal.</summary>
public sealed class TerminalFile : TerminalEnd
{
    private readonly int? _hangUps;

    internal TerminalFile(Inode inode, Terminal terminal, OpenFlags flags, bool outlivesHangUps)
        : base(inode, terminal, flags)
    {
        _hangUps = outlivesHangUps ? null : terminal.HangUps;
    }

    /// <summary>Whether the terminal was hung up since, so that nothing can be asked of it.</summary>
    public bool IsHungUp => Terminal.IsHungUp(Access);

    public override int? Available => IsHungUp ? null : Terminal.Available;

    public override PollEvents Readiness => Terminal.Readiness(Access);

    public override WaitQueue ReadinessChanged => Terminal.Changed;

    private TerminalAccess Access => new(MayWait, _hangUps);

    protected override IoResult Read(Span<byte> destination, out bool isComplete) => Terminal.Read(destination, Access, out isComplete);

    protected override int ReadMore(Span<byte> destination, out bool isComplete) => Terminal.ReadMore(destination, out isComplete);

    protected override IoResult WriteAll(ref IoSource source)
    {
        IoResult turn = Terminal.BeginWrite(Access);
        if (turn.IsError)
        {
            return turn;
        }

        try
        {
            return base.WriteAll(ref source);
        }
        finally
        {
            Terminal.EndWrite();
        }
    }

    protected override IoResult Write(ReadOnlySpan<byte> source) => Terminal.Write(source, Access);

    protected override void Close() => Terminal.Closed();
}
