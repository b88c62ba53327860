using Lodestar.Core.Abi;
using Lodestar.Core.Time;

namespace Lodestar.Core.Files.Pipes;

/// <summary>Where pipes have their inodes; nobody can mount it.</summary>
public static class PipeFileSystem
{
    /// <summary>Of st_dev: mounted file systems count from 1 up, these from the largest down.</summary>
    private const uint Minor = 0xF_FFFF;

    public static FileSystem Instance { get; } = new("pipefs", Minor, isReadOnly: false)
    {
        Magic = FileSystemMagic.PipeFs,
        Clock = static () => SystemClock.Now,
    };

    /// <summary>Makes a pipe.</summary>
    /// <param name="owner">Who makes it.</param>
    /// <param name="flags">As for <c>pipe2(2)</c>: NonBlock and Direct count.</param>
    public static (PipeFile Reader, PipeFile Writer) Create(in Credentials owner, OpenFlags flags)
    {
        InodeAttributes attributes = new(FileMode.IrUsr | FileMode.IwUsr, owner.UserId, owner.GroupId) { Times = Instance.Now };
        FifoInode inode = new(Instance, attributes) { LinkCount = 1 };
        return inode.OpenEnds(owner, flags);
    }
}
