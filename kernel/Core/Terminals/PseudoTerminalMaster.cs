using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Tasks;

namespace Lodestar.Core.Terminals;

/// <summary>The open master of a pseudo-terminal, <c>ptmx(4)</c>.</summary>
public sealed class PseudoTerminalMaster(Inode inode, PseudoTerminal terminal, OpenFlags flags) : TerminalEnd(inode, terminal, flags)
{
    /// <summary>The slave.</summary>
    public PseudoTerminal Slave { get; } = terminal;

    public override int? Available => Slave.MasterAvailable;

    public override PollEvents Readiness => Slave.MasterReadiness;

    public override WaitQueue ReadinessChanged => Slave.MasterChanged;

    protected override IoResult Read(Span<byte> destination, out bool isComplete) =>
        Slave.ReadAtMaster(destination, MayWait, out isComplete);

    protected override int ReadMore(Span<byte> destination, out bool isComplete) => Slave.ReadMoreAtMaster(destination, out isComplete);

    protected override IoResult Write(ReadOnlySpan<byte> source) => Slave.WriteAtMaster(source, MayWait);

    protected override void Close() => Slave.CloseMaster();
}
