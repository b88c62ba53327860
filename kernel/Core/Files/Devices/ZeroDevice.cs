using Lodestar.Core.Abi;

namespace Lodestar.Core.Files.Devices;

/// <summary>/dev/zero, <c>zero(4)</c>: reads zeros, and writes vanish.</summary>
public sealed class ZeroDevice() : CharacterDevice("zero", new DeviceNumber(1, 5), FileMode.IrUgo | FileMode.IwUgo)
{
    public override IoResult Read(ref IoTarget target, bool mayWait)
    {
        ulong count = target.PutZeros();
        return count == 0 && target.Remaining > 0 ? Errno.EFAULT : (long)count;
    }

    /// <summary>Does not look at the bytes: they need not be readable.</summary>
    public override IoResult Write(ref IoSource source, bool mayWait) => (long)source.Remaining;
}
