using Lodestar.Core.Abi;
using Lodestar.Core.Pci;

namespace Lodestar.Core.Files.Sys;

/// <summary>
/// The configuration space of a PCI function as a file of bytes. As on Linux everybody may read the header, and only the
/// superuser the rest; nobody can write.
/// </summary>
public sealed class ConfigurationInode : Inode
{
    private const int HeaderSize = 64;
    private const int CardBusHeaderSize = 128;

    private readonly PciFunction _function;

    /// <summary>A file.</summary>
    /// <param name="fileSystem">Where it is.</param>
    /// <param name="function">Whose configuration space it shows.</param>
    public ConfigurationInode(FileSystem fileSystem, PciFunction function)
        : base(
            fileSystem, fileSystem.NextInode(), FileMode.IfReg,
            new InodeAttributes(FileMode.IrUgo | FileMode.IwUsr) { Times = fileSystem.Now })
    {
        _function = function;
    }

    public override long Size => _function.Size;

    public override OpenFile Open(FileContext context, OpenFlags flags, out Errno error)
    {
        int length = context.Credentials.IsSuperuser ? _function.Size : _function.IsCardBus ? CardBusHeaderSize : HeaderSize;
        error = Errno.None;
        return new ConfigurationFile(this, new ConfigurationContent(_function, length), flags);
    }
}
