using System.Collections.Generic;

namespace Lodestar.Qemu.Tests.Harness;

/// <summary>QEMU's names of the CPUs that everything has to work on.</summary>
internal static class CpuModels
{
    /// <summary>From the oldest 64-bit CPU to everything that QEMU can do, Intel's and AMD's.</summary>
    internal static IReadOnlyList<string> All { get; } = ["qemu64", "Nehalem", "EPYC", "Skylake-Client", "max"];
}
