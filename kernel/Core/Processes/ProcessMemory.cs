namespace Lodestar.Core.Processes;

/// <summary>What a process takes of the memory, in pages of 4 KiB.</summary>
/// <param name="Resident">Pages that it has mapped; what it shares with others counts too, as in Linux's rss.</param>
/// <param name="Tables">Page tables.</param>
/// <param name="Kernel">What the kernel keeps for it: stacks, and about what areas, descriptors, bytes in pipes and signals take.</param>
public readonly record struct ProcessMemory(long Resident, long Tables, long Kernel)
{
    /// <summary>All of it.</summary>
    public long Total => Resident + Tables + Kernel;
}
