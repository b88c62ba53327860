using Lodestar.Core.Abi;

namespace Lodestar.Core.Files;

/// <summary>A file of any type, apart from its names: <c>inode(7)</c>.</summary>
public abstract partial class Inode
{
    private const int OwnerShift = 6;
    private const int GroupShift = 3;

    /// <summary>An inode that no directory names yet.</summary>
    protected Inode(FileSystem fileSystem, ulong number, FileMode type, in InodeAttributes attributes)
    {
        FileSystem = fileSystem;
        Number = number;
        Mode = type;
        SetAttributes(attributes);
    }

    public FileSystem FileSystem { get; }

    /// <summary>st_ino, one of a kind inside the file system.</summary>
    public ulong Number { get; }

    /// <summary>Type and permissions.</summary>
    public FileMode Mode { get; private set; }

    public uint UserId { get; private set; }

    public uint GroupId { get; private set; }

    /// <summary>The type alone.</summary>
    public FileMode Type => Mode & FileMode.IfMt;

    /// <summary>st_size, in bytes.</summary>
    public virtual long Size => 0;

    /// <summary>st_blocks: memory that it takes, in units of 512 bytes.</summary>
    public virtual long Blocks => 0;

    /// <summary>st_rdev; 0:0 for what is no device.</summary>
    public virtual DeviceNumber RepresentedDevice => default;

    /// <summary>This inode as a directory; a path walk asks for each name, and a type test costs more.</summary>
    public virtual DirectoryInode? AsDirectory => null;

    /// <summary>This inode as a symbolic link.</summary>
    public virtual SymlinkInode? AsSymlink => null;

    /// <summary>
    /// Makes an open file. Flags and permissions have been checked by <see cref="PathCalls"/>.
    /// </summary>
    /// <returns>Null on an error, such as ENXIO for a device that is not there.</returns>
    public abstract OpenFile? Open(FileContext context, OpenFlags flags, out Errno error);

    /// <summary>Whether somebody may read, write or execute: inode_permission in Linux, <c>path_resolution(7)</c>.</summary>
    /// <returns>None, EROFS (writing to what is stored on a read-only file system) or EACCES.</returns>
    public Errno CheckAccess(in Credentials who, AccessMode wanted)
    {
        if ((wanted & AccessMode.Write) != 0 && FileSystem.IsReadOnly
            && Type is FileMode.IfReg or FileMode.IfDir or FileMode.IfLnk)
        {
            return Errno.EROFS;
        }

        bool isAllowed = who.IsSuperuser ? IsOpenToSuperuser(wanted) : (wanted & ~Permissions(who)) == 0;
        return isAllowed ? Errno.None : Errno.EACCES;
    }

    /// <summary>Whether somebody may do what only the owner may: inode_owner_or_capable in Linux.</summary>
    public bool IsOwnedBy(in Credentials who) => who.IsSuperuser || who.UserId == UserId;

    private bool IsOpenToSuperuser(AccessMode wanted) =>
        (wanted & AccessMode.Execute) == 0 || Type == FileMode.IfDir || (Mode & FileMode.IxUgo) != 0;

    /// <summary>The one group of bits that counts: the owner's for the owner, even where the others have more.</summary>
    private AccessMode Permissions(in Credentials who)
    {
        int shift = who.UserId == UserId ? OwnerShift : who.IsMemberOf(GroupId) ? GroupShift : 0;
        return (AccessMode)((uint)Mode >> shift) & (AccessMode.Read | AccessMode.Write | AccessMode.Execute);
    }
}
