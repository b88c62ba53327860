using Lodestar.Core.Abi;
using Lodestar.Core.Time;

namespace Lodestar.Core.Files.Events;

/// <summary>The one inode of all files that have a descriptor and nothing else: Linux's <c>fs/anon_inodes.c</c>.</summary>
public sealed class AnonymousInode : Inode
{
    /// <summary>Of st_dev; see <see cref="Pipes.PipeFileSystem"/>.</summary>
    private const uint Minor = 0xF_FFFE;

    private static readonly FileSystem s_fileSystem = new("anon_inodefs", Minor, isReadOnly: false)
    {
        Magic = FileSystemMagic.AnonymousInodes,
        Clock = static () => SystemClock.Now,
    };

    private AnonymousInode()
        : base(s_fileSystem, s_fileSystem.NextInode(), FileMode.None, new InodeAttributes(FileMode.IrUsr | FileMode.IwUsr))
    {
        LinkCount = 1;
    }

    public static AnonymousInode Instance { get; } = new();

    /// <summary>It cannot be opened again: ENXIO.</summary>
    public override OpenFile? Open(FileContext context, OpenFlags flags, out Errno error)
    {
        error = Errno.ENXIO;
        return null;
    }
}
