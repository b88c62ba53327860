using Lodestar.Core.Abi;
using Lodestar.Core.Files.Devices;
using Lodestar.Core.Tasks;

namespace Lodestar.Core.Files;

/// <summary>An open character device. Its position stays 0.</summary>
public sealed class DeviceFile(Inode inode, CharacterDevice device, OpenFlags flags) : OpenFile(inode, flags)
{
    /// <summary>The device, for ioctl.</summary>
    public CharacterDevice Device { get; } = device;

    public override bool IsSeekable => Device.IsSeekable;

    public override PollEvents Readiness => Device.Readiness;

    public override WaitQueue? ReadinessChanged => Device.ReadinessChanged;

    private bool MayWait => (Flags & OpenFlags.NonBlock) == 0;

    protected override IoResult ReadCore(ref IoTarget target) => Device.Read(ref target, MayWait);

    protected override IoResult WriteCore(ref IoSource source) => Device.Write(ref source, MayWait);

    protected override IoResult ReadAtCore(long offset, ref IoTarget target) => Device.Read(ref target, MayWait);

    protected override IoResult WriteAtCore(long offset, ref IoSource source) => Device.Write(ref source, MayWait);

    /// <summary>Every seek succeeds and leads to 0: null_lseek and noop_llseek in Linux.</summary>
    protected override IoResult SeekCore(long offset, SeekWhence whence) => 0;
}
