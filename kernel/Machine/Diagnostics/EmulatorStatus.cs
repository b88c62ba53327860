namespace Lodestar.Machine.Diagnostics;

/// <summary>What the kernel tells QEMU when it ends; QEMU's own status is then <c>(value &lt;&lt; 1) | 1</c>.</summary>
public enum EmulatorStatus : byte
{
    /// <summary>The boot, or every test, went well (33).</summary>
    Success = 0x10,

    /// <summary>At least one test failed (35).</summary>
    TestsFailed = 0x11,

    /// <summary>The kernel panicked (65).</summary>
    Panic = 0x20,

    /// <summary>A managed exception reached the bottom of a stack (67).</summary>
    UnhandledException = 0x21,

    /// <summary>A double fault, or a kernel stack ran into its guard page (69).</summary>
    DoubleFault = 0x22,

    /// <summary>The kernel ran out of memory where it cannot go on without (71).</summary>
    OutOfMemory = 0x23,
}
