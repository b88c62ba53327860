namespace Lodestar.Machine.Memory;

/// <summary>Physical memory as pointers. Until the final tables are in use only the first 4 GiB can be reached.</summary>
internal static unsafe class DirectMap
{
    /// <summary>Where a physical address is mapped.</summary>
    public static byte* ToPointer(ulong physicalAddress) => (byte*)(MemoryMap.DirectMap + physicalAddress);

    /// <summary>The physical address behind an address of the image.</summary>
    public static ulong ImageToPhysical(byte* imageAddress) => (ulong)imageAddress - MemoryMap.KernelImage + KernelImage.GetImageDisplacement();
}
