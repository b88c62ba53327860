namespace Lodestar.Machine.Cpu;

/// <summary>
/// Segment selectors, with Linux's values, because user code sees CS and SS in signal frames. SYSCALL takes SS = CS + 8,
/// SYSRET takes SS = base + 8 and CS = base + 16 (Intel SDM volume 2, "SYSRET"), which fixes the order.
/// </summary>
internal static class Selector
{
    public const ushort KernelCode = 0x10;
    public const ushort KernelData = 0x18;

    /// <summary>What STAR holds for SYSRET: the 32-bit user code segment, which is never used.</summary>
    public const ushort UserBase = 0x20 | UserPrivilege;
    public const ushort UserData = 0x28 | UserPrivilege;
    public const ushort UserCode = 0x30 | UserPrivilege;

    /// <summary>The task state segment; its descriptor takes two slots.</summary>
    public const ushort TaskState = 0x40;

    /// <summary>The requested privilege level in a selector.</summary>
    public const ushort PrivilegeMask = 3;

    private const ushort UserPrivilege = 3;
}
