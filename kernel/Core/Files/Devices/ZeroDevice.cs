using Lodestar.Core.Abi;

namespace Lodestar.Core.Files.Devices;

/// <summary>/dev/zero, <c>zero(4)</c>: reads zeros, and writes vanish.</summary>
public sealed class ZeroDevice() : MemoryDevice("zero", new DeviceNumber(1, 5))
{
    public override IoResult Read(ref IoTarget target)
    {
        ulong count = target.PutZeros();
        return count == 0 && target.Remaining > 0 ? Errno.EFAULT : (long)count;
    }

    /// <summary>Does not look at the bytes: they need not be readable.</summary>
    public override IoResult Write(ref IoSource source) => (long)source.Remaining;
}
