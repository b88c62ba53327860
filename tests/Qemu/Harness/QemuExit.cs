namespace Lodestar.Qemu.Tests.Harness;

/// <summary>
/// QEMU's exit status after the kernel wrote to the isa-debug-exit port: the written value v arrives as (v &lt;&lt; 1) | 1.
/// </summary>
internal enum QemuExit
{
    /// <summary>The boot, or every test, went well.</summary>
    Success = (0x10 << 1) | 1,

    /// <summary>At least one ring-0 test failed.</summary>
    TestsFailed = (0x11 << 1) | 1,

    /// <summary>The kernel panicked.</summary>
    Panic = (0x20 << 1) | 1,

    /// <summary>A managed exception reached the bottom of a stack.</summary>
    UnhandledException = (0x21 << 1) | 1,

    /// <summary>A double fault, or a kernel stack ran into its guard page.</summary>
    DoubleFault = (0x22 << 1) | 1,

    /// <summary>The kernel ran out of memory where it cannot go on without.</summary>
    OutOfMemory = (0x23 << 1) | 1,
}
