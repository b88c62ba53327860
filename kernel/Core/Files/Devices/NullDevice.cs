using Lodestar.Core.Abi;

namespace Lodestar.Core.Files.Devices;

/// <summary>/dev/null, <c>null(4)</c>: nothing to read, and writes vanish.</summary>
public sealed class NullDevice() : MemoryDevice("null", new DeviceNumber(1, 3))
{
    public override IoResult Read(ref IoTarget target) => 0;

    /// <summary>Does not look at the bytes: they need not be readable.</summary>
    public override IoResult Write(ref IoSource source) => (long)source.Remaining;
}
