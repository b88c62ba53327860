using Lodestar.Machine.Cpu;

namespace Lodestar.Machine.UserMode;

/// <summary>What the CPU tells programs, through the auxiliary vector (<c>getauxval(3)</c>).</summary>
public static class UserMachine
{
    /// <summary>AT_HWCAP: EDX of CPUID leaf 1.</summary>
    public static uint HardwareCapabilities { get; } = Cpuid.Read(1).Edx;

    /// <summary>Whether RDFSBASE and its relatives may be used (AT_HWCAP2).</summary>
    public static bool HasFsGsBase => UserThreadPointers.HasInstructions;

    /// <summary>AT_MINSIGSTKSZ: bytes of stack that the delivery of a signal takes at the most.</summary>
    public static ulong MinimumSignalStack => (ulong)UserVectorState.MinimumSignalStack;
}
