using Lodestar.Machine.Cpu;

namespace Lodestar.Machine.UserMode;

/// <summary>The FS and GS bases of the running program (Intel SDM volume 3, 3.4.4). Addresses must be canonical.</summary>
public static class UserSegments
{
    private const uint MsrFsBase = 0xc000_0100;

    /// <summary>What SWAPGS has put aside when the kernel runs: the program's GS base.</summary>
    private const uint MsrKernelGsBase = 0xc000_0102;

    public static ulong FsBase
    {
        get => CpuInstructions.ReadMsr(MsrFsBase);
        set => CpuInstructions.WriteMsr(MsrFsBase, value);
    }

    public static ulong GsBase
    {
        get => CpuInstructions.ReadMsr(MsrKernelGsBase);
        set => CpuInstructions.WriteMsr(MsrKernelGsBase, value);
    }
}
