using System.Linq;
using Lodestar.Qemu.Tests.Harness;
using Xunit;

namespace Lodestar.Qemu.Tests.Cases;

/// <summary>
/// The unwind data of the linked images says nothing that the kernel's unwinder (<c>Runtime/Unwinding</c>) does not
/// understand: what a new compiler or a new macro writes is found here and not in the exception that needs it.
/// </summary>
public sealed class UnwindData
{
    // System V ABI for x86-64, "DWARF Register Number Mapping".
    private const ulong Rbp = 6;
    private const ulong Rsp = 7;
    private const ulong ReturnAddress = 16;
    private static readonly ulong[] Preserved = [3, Rbp, 12, 13, 14, 15];

    public static TheoryData<string> Images => [Repository.Kernel, Repository.TestKernel];

    [Theory]
    [MemberData(nameof(Images))]
    public void EveryInstructionIsKnown(string image)
    {
        CallFrameTable table = CallFrameTable.Load(image);

        Assert.InRange(table.Functions, 1000, int.MaxValue);
        Assert.Empty(table.Augmentations.Except(["zR", "zLR"]));
        Assert.Empty(table.FrameRegisters.Except([Rbp, Rsp]));
        Assert.Empty(table.SavedRegisters.Except([.. Preserved, ReturnAddress]));
    }
}
