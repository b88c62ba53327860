using System;
using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Lodestar.Machine.Cpu;

namespace Lodestar.Machine.UserMode;

/// <summary>
/// The x87, SSE and AVX state of the program whose system call or exception is being served, for signal frames. The entry code
/// has saved MXCSR and the first vector registers below the program's frame (<c>asm/frame.inc</c>); everything else is
/// still in the CPU, because kernel code does not touch it (<c>tools/VectorProof</c>).
/// </summary>
public static unsafe partial class UserVectorState
{
    private const int RegisterSize = 16;

    /// <summary>What XSAVE wants an area to be aligned to, and what it wants of a signal frame.</summary>
    private const int AreaAlignment = 64;
    private const int LegacyAlignment = 16;

    // struct rt_sigframe of Linux: return address, struct ucontext, siginfo_t; and what aligning it and the state can cost.
    private const int SignalFrameSize = 8 + 304 + 128;
    private const int FrameAlignment = 16;

    private const int InitialSize = VectorStateFormat.LegacySize + VectorStateFormat.HeaderSize;

    private static VectorStateFormat s_format;

    /// <summary>Whether there is more in a signal frame than FXSAVE's 512 bytes: then uc_flags has UC_FP_XSTATE.</summary>
    public static bool IsExtended => s_format.IsExtended;

    /// <summary>Bytes of the state in a signal frame: 512, or XSAVE's area and the 4 bytes of FP_XSTATE_MAGIC2.</summary>
    public static int Size => s_format.FrameSize;

    /// <summary>What the address of the state in a signal frame has to be a multiple of.</summary>
    public static int Alignment => IsExtended ? AreaAlignment : LegacyAlignment;

    /// <summary>
    /// The least stack that a signal handler can start on, AT_MINSIGSTKSZ: the frame, the state, and the most that
    /// aligning both costs (<c>get_sigframe_size</c> in Linux's <c>arch/x86/kernel/signal.c</c>, without 32-bit programs).
    /// </summary>
    public static int MinimumSignalStack =>
        (SignalFrameSize + FrameAlignment - 1 + Size + AreaAlignment - 1 + FrameAlignment - 1) & -FrameAlignment;

    /// <summary>
    /// Lets programs use AVX where the CPU has XSAVE, and asks how large the state is. AVX-512 stays off: no CPU of the
    /// tests has it.
    /// </summary>
    internal static void Initialize()
    {
        const uint Leaf = 0xd;
        ulong components = 0;
        int size = VectorStateFormat.LegacySize;
        if (CpuFeatures.Has(CpuFeature.Xsave))
        {
            components = VectorStateFormat.X87 | VectorStateFormat.Sse;
            components |= CpuFeatures.Has(CpuFeature.Avx) ? VectorStateFormat.Avx & Cpuid.Read(Leaf).Eax : 0;
            CpuInstructions.WriteXcr0(components);

            // EBX is for what XCR0 has now.
            size = (int)Cpuid.Read(Leaf).Ebx;
        }

        SetVectorComponents((uint)components);
        s_format = new VectorStateFormat(components, size, ReadMxcsrMask());
    }

    /// <summary>Writes the complete state as Linux puts it into a signal frame.</summary>
    /// <param name="registers">The program's registers.</param>
    /// <param name="frame"><see cref="Size"/> bytes.</param>
    public static void Save(UserRegisters registers, Span<byte> frame)
    {
        byte* area = Align(stackalloc byte[s_format.AreaSize + AreaAlignment]);
        Collect(registers, area);
        s_format.WriteFrame(new ReadOnlySpan<byte>(area, s_format.AreaSize), frame);
    }

    /// <summary>
    /// Gives the program the state that <see cref="Save"/> has written and the program has had in its hands since.
    /// Nothing is changed if it is refused.
    /// </summary>
    /// <param name="registers">The program's registers.</param>
    /// <param name="frame">What can be read at the state's address, up to <see cref="Size"/> bytes. Anything may be in it.</param>
    /// <returns>False where Linux ends rt_sigreturn(2) with SIGSEGV.</returns>
    public static bool Restore(UserRegisters registers, ReadOnlySpan<byte> frame)
    {
        byte* area = Align(stackalloc byte[s_format.AreaSize + AreaAlignment]);
        if (!s_format.TryReadFrame(frame, new Span<byte>(area, s_format.AreaSize)))
        {
            return false;
        }

        Load(registers, area);
        return true;
    }

    /// <summary>Writes the state to a program's memory; false if it cannot be written there.</summary>
    /// <param name="registers">The program's registers.</param>
    /// <param name="address">Where, a multiple of <see cref="Alignment"/>.</param>
    public static bool TrySave(UserRegisters registers, ulong address)
    {
        Span<byte> frame = stackalloc byte[Size];
        Save(registers, frame);
        return UserMemory.CopyTo(address, frame) == frame.Length;
    }

