using Lodestar.Core.Abi;
using Lodestar.Core.Files.Devices;

namespace Lodestar.Core.Files;

/// <summary>An open device that never waits. Its position stays 0.</summary>
public sealed class DeviceFile(Inode inode, MemoryDevice device, OpenFlags flags) : OpenFile(inode, flags)
{
    /// <summary>The device.</summary>
    public MemoryDevice Device { get; } = device;

    public override bool SupportsNoWait => Device is not FullDevice;

    protected override IoResult ReadCore(ref IoTarget target) => Device.Read(ref target);

    protected override IoResult WriteCore(ref IoSource source) => Device.Write(ref source);

    protected override IoResult ReadAtCore(long offset, ref IoTarget target) => Device.Read(ref target);

    protected override IoResult WriteAtCore(long offset, ref IoSource source) => Device.Write(ref source);

    /// <summary>Every seek succeeds and leads to 0: null_lseek and noop_llseek in Linux.</summary>
    protected override IoResult SeekCore(long offset, SeekWhence whence) => 0;
}
