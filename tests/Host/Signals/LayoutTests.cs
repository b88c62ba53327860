using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Lodestar.Core.Abi;
using Xunit;

namespace Lodestar.Host.Tests.Signals;

/// <summary>Sizes and offsets of the structures of signals, as Linux's headers for x86-64 have them.</summary>
public sealed class LayoutTests
{
    [Fact]
    public void StructuresHaveLinuxsSizes()
    {
        Assert.Equal(8, Unsafe.SizeOf<SignalSet>());
        Assert.Equal(32, Unsafe.SizeOf<SignalAction>());
        Assert.Equal(24, Unsafe.SizeOf<SignalStack>());
        Assert.Equal(128, Unsafe.SizeOf<SignalInfo>());
        Assert.Equal(256, Unsafe.SizeOf<SignalContext>());
        Assert.Equal(304, Unsafe.SizeOf<UserContext>());
        Assert.Equal(SignalFrame.StructureSize, Unsafe.SizeOf<SignalFrame>());
    }

    [Theory]
    [InlineData(nameof(SignalContext.R8), 0)]
    [InlineData(nameof(SignalContext.Rdi), 64)]
    [InlineData(nameof(SignalContext.Rax), 104)]
    [InlineData(nameof(SignalContext.Rsp), 120)]
    [InlineData(nameof(SignalContext.Rip), 128)]
    [InlineData(nameof(SignalContext.Rflags), 136)]
    [InlineData(nameof(SignalContext.Cs), 144)]
    [InlineData(nameof(SignalContext.Ss), 150)]
    [InlineData(nameof(SignalContext.ErrorCode), 152)]
    [InlineData(nameof(SignalContext.TrapNumber), 160)]
    [InlineData(nameof(SignalContext.OldMask), 168)]
    [InlineData(nameof(SignalContext.FaultAddress), 176)]
    [InlineData(nameof(SignalContext.VectorState), 184)]
    [InlineData(nameof(SignalContext.Reserved), 192)]
    public void RegistersLieWhereLinuxHasThem(string field, int offset) =>
        Assert.Equal(offset, (int)Marshal.OffsetOf<SignalContext>(field));

    [Fact]
    public void TheFrameIsPutTogetherAsOnLinux()
    {
        Assert.Equal(SignalFrame.ContextOffset, (int)Marshal.OffsetOf<SignalFrame>(nameof(SignalFrame.Context)));
        Assert.Equal(SignalFrame.InfoOffset, (int)Marshal.OffsetOf<SignalFrame>(nameof(SignalFrame.Info)));
        Assert.Equal(16, (int)Marshal.OffsetOf<UserContext>(nameof(UserContext.Stack)));
        Assert.Equal(40, (int)Marshal.OffsetOf<UserContext>(nameof(UserContext.Registers)));
        Assert.Equal(296, (int)Marshal.OffsetOf<UserContext>(nameof(UserContext.Mask)));
        Assert.Equal(16, (int)Marshal.OffsetOf<SignalInfo>(nameof(SignalInfo.First)));
        Assert.Equal(24, (int)Marshal.OffsetOf<SignalInfo>(nameof(SignalInfo.Second)));
    }
}
