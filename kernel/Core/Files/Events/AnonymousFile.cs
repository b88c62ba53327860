using Lodestar.Core.Abi;
using Lodestar.Core.Tasks;

namespace Lodestar.Core.Files.Events;

/// <summary>An open file without a name, which tells of events.</summary>
/// <param name="kind">What it is called in /proc: <c>anon_inode:[eventfd]</c>.</param>
/// <param name="flags">Access mode and O_NONBLOCK.</param>
public abstract class AnonymousFile(string kind, OpenFlags flags) : OpenFile(AnonymousInode.Instance, flags)
{
    public override bool IsSeekable => false;

    public override WaitQueue ReadinessChanged { get; } = new();

    public override string PseudoPath => $"anon_inode:[{kind}]";

    /// <summary>Where it is, which is always the beginning: noop_llseek in Linux.</summary>
    protected override IoResult SeekCore(long offset, SeekWhence whence) => Position;
}
