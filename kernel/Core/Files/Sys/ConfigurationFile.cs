using Lodestar.Core.Abi;

namespace Lodestar.Core.Files.Sys;

/// <summary>An open configuration space.</summary>
internal sealed class ConfigurationFile(ConfigurationInode inode, ConfigurationContent content, OpenFlags flags)
    : ContentFile(inode, content, flags)
{
    public override bool SupportsDirect => false;

    protected override IoResult WriteCore(ref IoSource source) => Errno.EPERM;

    protected override IoResult WriteAtCore(long offset, ref IoSource source) => Errno.EPERM;
}
