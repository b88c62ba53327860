namespace Lodestar.Core.Abi;

/// <summary>Number of a device or of a file system, <c>makedev(3)</c>.</summary>
/// <param name="Major">12 bits: the driver; 0 for a file system that lies on no device.</param>
/// <param name="Minor">20 bits: which of the driver's devices.</param>
public readonly record struct DeviceNumber(uint Major, uint Minor)
{
    private const int MajorShift = 8;
    private const int HighMinorShift = 12;
    private const uint LowMinor = 0xFF;
    private const uint LargestMajor = 0xFFF;

    /// <summary>The number in st_dev and st_rdev (<c>linux/kdev_t.h</c>, new_encode_dev): minor bits 0-7, major, other minor bits.</summary>
    public ulong Encoded => (Minor & LowMinor) | (Major << MajorShift) | ((Minor & ~LowMinor) << HighMinorShift);

    /// <summary>The number that a program gives, new_decode_dev.</summary>
    public static DeviceNumber Decode(uint encoded) => new(
        (encoded >> MajorShift) & LargestMajor, (encoded & LowMinor) | ((encoded >> HighMinorShift) & ~LowMinor));
}
