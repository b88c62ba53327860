using Lodestar.Core.Abi;
using Lodestar.Core.Files.Devices;

namespace Lodestar.Core.Files;

/// <summary>A device node or socket.</summary>
/// <param name="fileSystem">Where it is.</param>
/// <param name="devices">The devices that there are.</param>
/// <param name="type">Its type; only character devices can be opened.</param>
/// <param name="number">Which device it names; 0:0 for a socket.</param>
/// <param name="attributes">Permissions, owner, time.</param>
public sealed class SpecialInode(
    FileSystem fileSystem, DeviceTable devices, FileMode type, DeviceNumber number, in InodeAttributes attributes)
    : Inode(fileSystem, fileSystem.NextInode(), type, attributes)
{
    public override DeviceNumber RepresentedDevice { get; } = number;

    /// <summary>Opens the device that has the number now; ENXIO without one.</summary>
    public override OpenFile? Open(FileContext context, OpenFlags flags, out Errno error)
    {
        if (Type == FileMode.IfChr && devices.Find(RepresentedDevice) is { } device)
        {
            return device.Open(this, context, flags, out error);
        }

        error = Errno.ENXIO;
        return null;
    }
}
