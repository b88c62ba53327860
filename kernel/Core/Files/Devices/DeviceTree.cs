using System.Text;
using Lodestar.Core.Abi;
using Lodestar.Core.Files.Log;

namespace Lodestar.Core.Files.Devices;

/// <summary>The file system of /dev: a node for each device.</summary>
public static class DeviceTree
{
    private const FileMode DirectoryPermissions = FileMode.IrwxUgo & ~(FileMode.IwGrp | FileMode.IwOth);

    /// <summary>Links that programs expect beside the devices, and where they lead.</summary>
    private static readonly (string Name, string Target)[] s_links =
    [
        ("fd", "/proc/self/fd"),
        ("stdin", "/proc/self/fd/0"),
        ("stdout", "/proc/self/fd/1"),
        ("stderr", "/proc/self/fd/2"),
    ];

    /// <summary>The devices that every system has, apart from terminals.</summary>
    public static DeviceTable StandardDevices(IRandomSource random, SystemLog log)
    {
        DeviceTable table = new();
        table.Add(new NullDevice());
        table.Add(new ZeroDevice());
        table.Add(new FullDevice());
        table.Add(RandomDevice.Random(random));
        table.Add(RandomDevice.Urandom(random));
        table.Add(new LogDevice(log));
        return table;
    }

    /// <summary>Makes the root of the file system.</summary>
    /// <param name="fileSystem">A file system without inodes.</param>
    /// <param name="devices">Devices that are added later have no node.</param>
    public static TreeDirectory Create(FileSystem fileSystem, DeviceTable devices)
    {
        Timespec now = fileSystem.Now;
        TreeDirectory root = new(fileSystem, new InodeAttributes(DirectoryPermissions) { Times = now });
        foreach (CharacterDevice device in devices.Devices)
        {
            InodeAttributes attributes = new(device.Permissions) { Times = now };
            root.Add(
                Encoding.UTF8.GetBytes(device.Name),
                new SpecialInode(fileSystem, devices, FileMode.IfChr, device.Number, attributes));
            if (device.LinkName is { } link)
            {
                AddLink(root, link, device.Name, now);
            }
        }

        foreach ((string name, string target) in s_links)
        {
            AddLink(root, name, target, now);
        }

        return root;
    }

    private static void AddLink(TreeDirectory root, string name, string target, Timespec now)
    {
        InodeAttributes attributes = new(FileMode.IrwxUgo) { Times = now };
        root.Add(Encoding.UTF8.GetBytes(name), new TreeSymlink(root.FileSystem, Encoding.UTF8.GetBytes(target), attributes));
    }
}
