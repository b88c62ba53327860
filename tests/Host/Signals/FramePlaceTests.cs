using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Lodestar.Core.Abi;
using Lodestar.Core.Signals;
using Xunit;

namespace Lodestar.Host.Tests.Signals;

/// <summary>Where a handler's frame goes, held against a frame of the host's Linux.</summary>
public sealed unsafe partial class FramePlaceTests
{
    private const int VectorStateSize = 836;
    private const Signal HostSignal = Signal.SIGRT_20;
    private const int SysSetAction = 13;

    // struct _fpx_sw_bytes in a frame's vector state: extended_size.
    private const int StateSizeOffset = 464 + 4;

    private static UserContext s_context;
    private static SignalInfo s_info;
    private static ulong s_frame;
    private static ulong s_distance;
    private static int s_stateSize;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TheFrameLiesWhereLinuxPutsIt(bool onAlternateStack) => HostSignals.OnOwnThread(() =>
    {
        const int StackSize = 1 << 16;
        void* memory = NativeMemory.Alloc(StackSize);
        SignalStack alternate = new() { Address = (ulong)memory, Size = StackSize };
        AlternateStack stack = new();
        Assert.Equal(Errno.None, stack.Set(alternate, stackPointer: 0));
        Assert.Equal(Errno.None, HostSignals.SetStack(alternate, out _));
        SetHandler(onAlternateStack);
        SignalSet blocked = HostSignals.SetMask(SignalMaskChange.Block, default);
        Assert.Equal(Errno.None, HostSignals.Send(HostSignal));
        HostSignals.SetStack(new SignalStack { Flags = SignalStackFlags.Disable }, out _);
        NativeMemory.Free(memory);

        SignalFramePlace place = SignalFramePlace.Find(s_context.Registers.Rsp, stack, onAlternateStack, s_stateSize)!.Value;
        Assert.Equal(s_frame, place.Frame);
        Assert.Equal(s_context.Registers.VectorState, place.VectorState);
        Assert.Equal((ulong)SignalFrame.InfoOffset - SignalFrame.ContextOffset, s_distance);
        Assert.Equal(
            UserContextFlags.ExtendedState | UserContextFlags.StackSegment | UserContextFlags.StrictStackSegment, s_context.Flags);
        Assert.Equal(
            (alternate.Address, alternate.Flags, alternate.Size),
            (s_context.Stack.Address, s_context.Stack.Flags, s_context.Stack.Size));
        Assert.Equal(blocked, s_context.Mask);
        Assert.Equal(blocked, s_context.Registers.OldMask);
        Assert.Equal((0x33, 0x2b), (s_context.Registers.Cs, s_context.Registers.Ss));
        SignalInfo expected = SignalInfo.FromProcess(HostSignal, SignalCode.SI_TKILL, Environment.ProcessId, GetUserId());
        Assert.Equal(BytesOf(expected), BytesOf(s_info));
    });

    [Theory]
    [InlineData(0x7fff_0000UL)]
    [InlineData(0x7fff_1238UL)]
    [InlineData(0x7fff_0001UL)]
    [InlineData(0UL)]
    [InlineData(5UL)]
    public void AlignmentHoldsForEveryStackPointer(ulong stackPointer)
    {
        SignalFramePlace place = SignalFramePlace.Find(stackPointer, new AlternateStack(), false, VectorStateSize)!.Value;
        Assert.Equal(0UL, place.VectorState % 64);
        Assert.Equal(0UL, (place.Frame + 8) % 16);
        Assert.True(stackPointer - 128 - place.VectorState >= VectorStateSize);
        Assert.True(place.VectorState - place.Frame >= SignalFrame.StructureSize);
    }

    [Fact]
    public void AFrameThatOverflowsTheAlternateStackHasNoPlace()
    {
        AlternateStack stack = new();
        Assert.Equal(Errno.None, stack.Set(new SignalStack { Address = 0x10000, Size = 2048 }, stackPointer: 0));
        Assert.NotNull(SignalFramePlace.Find(0x7fff_0000, stack, true, VectorStateSize));
        Assert.Null(SignalFramePlace.Find(0x7fff_0000, stack, true, 2000));

        // On the stack already, with or without SA_ONSTACK.
        Assert.Null(SignalFramePlace.Find(0x10400, stack, true, VectorStateSize));
        Assert.Null(SignalFramePlace.Find(0x10400, stack, false, VectorStateSize));
    }

    private static byte[] BytesOf(in SignalInfo info) => MemoryMarshal.AsBytes(new ReadOnlySpan<SignalInfo>(in info)).ToArray();

    private static void SetHandler(bool onAlternateStack)
    {
        Assert.Equal(0, GetRestorer(out ulong restorer));
        SignalAction action = new()
        {
            Handler = (ulong)(delegate* unmanaged<int, SignalInfo*, UserContext*, void>)&Handle,
            Flags = SignalActionFlags.SigInfo | SignalActionFlags.Restorer
                | (onAlternateStack ? SignalActionFlags.OnStack : SignalActionFlags.None),
            Restorer = restorer,
        };
        Assert.Equal(0, Call(SysSetAction, (nint)HostSignal, (nint)(&action), 0, sizeof(ulong)));
    }

    /// <summary>The code that calls rt_sigreturn: .NET has set its own handlers through the C library.</summary>
    private static nint GetRestorer(out ulong restorer)
    {
        SignalAction action;
        nint result = Call(SysSetAction, (nint)Signal.SIGSEGV, 0, (nint)(&action), sizeof(ulong));
        restorer = action.Restorer;
        return result;
    }

    [UnmanagedCallersOnly]
    private static void Handle(int signal, SignalInfo* info, UserContext* context)
    {
        s_context = *context;
        s_info = *info;
        s_frame = (ulong)context - SignalFrame.ContextOffset;
        s_distance = (ulong)info - (ulong)context;
        s_stateSize = Unsafe.ReadUnaligned<int>((byte*)context->Registers.VectorState + StateSizeOffset);
    }

    [LibraryImport("libc", EntryPoint = "getuid")]
    private static partial uint GetUserId();

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial nint Call(nint number, nint first, nint second, nint third, nint fourth);
}
