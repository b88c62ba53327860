using System.Text;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files.Proc;

/// <summary>A tree of texts that the kernel makes, such as /proc/sys and /sys: texts come with the directories that they lie in.</summary>
/// <param name="fileSystem">A file system where only the kernel makes names.</param>
/// <param name="directoryPermissions">Of its directories.</param>
/// <param name="textSize">What st_size says of each text.</param>
internal sealed class TextTree(FileSystem fileSystem, FileMode directoryPermissions, long textSize = 0)
{
    /// <summary>The top.</summary>
    internal TreeDirectory Root { get; } =
        new(fileSystem, new InodeAttributes(directoryPermissions) { Times = fileSystem.Now });

    /// <summary>Adds a text.</summary>
    /// <param name="path">Its names, with slashes between them.</param>
    /// <param name="read">Makes it.</param>
    /// <param name="write">Takes what the superuser writes; null for a text that cannot be written.</param>
    internal void Add(string path, TextReader read, TextWriter? write = null)
    {
        int slash = path.LastIndexOf('/');
        FileMode permissions = write is null ? FileMode.IrUgo : FileMode.IrUgo | FileMode.IwUsr;
        TextInode text = new(fileSystem, fileSystem.NextInode(), new InodeAttributes(permissions), read)
        {
            Write = write,
            IsSealed = true,
            ShownSize = textSize,
        };
        GetDirectory(slash < 0 ? "" : path[..slash]).Add(Encoding.ASCII.GetBytes(path[(slash + 1)..]), text);
    }

    /// <summary>A directory, which is made if it is not there.</summary>
    internal TreeDirectory GetDirectory(string path)
    {
        TreeDirectory directory = Root;
        foreach (string part in path.Split('/', System.StringSplitOptions.RemoveEmptyEntries))
        {
            byte[] name = Encoding.ASCII.GetBytes(part);
            if (directory.Lookup(name) is not TreeDirectory next)
            {
                next = new TreeDirectory(fileSystem, new InodeAttributes(directoryPermissions) { Times = fileSystem.Now });
                directory.Add(name, next);
            }

            directory = next;
        }

        return directory;
    }
}
