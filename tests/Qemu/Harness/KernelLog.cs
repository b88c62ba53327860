namespace Lodestar.Qemu.Tests.Harness;

/// <summary>What the kernel says at turning points of its life.</summary>
internal static class KernelLog
{
    /// <summary>The last line of the boot.</summary>
    internal const string EndOfBoot = "boot: done";

    /// <summary>Begins the sentence about a CPU that the kernel cannot run on.</summary>
    internal const string UnfitMachine = "Lodestar needs";
}
