using System;
using System.Buffers.Binary;
using Lodestar.Machine.UserMode;
using Lodestar.RuntimeTests;

namespace Lodestar.KernelTests;

/// <summary>The vector state in signal frames: what the program gets to see, and what it may give back.</summary>
public static class SignalStateTests
{
    private const int SoftwareOffset = 464;
    private const int ComponentsOffset = 512;
    private const ulong FrameAddress = RecordedProgram.StackTop - 0x600;

    [Test]
    public static void TheFrameHoldsTheWholeState()
    {
        byte[] state = VectorProgram.UnusualState();
        byte[] frame = new byte[UserVectorState.Size];
        RunWith(state, registers => UserVectorState.Save(registers, frame));
        Check.Equal(-1, VectorProgram.Difference(state, frame.AsSpan(0, state.Length)));
        if (UserVectorState.IsExtended)
        {
            // struct _fpx_sw_bytes, and FP_XSTATE_MAGIC2 behind the area.
            Check.Equal(0x4650_5853U, BinaryPrimitives.ReadUInt32LittleEndian(frame.AsSpan(SoftwareOffset)));
            Check.Equal(frame.Length, BinaryPrimitives.ReadInt32LittleEndian(frame.AsSpan(SoftwareOffset + 4)));
            Check.Equal(VectorProgram.Components, BinaryPrimitives.ReadUInt64LittleEndian(frame.AsSpan(SoftwareOffset + 8)));
            Check.Equal(state.Length, BinaryPrimitives.ReadInt32LittleEndian(frame.AsSpan(SoftwareOffset + 16)));
            Check.Equal(VectorProgram.Components, BinaryPrimitives.ReadUInt64LittleEndian(frame.AsSpan(ComponentsOffset)));
            Check.Equal(0x4650_5845U, BinaryPrimitives.ReadUInt32LittleEndian(frame.AsSpan(state.Length)));
        }
    }

    [Test]
    public static void ResetGivesAFreshState()
    {
        byte[] after = RunWith(VectorProgram.UnusualState(), UserVectorState.Reset);
        Check.Equal(-1, VectorProgram.Difference(VectorProgram.InitialState(), after));
    }

    [Test]
    public static void WhatWasSavedComesBack()
    {
        byte[] state = VectorProgram.UnusualState();
        bool saved = false, restored = false;
        byte[] after = RunWith(
            state,
            registers =>
            {
                saved = UserVectorState.TrySave(registers, FrameAddress);
                UserVectorState.Reset(registers);
                restored = UserVectorState.TryRestore(registers, FrameAddress);
            });
        Check.That(saved);
        Check.That(restored);
        Check.Equal(-1, VectorProgram.Difference(state, after));
    }

    [Test]
    public static void AProgramMayChangeItsFrame()
    {
        byte[] frame = new byte[UserVectorState.Size];
        RunWith(VectorProgram.UnusualState(), registers => UserVectorState.Save(registers, frame));
        bool restored = false;
        byte[] after = RunWith(VectorProgram.InitialState(), registers => restored = UserVectorState.Restore(registers, frame));
        Check.That(restored);
        Check.Equal(-1, VectorProgram.Difference(VectorProgram.UnusualState(), after));
    }

    [Test]
    public static void WhatIsNotInTheFrameIsFresh()
    {
        if (!UserVectorState.IsExtended)
        {
            return;
        }

        byte[] frame = new byte[UserVectorState.Size];
        RunWith(VectorProgram.UnusualState(), registers => UserVectorState.Save(registers, frame));
        frame.AsSpan(ComponentsOffset, sizeof(ulong)).Clear();
        byte[] after = RunWith(VectorProgram.UnusualState(), registers => UserVectorState.Restore(registers, frame));

        // XRSTOR takes MXCSR all the same.
        byte[] expected = VectorProgram.InitialState();
        BinaryPrimitives.WriteUInt32LittleEndian(expected.AsSpan(24), 0xffff);
        Check.Equal(-1, VectorProgram.Difference(expected, after));
    }

    [Test]
    public static void RefusedFramesChangeNothing()
    {
        byte[] state = VectorProgram.UnusualState();
        int accepted = 0;
        byte[] after = RunWith(
            state,
            registers =>
            {
                byte[] frame = new byte[UserVectorState.Size];
                UserVectorState.Save(registers, frame);
                accepted += UserVectorState.Restore(registers, frame.AsSpan(0, 511)) ? 1 : 0;
                frame[26] = 1; // a bit of MXCSR that is reserved
                accepted += UserVectorState.Restore(registers, frame) ? 1 : 0;
                accepted += UserVectorState.TryRestore(registers, 0x7fff_ffff_e000) ? 1 : 0;
                accepted += UserVectorState.TryRestore(registers, 0xffff_ffff_8010_0000) ? 1 : 0;
                accepted += UserVectorState.TryRestore(registers, RecordedProgram.Code + 8) ? 1 : 0;
                accepted += UserVectorState.TrySave(registers, RecordedProgram.Code) ? 1 : 0;
            });
        Check.Equal(0, accepted);
        Check.Equal(-1, VectorProgram.Difference(state, after));
    }

    [Test]
    public static void NoFrameFaultsInTheKernel()
    {
        const int Frames = 2000;
        int accepted = 0;
        RunWith(
            VectorProgram.UnusualState(),
            registers =>
            {
                byte[] valid = new byte[UserVectorState.Size];
                UserVectorState.Save(registers, valid);
                Random random = new(1);
                byte[] frame = new byte[valid.Length];
                for (int i = 0; i < Frames; i++)
                {
                    // Valid but for a few bytes, mostly where sizes and components stand; or nothing but noise.
                    valid.CopyTo(frame, 0);
                    if (i % 8 == 0)
                    {
                        random.NextBytes(frame);
                    }

                    for (int change = random.Next(5); change > 0; change--)
                    {
                        frame[random.Next(4) == 0 ? random.Next(frame.Length) : random.Next(SoftwareOffset, Math.Min(frame.Length, 576))] = (byte)random.Next(256);
                    }

                    accepted += UserVectorState.Restore(registers, frame.AsSpan(0, random.Next(3) == 0 ? random.Next(frame.Length) : frame.Length)) ? 1 : 0;
                }
            });
        Check.AtLeast(Frames / 10, accepted);
    }

    [Test]
    public static void TheLeastSignalStackHoldsFrameAndState()
    {
        Check.AtLeast(440 + UserVectorState.Size, UserVectorState.MinimumSignalStack);
        Check.AtMost(440 + UserVectorState.Size + 128, UserVectorState.MinimumSignalStack);
        Check.Equal(0, UserVectorState.MinimumSignalStack % 16);
    }

    /// <summary>Runs a program with a state whose call does something to it; returns the state after the call.</summary>
    private static byte[] RunWith(byte[] state, RecordedProgram.RegisterChange call)
    {
        const int EndCall = 40;
        byte[] after = [];
        RecordedProgram.Run(
            VectorProgram.Page(
                [
                    .. VectorProgram.LoadState, .. VectorProgram.Call(39), .. VectorProgram.StoreState, .. VectorProgram.Call(EndCall), .. VectorProgram.Exit,
                ],
                state),
            onRegisters: registers =>
            {
                if (registers.OriginalRax == EndCall)
                {
                    after = VectorProgram.ReadStored();
                }
                else
                {
                    call(registers);
                }
            });
        return after;
    }
}
