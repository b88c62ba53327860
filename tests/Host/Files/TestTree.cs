using System;
using System.Text;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Files.Devices;
using Lodestar.Core.Files.Log;
using Lodestar.Core.Files.Mounts;
using Lodestar.Core.Terminals;
using Lodestar.Host.Tests.Terminals;

namespace Lodestar.Host.Tests.Files;

/// <summary>A tree made by hand, and a process in it.</summary>
internal sealed class TestTree
{
    private const FileMode Permissions = FileMode.IrUgo | FileMode.IwUgo;
    private const FileMode Executable = FileMode.IrwxUgo & ~(FileMode.IwGrp | FileMode.IwOth);

    /// <summary>An empty tree.</summary>
    /// <param name="isReadOnly">Whether calls cannot change it; these methods can.</param>
    /// <param name="pageLimit">Pages that files may have; 0 for no limit.</param>
    /// <param name="inodeLimit">Inodes that there may be; 0 for no limit.</param>
    public TestTree(bool isReadOnly = true, long pageLimit = 0, long inodeLimit = 0)
    {
        Random = new TestRandom();
        Console = new TestTerminal();
        Devices = DeviceTree.StandardDevices(Random, new SystemLog(new TestLog()));
        Devices.Add(new ControllingTerminalDevice());
        Devices.Add(TerminalDevice.SystemConsole(Console));
        FileSystem = new FileSystem("rootfs", 2, isReadOnly)
        {
            Clock = () => Time,
            Storage = new FileStorage(pageLimit, inodeLimit),
            Devices = Devices,
        };
        Root = new TreeDirectory(FileSystem, new InodeAttributes(Executable));
        Mounts = new MountTable(new Mount(Root, "rootfs"u8.ToArray(), MountFlags.RelAtime));
        Context = new FileContext(Mounts, new FileTable());
    }

    public TestRandom Random { get; }

    public TestTerminal Console { get; }

    public DeviceTable Devices { get; }

    public FileSystem FileSystem { get; }

    /// <summary>The time of the file system, in nanoseconds since 1970.</summary>
    public long Time { get; set; }

    public TreeDirectory Root { get; }

    public MountTable Mounts { get; }

    public FileContext Context { get; set; }

    public FileTable Descriptors => Context.Descriptors;

    /// <summary>A directory; it must not be there, and its parent must.</summary>
    public TestTree Directory(string path, FileMode permissions = Executable, uint owner = 0, uint group = 0) =>
        Add(path, new TreeDirectory(FileSystem, new InodeAttributes(permissions, owner, group)));

    public TestTree File(string path, string text = "", FileMode permissions = FileMode.IrUgo | FileMode.IwUsr, uint owner = 0, uint group = 0) =>
        Add(path, new RegularInode(FileSystem, new InodeAttributes(permissions, owner, group, 1234))
        {
            Content = new ByteArrayContent(Bytes(text)),
        });

    public TestTree Link(string path, string target) =>
        Add(path, new TreeSymlink(FileSystem, Bytes(target), new InodeAttributes(FileMode.IrwxUgo)));

    public TestTree Special(string path, FileMode type, uint major, uint minor) =>
        Add(path, new SpecialInode(FileSystem, Devices, type, new DeviceNumber(major, minor), new InodeAttributes(FileMode.IrUgo | FileMode.IwUgo)));

    public TestTree Add(string path, Inode inode)
    {
        int slash = path.LastIndexOf('/');
        TreeDirectory parent = (TreeDirectory)Find(path[..Math.Max(slash, 1)]);
        parent.Add(Bytes(path[(slash + 1)..]), inode);
        return this;
    }

    /// <summary>A process in a tree that has nothing mounted in it.</summary>
    public static FileContext ContextOf(DirectoryInode root) =>
        new(new MountTable(new Mount(root, default, MountFlags.None)), new FileTable());

    /// <summary>Mounts a file system on a file that is there.</summary>
    public TestTree Mount(string path, Inode root, MountFlags flags = MountFlags.RelAtime)
    {
        Mounts.Add(new Mount(root, "test"u8.ToArray(), flags), FindPlace(path));
        return this;
    }

    public Inode Find(string path) => FindPlace(path).Inode;

    public Location FindPlace(string path)
    {
        Errno error = PathWalk.Resolve(Context, Context.CurrentDirectory, Bytes(path), WalkFlags.None, out Location found);
        Assert(error == Errno.None, $"{path}: {error}");
        return found;
    }

    public Errno ErrorOf(string path, WalkFlags flags = WalkFlags.None)
    {
        Errno error = PathWalk.Resolve(Context, Context.CurrentDirectory, Bytes(path), flags, out _);
        Assert(error != Errno.None, $"{path} is there");
        return error;
    }

    public IoResult TryOpen(string path, OpenFlags flags = OpenFlags.RdOnly, int descriptor = PathLimits.AtFdCwd) =>
        PathCalls.Open(Context, descriptor, Bytes(path), flags, Permissions);

    public int Open(string path, OpenFlags flags = OpenFlags.RdOnly)
    {
        IoResult result = TryOpen(path, flags);
        Assert(!result.IsError, $"{path}: {result.Error}");
        return (int)result.Raw;
    }

    public OpenFile OpenFile(string path, OpenFlags flags = OpenFlags.RdOnly) => Descriptors.GetAny(Open(path, flags))!;

    public string CurrentDirectory()
    {
        byte[] buffer = new byte[PathLimits.PathMax];
        IoResult result = PathCalls.GetCurrentDirectory(Context, buffer);
        return Encoding.UTF8.GetString(buffer, 0, (int)result.Raw - 1);
    }

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static void Assert(bool condition, string message) => Xunit.Assert.True(condition, message);
}
