namespace Lodestar.Machine.Cpu;

/// <summary>DR6, which says what a debug exception is about (Intel SDM volume 3, 17.2.3).</summary>
internal static class DebugStatus
{
    /// <summary>The value after a reset. Bits that are set here mean nothing, or something when they are clear.</summary>
    private const ulong Inactive = 0xffff_0ff0;

    /// <summary>Reads the causes, one bit each, and forgets them: the CPU only adds new ones.</summary>
    public static ulong Take()
    {
        ulong causes = CpuInstructions.ReadDr6() ^ Inactive;
        CpuInstructions.WriteDr6(Inactive);
        return causes;
    }
}
