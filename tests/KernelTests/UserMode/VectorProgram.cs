using System;
using System.Buffers.Binary;
using Lodestar.Machine.Cpu;
using Lodestar.Machine.UserMode;

namespace Lodestar.KernelTests;

/// <summary>
/// Machine code for programs that load a whole x87 and vector state, do something, and store it again: the way to see every
/// register before and after. The areas are XSAVE's where the CPU has it, else FXSAVE's.
/// </summary>
internal static class VectorProgram
{
    /// <summary>Where <see cref="LoadState"/> finds the state, in the code's page.</summary>
    public const int StateOffset = 0x800;

    /// <summary>Where <see cref="StoreState"/> puts it.</summary>
    public const ulong Stored = RecordedProgram.StackTop - 0xc00;

    private const int FtwOffset = 4;
    private const int StackOffset = 32;
    private const int ComponentsOffset = 512;
    private const int UpperOffset = 576;
    private const byte Load = 0x0c, Store = 0x04, ExtendedLoad = 0x2c, ExtendedStore = 0x24;

    /// <summary>Bytes of a state.</summary>
    public static int Size => UserVectorState.IsExtended ? UserVectorState.Size - sizeof(uint) : UserVectorState.Size;

    /// <summary>Components that the CPU saves.</summary>
    public static ulong Components => UserVectorState.IsExtended ? CpuInstructions.ReadXcr0() : 0;

    /// <summary>fxrstor or xrstor of the state in the code's page.</summary>
    public static byte[] LoadState => Access(RecordedProgram.Code + StateOffset, Load, ExtendedLoad);

    /// <summary>fxsave or xsave to <see cref="Stored"/>.</summary>
    public static byte[] StoreState => Access(Stored, Store, ExtendedStore);

    /// <summary>mov eax, number; syscall</summary>
    public static byte[] Call(int number) => [0xb8, .. BitConverter.GetBytes(number), 0x0f, 0x05];

    /// <summary>The call that ends the program.</summary>
    public static byte[] Exit => Call((int)RecordedProgram.ExitNumber);

    /// <summary>A code page with a state in it.</summary>
    public static byte[] Page(ReadOnlySpan<byte> code, ReadOnlySpan<byte> state)
    {
        byte[] page = new byte[UserPageTable.PageSize];
        code.CopyTo(page);
        state.CopyTo(page.AsSpan(StateOffset));
        return page;
    }

    /// <summary>A state with something else than the initial value in everything that a program can change.</summary>
    public static byte[] UnusualState(uint mxcsr = 0xffff)
    {
        byte[] state = new byte[Size];
        BinaryPrimitives.WriteUInt16LittleEndian(state, 0x0f7f);                           // FCW: round toward zero
        BinaryPrimitives.WriteUInt16LittleEndian(state.AsSpan(2), 0x2800);                 // FSW: top of stack 5
        state[FtwOffset] = 0xe0;                                                           // ST(0) to ST(2) are in use
        BinaryPrimitives.WriteUInt32LittleEndian(state.AsSpan(24), mxcsr);
        for (int register = 0; register < 3; register++)
        {
            // Normal numbers of 10 bytes.
            BinaryPrimitives.WriteUInt64LittleEndian(state.AsSpan(StackOffset + (16 * register)), 0x8000_0000_0000_0000 + (ulong)register);
            BinaryPrimitives.WriteUInt16LittleEndian(state.AsSpan(StackOffset + (16 * register) + 8), (ushort)(0x4000 + register));
        }

        Fill(state.AsSpan(160, 256), 0x11);
        if (Components != 0)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(state.AsSpan(ComponentsOffset), Components);
            Fill(state.AsSpan(UpperOffset), 0x91);
        }

        return state;
    }

    /// <summary>The state of a new program.</summary>
    public static byte[] InitialState()
    {
        byte[] state = new byte[Size];
        BinaryPrimitives.WriteUInt16LittleEndian(state, 0x037f);
        BinaryPrimitives.WriteUInt32LittleEndian(state.AsSpan(24), 0x1f80);
        return state;
    }

    /// <summary>Where two states differ in what is a register's; -1 if nowhere.</summary>
    public static int Difference(ReadOnlySpan<byte> expected, ReadOnlySpan<byte> actual)
    {
        // Not the mask of MXCSR and what lies between the registers, the software's bytes and the header.
        for (int i = 0; i < expected.Length; i++)
        {
            bool isRegister = i < 28 || (i >= StackOffset && i < 416) || i >= UpperOffset;
            if (isRegister && expected[i] != actual[i])
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>What the program has stored.</summary>
    public static byte[] ReadStored()
    {
        byte[] state = new byte[Size];
        UserMemory.CopyFrom(Stored, state);
        return state;
    }

    private static void Fill(Span<byte> bytes, byte first)
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)(first + (i / 16) + (i % 16 * 7));
        }
    }

    // mov eax, 7; xor edx, edx; (f)x... [address]
    private static byte[] Access(ulong address, byte legacy, byte extended) =>
    [
        0xb8, 0x07, 0x00, 0x00, 0x00, 0x31, 0xd2,
        0x48, 0x0f, 0xae, UserVectorState.IsExtended ? extended : legacy, 0x25, .. BitConverter.GetBytes((uint)address),
    ];
}
