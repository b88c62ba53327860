using System.Text;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files.Devices;

/// <summary>The file system of /dev: a node for each device.</summary>
public static class DeviceTree
{
    private const FileMode DirectoryPermissions = FileMode.IrwxUgo & ~(FileMode.IwGrp | FileMode.IwOth);

    /// <summary>The devices that every system has, apart from terminals.</summary>
    public static DeviceTable StandardDevices(IRandomSource random)
    {
        DeviceTable table = new();
        table.Add(new NullDevice());
        table.Add(new ZeroDevice());
        table.Add(new FullDevice());
        table.Add(RandomDevice.Random(random));
        table.Add(RandomDevice.Urandom(random));
        return table;
    }

    /// <summary>Makes the root of the file system.</summary>
    /// <param name="fileSystem">A file system without inodes.</param>
    /// <param name="devices">Devices that are added later have no node.</param>
    public static TreeDirectory Create(FileSystem fileSystem, DeviceTable devices)
    {
        TreeDirectory root = new(fileSystem, new InodeAttributes(DirectoryPermissions));
        foreach (CharacterDevice device in devices.Devices)
        {
            InodeAttributes attributes = new(device.Permissions);
            root.Add(
                Encoding.UTF8.GetBytes(device.Name),
                new SpecialInode(fileSystem, devices, FileMode.IfChr, device.Number, attributes));
        }

        return root;
    }
}
