using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Signals;
using Xunit;

namespace Lodestar.Host.Tests.Signals;

/// <summary>The alternate signal stack.</summary>
public sealed class AlternateStackTests
{
    /// <summary>A stack pointer that is in none of the stacks here, and neither is this process's own.</summary>
    private const ulong Elsewhere = 0x7000_0000_0000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void LinuxAgreesOnRandomCalls(int seed) => HostSignals.OnOwnThread(() =>
    {
        Random random = new(seed);
        AlternateStack stack = new();
        Assert.Equal(Errno.None, HostSignals.SetStack(new SignalStack { Flags = SignalStackFlags.Disable }, out _));
        for (int step = 0; step < 2000; step++)
        {
            SignalStack wanted = RandomStack(random);
            SignalStack old = stack.Describe(Elsewhere);
            Errno error = stack.Set(wanted, Elsewhere);
            Assert.Equal(HostSignals.SetStack(wanted, out SignalStack hostOld), error);
            if (error == Errno.None)
            {
                Assert.Equal(hostOld, old);
            }
        }

        Assert.Equal(Errno.None, HostSignals.SetStack(new SignalStack { Flags = SignalStackFlags.Disable }, out _));
    });

    [Fact]
    public void NobodyChangesTheStackThatHeRunsOn()
    {
        AlternateStack stack = new();
        SignalStack value = new() { Address = 0x10000, Size = 0x4000 };
        Assert.Equal(Errno.None, stack.Set(value, Elsewhere));
        Assert.Equal(Errno.EPERM, stack.Set(value, 0x14000));
        Assert.Equal(SignalStackFlags.OnStack, stack.Describe(0x10001).Flags);
        Assert.Equal(SignalStackFlags.None, stack.Describe(0x10000).Flags);
        Assert.Equal(SignalStackFlags.None, stack.Describe(0x14001).Flags);
    }

    [Fact]
    public void AStackThatDisarmsItselfIsGoneWhileAHandlerRuns()
    {
        AlternateStack stack = new();
        Assert.Equal(
            Errno.None, stack.Set(new SignalStack { Address = 0x10000, Size = 0x4000, Flags = SignalStackFlags.AutoDisarm }, Elsewhere));
        Assert.True(stack.IsFree(0x12000));
        stack.Disarm();
        Assert.False(stack.IsFree(0x12000));
        Assert.Equal(SignalStackFlags.Disable, stack.Describe(0x12000).Flags);
    }

    private static SignalStack RandomStack(Random random)
    {
        ReadOnlySpan<SignalStackFlags> flags =
        [
            SignalStackFlags.None, SignalStackFlags.OnStack, SignalStackFlags.Disable, SignalStackFlags.OnStack | SignalStackFlags.Disable,
            SignalStackFlags.AutoDisarm, SignalStackFlags.AutoDisarm | SignalStackFlags.OnStack,
            SignalStackFlags.AutoDisarm | SignalStackFlags.Disable, (SignalStackFlags)4, (SignalStackFlags)0x4000_0000,
        ];
        ReadOnlySpan<ulong> sizes = [0, 1, 2047, 2048, 4096, 1UL << 40];
        ReadOnlySpan<ulong> addresses = [0, 0x1000, 0x1234567, 0x7fff_ffff_e000, 0xffff_8000_0000_0000];
        return new SignalStack
        {
            Address = addresses[random.Next(addresses.Length)],
            Flags = flags[random.Next(flags.Length)],
            Size = sizes[random.Next(sizes.Length)],
        };
    }
}
