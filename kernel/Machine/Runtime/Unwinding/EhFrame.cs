using System.Runtime.CompilerServices;

namespace Lodestar.Machine.Runtime.Unwinding;

/// <summary>
/// Finds the unwind data of a code address: <c>.eh_frame_hdr</c> is a sorted table over <c>.eh_frame</c> (LSB 5.0 Core,
/// "Exception Frames"). The linker wrote both, so anything unexpected is a bug of the build and stops the kernel.
/// </summary>
internal static unsafe class EhFrame
{
    // DW_EH_PE_*: how a pointer is stored (LSB 5.0, "DWARF Extensions").
    private const byte PointerAbsolute = 0x00;
    private const byte PointerSigned4 = 0x0b;
    private const byte PointerUnsigned4 = 0x03;
    private const byte PointerSigned8 = 0x0c;
    private const byte PointerPcRelative = 0x10;
    private const byte PointerDataRelative = 0x30;
    private const byte PointerOmit = 0xff;

    /// <summary>Finds the entry that covers an address; false for code without one (assembly) and for data.</summary>
    public static bool TryFind(ulong address, out FrameDescription frame)
    {
        frame = default;
        return TryFindNext(address, ref frame);
    }

    /// <summary>
    /// The same for a walk: <paramref name="frame"/> is what it found last, or empty. Nearly all entries share one CIE,
    /// which is then not read again. After false the description means nothing.
    /// </summary>
    public static bool TryFindNext(ulong address, ref FrameDescription frame)
    {
        byte* header = Native.GetEhFrameHeader();
        // Version 1, pointer to .eh_frame, count and table of (start, FDE), both relative to the header.
        if (header[0] != 1 || header[2] != PointerUnsigned4 || header[3] != (PointerDataRelative | PointerSigned4))
        {
            RuntimeFailure.Stop("unexpected .eh_frame_hdr");
        }

        uint count = *(uint*)(header + 8);
        int* table = (int*)(header + 12);
        long wanted = (long)address - (long)header;
        if (count == 0 || wanted < table[0] || wanted > int.MaxValue)
        {
            return false;
        }

        // The last entry that starts at or before the address.
        uint low = 0;
        uint high = count;
        while (high - low > 1)
        {
            uint middle = (low + high) / 2;
            if (table[2 * middle] <= wanted)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        Read(header + table[(2 * low) + 1], ref frame);
        return address - frame.Start < frame.Length;
    }

    private static void Read(byte* fde, ref FrameDescription frame)
    {
        byte* p = fde;
        uint length = *(uint*)p;
        p += 4;
        frame.InstructionsEnd = p + length;
        byte* cie = p - *(uint*)p;
        p += 4;
        if (frame.Cie != cie)
        {
            ReadCie(cie, ref frame);
        }

        frame.Start = (ulong)ReadPointer(ref p, frame.AddressEncoding);
        frame.Length = (ulong)ReadPointer(ref p, (byte)(frame.AddressEncoding & 0x0f));
        frame.Lsda = null;
        if (frame.HasAugmentation)
        {
            ulong size = ReadUnsigned(ref p);
            byte* end = p + size;
            if (frame.LsdaEncoding != PointerOmit)
            {
                frame.Lsda = ReadPointer(ref p, frame.LsdaEncoding);
            }

            p = end;
        }

        frame.Instructions = p;
    }

    private static void ReadCie(byte* cie, ref FrameDescription frame)
    {
        frame.Cie = cie;
        frame.AddressEncoding = PointerAbsolute;
        frame.LsdaEncoding = PointerOmit;
        byte* p = cie;
        uint length = *(uint*)p;
        p += 4;
        frame.CieInstructionsEnd = p + length;
        p += 4;
        byte version = *p++;
        if (version != 1)
        {
            RuntimeFailure.Stop("unexpected CIE version");
        }

        byte* augmentation = p;
        while (*p++ != 0)
        {
        }

        frame.CodeAlignment = ReadUnsigned(ref p);
        frame.DataAlignment = ReadSigned(ref p);
        byte returnAddressRegister = *p++;
        if (returnAddressRegister != DwarfRegister.ReturnAddress)
        {
            RuntimeFailure.Stop("unexpected return address register in a CIE");
        }

        frame.HasAugmentation = *augmentation == (byte)'z';
        if (frame.HasAugmentation)
        {
            ulong size = ReadUnsigned(ref p);
            byte* end = p + size;
            for (byte* letter = augmentation + 1; *letter != 0; letter++)
            {
                switch (*letter)
                {
                    case (byte)'R': frame.AddressEncoding = *p++; break;
                    case (byte)'L': frame.LsdaEncoding = *p++; break;
                    case (byte)'P':
                        byte encoding = *p++;
                        ReadPointer(ref p, encoding);
                        break;
                    case (byte)'S': break;
                    default: RuntimeFailure.Stop("unexpected letter in a CIE's augmentation"); break;
                }
            }

            p = end;
        }

        frame.CieInstructions = p;
    }

    private static byte* ReadPointer(ref byte* p, byte encoding)
    {
        byte* place = p;
        long value;
        switch (encoding & 0x0f)
        {
            case PointerAbsolute or PointerSigned8:
                value = *(long*)p;
                p += 8;
                break;
            case PointerSigned4:
                value = *(int*)p;
                p += 4;
                break;
            case PointerUnsigned4:
                value = *(uint*)p;
                p += 4;
                break;
            default:
                RuntimeFailure.Stop("unexpected pointer encoding in .eh_frame");
                return null;
        }

        return value != 0 && (encoding & 0x70) == PointerPcRelative ? place + value : (byte*)value;
    }

    /// <summary>Reads an unsigned LEB128 number (DWARF 5, section 7.6) and moves past it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong ReadUnsigned(ref byte* p)
    {
        // Nearly all numbers are of one byte.
        const byte More = 0x80;
        return *p < More ? *p++ : ReadLongUnsigned(ref p);
    }

    private static ulong ReadLongUnsigned(ref byte* p)
    {
        ulong value = 0;
        int shift = 0;
        byte b;
        do
        {
            b = *p++;
            value |= (ulong)(b & 0x7f) << shift;
            shift += 7;
        }
        while ((b & 0x80) != 0);
        return value;
    }

    /// <summary>Reads a signed LEB128 number (DWARF 5, section 7.6) and moves past it.</summary>
    public static long ReadSigned(ref byte* p)
    {
        long value = 0;
        int shift = 0;
        byte b;
        do
        {
            b = *p++;
            value |= (long)(b & 0x7f) << shift;
            shift += 7;
        }
        while ((b & 0x80) != 0);
        return (b & 0x40) != 0 && shift < 64 ? value | (-1L << shift) : value;
    }
}
