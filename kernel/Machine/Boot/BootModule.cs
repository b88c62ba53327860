using System;
using Lodestar.Machine.Memory;

namespace Lodestar.Machine.Boot;

/// <summary>A file that the boot loader put into memory, such as an initial RAM disk.</summary>
public sealed unsafe class BootModule
{
    private readonly MemoryRegion _region;

    private BootModule(MemoryRegion region) => _region = region;

    /// <summary>The first module; null when the loader brought none.</summary>
    public static BootModule? First => BootInformation.Modules.IsEmpty ? null : new BootModule(BootInformation.Modules[0]);

    /// <summary>In bytes, 1 or more.</summary>
    public long Length => (long)(_region.End - _region.Start);

    /// <summary>Bytes of the module. They stay where they are and as they are.</summary>
    /// <param name="offset">In bytes, 0 or more; from the end on there is nothing.</param>
    /// <param name="length">Bytes wanted.</param>
    /// <returns>Fewer than asked for only at the end.</returns>
    public ReadOnlySpan<byte> Slice(long offset, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        return offset >= Length
            ? default
            : new ReadOnlySpan<byte>(DirectMap.ToPointer(_region.Start + (ulong)offset), (int)Math.Min(Length - offset, length));
    }
}
