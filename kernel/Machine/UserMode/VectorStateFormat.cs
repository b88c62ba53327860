using System;
using System.Buffers.Binary;

namespace Lodestar.Machine.UserMode;

/// <summary>
/// A program's x87 and vector state as a signal frame holds it: XSAVE's standard format (Intel SDM volume 1, 13.4) with what
/// Linux adds so that programs know how much of it there is (<c>struct _fpx_sw_bytes</c> and FP_XSTATE_MAGIC2 in
/// <c>arch/x86/include/uapi/asm/sigcontext.h</c>), or FXSAVE's 512 bytes on a CPU without XSAVE.
/// </summary>
/// <param name="components">What XSAVE handles, as in XCR0; 0 on a CPU without XSAVE.</param>
/// <param name="areaSize">Bytes of XSAVE's area for these components (CPUID leaf 0xD), or 512.</param>
/// <param name="mxcsrMask">The bits of MXCSR that the CPU has (Intel SDM volume 1, 11.6.6).</param>
internal readonly struct VectorStateFormat(ulong components, int areaSize, uint mxcsrMask)
{
    internal const ulong X87 = 1 << 0;
    internal const ulong Sse = 1 << 1;
    internal const ulong Avx = 1 << 2;

    internal const int LegacySize = 512;
    internal const int HeaderSize = 64;
    internal const int ControlOffset = 0;
    internal const int StatusOffset = 2;
    internal const int MxcsrOffset = 24;
    internal const int MxcsrMaskOffset = 28;
    internal const int RegistersOffset = 160;
    internal const int SoftwareOffset = 464;
    internal const uint DefaultMxcsr = 0x1f80;

    private const uint Magic1 = 0x4650_5853;
    private const uint Magic2 = 0x4650_5845;
    private const int ExtendedSizeOffset = SoftwareOffset + 4;
    private const int FeaturesOffset = SoftwareOffset + 8;
    private const int StateSizeOffset = SoftwareOffset + 16;
    private const int PresentOffset = LegacySize;

    // XCOMP_BV and the 8 bytes behind it, which XRSTOR wants to be zero in the standard format (13.8.1).
    private const int MustBeZeroOffset = LegacySize + 8;
    private const int MustBeZeroSize = 16;

    /// <summary>Whether there is more than FXSAVE's part.</summary>
    internal bool IsExtended => components != 0;

    /// <summary>Bytes of the area that SaveVectorState fills and LoadVectorState takes.</summary>
    internal int AreaSize => areaSize;

    /// <summary>Bytes of the state in a signal frame.</summary>
    internal int FrameSize => IsExtended ? areaSize + sizeof(uint) : LegacySize;

    /// <summary>Makes a signal frame's state of an area.</summary>
    /// <param name="area">What SaveVectorState has filled, with all of the program's registers in it.</param>
    /// <param name="frame"><see cref="FrameSize"/> bytes.</param>
    internal void WriteFrame(ReadOnlySpan<byte> area, Span<byte> frame)
    {
        area[..areaSize].CopyTo(frame);
        frame[SoftwareOffset..LegacySize].Clear();
        if (IsExtended)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(frame[SoftwareOffset..], Magic1);
            BinaryPrimitives.WriteUInt32LittleEndian(frame[ExtendedSizeOffset..], (uint)FrameSize);
            BinaryPrimitives.WriteUInt64LittleEndian(frame[FeaturesOffset..], components);
            BinaryPrimitives.WriteUInt32LittleEndian(frame[StateSizeOffset..], (uint)areaSize);

            // A handler that knows only FXSAVE's part may change it without saying that it is there.
            ulong present = BinaryPrimitives.ReadUInt64LittleEndian(frame[PresentOffset..]) | X87 | Sse;
            BinaryPrimitives.WriteUInt64LittleEndian(frame[PresentOffset..], present);
            BinaryPrimitives.WriteUInt32LittleEndian(frame[areaSize..], Magic2);
        }
    }

    /// <summary>
    /// Makes an area that LoadVectorState can load without a fault of what a program has left in its signal frame. As on
    /// Linux, FXSAVE's part counts alone where the rest is not marked as there, and components that are left out get their
    /// initial state (<c>__fpu_restore_sig</c> in <c>arch/x86/kernel/fpu/signal.c</c>).
    /// </summary>
    /// <param name="frame">As much of the frame's state as could be read. Anything may be in it.</param>
    /// <param name="area"><see cref="AreaSize"/> bytes.</param>
    /// <returns>False where Linux gives SIGSEGV: too little could be read, or a value that the CPU would refuse.</returns>
    internal bool TryReadFrame(ReadOnlySpan<byte> frame, Span<byte> area)
    {
        area.Clear();
        if (frame.Length < LegacySize)
        {
            return false;
        }

        frame[..SoftwareOffset].CopyTo(area);
        if (IsExtended && !TryReadExtended(frame, area))
        {
            return false;
        }

        return (BinaryPrimitives.ReadUInt32LittleEndian(area[MxcsrOffset..]) & ~mxcsrMask) == 0;
    }

    private bool TryReadExtended(ReadOnlySpan<byte> frame, Span<byte> area)
    {
        uint size = BinaryPrimitives.ReadUInt32LittleEndian(frame[StateSizeOffset..]);
        uint extendedSize = BinaryPrimitives.ReadUInt32LittleEndian(frame[ExtendedSizeOffset..]);
        Span<byte> present = area[PresentOffset..];
        bool isMarked = BinaryPrimitives.ReadUInt32LittleEndian(frame[SoftwareOffset..]) == Magic1
            && size >= LegacySize + HeaderSize && size <= areaSize && size <= extendedSize;
        if (isMarked && frame.Length < size + sizeof(uint))
        {
            return false;
        }

        if (!isMarked || BinaryPrimitives.ReadUInt32LittleEndian(frame[(int)size..]) != Magic2)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(present, X87 | Sse);
            return true;
        }

        ulong wanted = BinaryPrimitives.ReadUInt64LittleEndian(frame[FeaturesOffset..]) & components;
        ulong marked = BinaryPrimitives.ReadUInt64LittleEndian(frame[PresentOffset..]);
        if ((marked & ~components) != 0 || frame.Slice(MustBeZeroOffset, MustBeZeroSize).ContainsAnyExcept((byte)0))
        {
            return false;
        }

        if ((wanted & Sse) == 0)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(area[MxcsrOffset..], DefaultMxcsr);
        }

        // What the frame does not bring up to its size is zero.
        int rest = LegacySize + HeaderSize;
        frame[rest..(int)size].CopyTo(area[rest..]);
        BinaryPrimitives.WriteUInt64LittleEndian(present, marked & wanted);
        return true;
    }
}
