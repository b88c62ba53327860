namespace Lodestar.Core.Processes;

/// <content>Descriptors for it, <c>pidfd_open(2)</c>.</content>
public sealed partial class Process
{
    private PidInode? _pidInode;

    /// <summary>The inode of all descriptors for it, which the first one makes.</summary>
    public PidInode PidInode => _pidInode ??= new PidInode();

    /// <summary>It has ended, or its parent has seen that: who waits for one of its descriptors has to know.</summary>
    private void TellPidFiles() => _pidInode?.Tell();
}
