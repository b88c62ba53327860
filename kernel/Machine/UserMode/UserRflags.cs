namespace Lodestar.Machine.UserMode;

/// <summary>RFLAGS of ring 3 (Intel SDM volume 1, 3.4.3).</summary>
internal static class UserRflags
{
    /// <summary>CF, PF, AF, ZF, SF, TF, DF, OF, RF, AC: what Linux restores from a signal frame too.</summary>
    internal const ulong Changeable =
        1 << 0 | 1 << 2 | 1 << 4 | 1 << 6 | 1 << 7 | 1 << 8 | 1 << 10 | 1 << 11 | 1 << 16 | 1 << 18;

    /// <summary>Bit 1 is always set; IF: ring 3 always takes interrupts.</summary>
    internal const ulong Fixed = 1 << 1 | 1 << 9;
}
