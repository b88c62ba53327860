using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Tasks;
using Lodestar.Core.Time;

namespace Lodestar.Core.Processes;

/// <summary>What all descriptors of a process or thread have in common, <c>pidfd_open(2)</c>; Linux's <c>fs/pidfs.c</c>.</summary>
public sealed class PidInode : Inode
{
    /// <summary>Of st_dev; see <see cref="Files.Pipes.PipeFileSystem"/>.</summary>
    private const uint Minor = 0xF_FFFD;

    private static readonly FileSystem s_fileSystem = new("pidfs", Minor, isReadOnly: false)
    {
        Magic = FileSystemMagic.PidFs,
        HasFixedAttributes = true,
        Clock = static () => SystemClock.Now,
    };

    /// <summary>One for somebody who has none.</summary>
    internal PidInode()
        : base(s_fileSystem, s_fileSystem.NextInode(), FileMode.None, new InodeAttributes(FileMode.IrUsr | FileMode.IwUsr | FileMode.IxUsr))
    {
        LinkCount = 1;
    }

    /// <summary>Wakes who waits for the end, and for the time when the parent has seen it.</summary>
    public WaitQueue Waiters { get; } = new();

    /// <summary>It cannot be opened again: ENXIO.</summary>
    public override OpenFile? Open(FileContext context, OpenFlags flags, out Errno error)
    {
        error = Errno.ENXIO;
        return null;
    }

    /// <summary>Something has ended, or nobody knows it any more.</summary>
    internal void Tell() => Waiters.Wake(PollEvents.In | PollEvents.RdNorm | PollEvents.Hup);
}
