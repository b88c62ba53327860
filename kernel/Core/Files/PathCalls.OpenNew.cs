using Lodestar.Core.Abi;

namespace Lodestar.Core.Files;

/// <content>Files that <c>open(2)</c> makes.</content>
public static partial class PathCalls
{
    /// <summary>Makes the file that O_CREAT did not find; whoever made it may open it in any way.</summary>
    private static RegularInode? MakeMissing(
        FileContext context, in Location parent, LastName last, FileMode mode, out Errno error)
    {
        error = Writable(parent) is not { } tree ? RefusalOfFiles(parent) : CheckAdd(context, tree);
        return error == Errno.None ? MakeFile(context, (TreeDirectory)parent.Inode, last, mode) : null;
    }

    /// <summary>Where names can be made but not by programs, making a file is EACCES (lookup_open in Linux), all else EPERM.</summary>
    private static Errno RefusalOfFiles(in Location parent) =>
        RefusalOf(parent) is var error && error == Errno.EPERM ? Errno.EACCES : error;

    /// <summary>Makes a file without a name, O_TMPFILE; with O_EXCL it will never have one.</summary>
    private static RegularInode? MakeTemporary(
        FileContext context, in Location directory, OpenFlags flags, FileMode mode, out Errno error)
    {
        error = Writable(directory) is not { } tree ? (directory.Mount.IsReadOnly ? Errno.EROFS : Errno.EOPNOTSUPP) : CheckAdd(context, tree);
        return error == Errno.None
            ? new RegularInode(directory.Inode.FileSystem, NewFileAttributes(context, (TreeDirectory)directory.Inode, mode))
            {
                IsLinkable = (flags & OpenFlags.Excl) == 0,
            }
            : null;
    }
}
