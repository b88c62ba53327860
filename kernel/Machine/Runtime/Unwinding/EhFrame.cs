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

        Read(header + table[(2 * low) + 1], out frame);
        return address - frame.Start < frame.Length;
    }

    private static void Read(byte* fde, out FrameDescription frame)
    {
        frame = default;
        byte* p = fde;
        uint length = *(uint*)p;
        p += 4;
        frame.InstructionsEnd = p + length;
        byte* cie = p - *(uint*)p;
        p += 4;
        ReadCie(cie, ref frame, out byte addressEncoding, out byte lsdaEncoding, out bool hasAugmentation);
        frame.Start = (ulong)ReadPointer(ref p, addressEncoding);
        frame.Length = (ulong)ReadPointer(ref p, (byte)(addressEncoding & 0x0f));
        if (hasAugmentation)
        {
            ulong size = ReadUnsigned(ref p);
            byte* end = p + size;
            if (lsdaEncoding != PointerOmit)
            {
                frame.Lsda = ReadPointer(ref p, lsdaEncoding);
            }

            p = end;
        }

        frame.Instructions = p;
    }

    private static void ReadCie(
        byte* cie, ref FrameDescription frame, out byte addressEncoding, out byte lsdaEncoding, out bool hasAugmentation)
    {
        addressEncoding = PointerAbsolute;
        lsdaEncoding = PointerOmit;
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

        hasAugmentation = *augmentation == (byte)'z';
        if (hasAugmentation)
        {
            ulong size = ReadUnsigned(ref p);
            byte* end = p + size;
            for (byte* letter = augmentation + 1; *letter != 0; letter++)
            {
                switch (*letter)
                {
                    case (byte)'R': addressEncoding = *p++; break;
                    case (byte)'L': lsdaEncoding = *p++; break;
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
    public static ulong ReadUnsigned(ref byte* p)
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