    /// <summary>Takes the state from a program's memory, for rt_sigreturn(2); false where Linux gives SIGSEGV.</summary>
    /// <param name="registers">The program's registers.</param>
    /// <param name="address">The address that the signal frame names; anything may be there.</param>
    public static bool TryRestore(UserRegisters registers, ulong address)
    {
        if (address % (ulong)Alignment != 0)
        {
            return false;
        }

        Span<byte> frame = stackalloc byte[Size];
        return Restore(registers, frame[..UserMemory.CopyFrom(address, frame)]);
    }

    /// <summary>The state of a new program: for execve(2), and for the start of a signal handler.</summary>
    public static void Reset(UserRegisters registers) => Load(registers, GetInitialVectorState());

    /// <summary>Bytes of what <see cref="Save(byte*)"/> fills.</summary>
    internal static int AreaSize => s_format.AreaSize;

    /// <summary>Takes from the CPU what a program has there beside what the entry code has saved.</summary>
    /// <param name="area"><see cref="AreaSize"/> bytes, 64-byte aligned; zeros, or what an earlier call has left.</param>
    internal static void Save(byte* area) => SaveVectorState(area);

    /// <summary>Gives the CPU what <see cref="Save(byte*)"/> has taken.</summary>
    internal static void Load(byte* area) => LoadVectorState(area);

    /// <summary>Makes the state of a thread that does not run that of a new program.</summary>
    internal static void CopyInitial(byte* area, UserRegisters registers)
    {
        new ReadOnlySpan<byte>(GetInitialVectorState(), Math.Min(AreaSize, InitialSize)).CopyTo(new Span<byte>(area, AreaSize));
        *registers.Mxcsr = VectorStateFormat.DefaultMxcsr;
        SavedRegisters(registers).Clear();
    }

    /// <summary>Brings the registers in the CPU and those in the entry code's save area together.</summary>
    private static void Collect(UserRegisters registers, byte* area)
    {
        new Span<byte>(area, s_format.AreaSize).Clear();
        SaveVectorState(area);
        *(uint*)(area + VectorStateFormat.MxcsrOffset) = *registers.Mxcsr;
        SavedRegisters(registers).CopyTo(new Span<byte>(area + VectorStateFormat.RegistersOffset, SavedSize));
    }

    private static void Load(UserRegisters registers, byte* area)
    {
        const int PresentOffset = VectorStateFormat.LegacySize;
        LoadVectorState(area);
        *registers.Mxcsr = *(uint*)(area + VectorStateFormat.MxcsrOffset);

        // Without its mark in the header SSE's part has been set to zeros, whatever the area holds.
        bool isPresent = !IsExtended || (*(ulong*)(area + PresentOffset) & VectorStateFormat.Sse) != 0;
        Span<byte> saved = SavedRegisters(registers);
        saved.Clear();
        if (isPresent)
        {
            new ReadOnlySpan<byte>(area + VectorStateFormat.RegistersOffset, SavedSize).CopyTo(saved);
        }
    }

    private static int SavedSize => GetSavedVectorRegisters() * RegisterSize;

    private static Span<byte> SavedRegisters(UserRegisters registers) => new(registers.Vectors, SavedSize);

    /// <summary>The area in memory of the stack that is larger by what aligning can cost.</summary>
    private static byte* Align(Span<byte> memory)
    {
        ulong address = (ulong)Unsafe.AsPointer(ref MemoryMarshal.GetReference(memory));
        return (byte*)((address + AreaAlignment - 1) & ~(AreaAlignment - 1UL));
    }

    /// <summary>The bits of MXCSR that the CPU has, by FXSAVE; 0 there means the first CPUs with SSE.</summary>
    private static uint ReadMxcsrMask()
    {
        const uint FirstMask = 0xffbf;
        byte* area = Align(stackalloc byte[VectorStateFormat.LegacySize + AreaAlignment]);
        SaveLegacyState(area);
        uint mask = *(uint*)(area + VectorStateFormat.MxcsrMaskOffset);
        return mask != 0 ? mask : FirstMask;
    }

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "SaveVectorState")]
    private static extern void SaveVectorState(byte* area);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "SaveLegacyVectorState")]
    private static extern void SaveLegacyState(byte* area);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "LoadVectorState")]
    private static extern void LoadVectorState(byte* area);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "SetVectorComponents")]
    private static extern void SetVectorComponents(uint components);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "GetInitialVectorState")]
    private static extern byte* GetInitialVectorState();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "GetSavedVectorRegisters")]
    private static extern int GetSavedVectorRegisters();
}
