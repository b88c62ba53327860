using Lodestar.Core.Abi;

namespace Lodestar.Core.Files.Devices;

/// <summary>/dev/full, <c>full(4)</c>: reads zeros, and every write is ENOSPC, even one of no bytes.</summary>
public sealed class FullDevice() : MemoryDevice("full", new DeviceNumber(1, 7))
{
    public override IoResult Read(ref IoTarget target)
    {
        ulong count = target.PutZeros();
        return count == 0 && target.Remaining > 0 ? Errno.EFAULT : (long)count;
    }

    public override IoResult Write(ref IoSource source) => Errno.ENOSPC;
}
