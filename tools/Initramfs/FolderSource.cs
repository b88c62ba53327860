using System.IO;
using System.Text;

namespace Lodestar.Initramfs;

/// <summary>Takes what is in a folder: files, folders and symbolic links.</summary>
public static class FolderSource
{
    /// <summary>rwxr-xr-x: of the permissions only that to execute is taken, because the others depend on who checked out.</summary>
    private const uint ExecutablePermissions = 0b111_101_101;

    /// <summary>rw-r--r--.</summary>
    private const uint FilePermissions = 0b110_100_100;

    /// <summary>rwxrwxrwx, which every symbolic link has.</summary>
    private const uint LinkPermissions = 0b111_111_111;

    /// <summary>Adds the content of a folder to an archive.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="folder">A folder of the host.</param>
    /// <param name="prefix">Where its content goes: empty for the root, otherwise with a slash behind.</param>
    /// <exception cref="InvalidDataException">There is a file of another type.</exception>
    public static void Add(Archive archive, string folder, string prefix = "")
    {
        foreach (FileSystemInfo info in new DirectoryInfo(folder).EnumerateFileSystemInfos())
        {
            string name = prefix + info.Name;
            switch (info)
            {
                case { LinkTarget: { } target }:
                    archive.Add(name, new ArchiveEntry(EntryType.SymbolicLink, LinkPermissions) { Content = Encoding.UTF8.GetBytes(target) });
                    break;
                case DirectoryInfo:
                    archive.Add(name, new ArchiveEntry(EntryType.Directory, Archive.DirectoryPermissions));
                    Add(archive, info.FullName, name + "/");
                    break;
                case { Attributes: var attributes } when (attributes & FileAttributes.Device) != 0:
                    throw new InvalidDataException($"{info.FullName} is a device: device nodes are made in a manifest");
                default:
                    bool isExecutable = (info.UnixFileMode & UnixFileMode.UserExecute) != 0;
                    archive.Add(name, new ArchiveEntry(EntryType.File, isExecutable ? ExecutablePermissions : FilePermissions)
                    {
                        Content = File.ReadAllBytes(info.FullName),
                    });
                    break;
            }
        }
    }
}
