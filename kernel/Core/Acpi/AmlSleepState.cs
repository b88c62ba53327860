using System;
using System.Buffers.Binary;

namespace Lodestar.Core.Acpi;

/// <summary>
/// Finds the object <c>\_S5</c>, the sleep state in which the machine is off, in AML, the bytes of the firmware's program (ACPI 6.5, chapter 20).
/// The program is not run: a definition by name, or a method that returns the values at once, is looked for among the bytes.
/// </summary>
public static class AmlSleepState
{
    private const byte NameOp = 0x08;
    private const byte MethodOp = 0x14;
    private const byte ReturnOp = 0xa4;
    private const byte PackageOp = 0x12;
    private const byte RootChar = (byte)'\\';
    private const byte ZeroOp = 0x00;
    private const byte OneOp = 0x01;
    private const byte OnesOp = 0xff;
    private const byte BytePrefix = 0x0a;
    private const byte WordPrefix = 0x0b;
    private const byte DoubleWordPrefix = 0x0c;
    private const byte QuadWordPrefix = 0x0e;

    /// <summary>Bits of a value that the register has room for.</summary>
    private const byte TypeMask = 7;

    private static ReadOnlySpan<byte> Name => "_S5_"u8;

    /// <summary>Finds the values; null when the program does not have them, or not in one of these forms.</summary>
    /// <param name="aml">A table's bytes behind its header.</param>
    public static SleepType? Find(ReadOnlySpan<byte> aml)
    {
        int start = 0;
        while (aml[start..].IndexOf(Name) is var distance and >= 0)
        {
            int at = start + distance;
            start = at + Name.Length;
            if (TryReadDefinition(aml[..at], aml[start..], out SleepType type))
            {
                return type;
            }
        }

        return null;
    }

    private static bool TryReadDefinition(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after, out SleepType type)
    {
        if (!before.IsEmpty && before[^1] == RootChar)
        {
            before = before[..^1];
        }

        type = default;
        return (!before.IsEmpty && before[^1] == NameOp && TryReadPackage(after, out type))
            || (IsMethod(before) && after.Length > 2 && after[1] == ReturnOp && TryReadPackage(after[2..], out type));
    }

    /// <summary>Whether the bytes end with the beginning of a method: its length has one to four bytes, the first of which says how many.</summary>
    private static bool IsMethod(ReadOnlySpan<byte> before)
    {
        const int LongestLength = 4;
        for (int length = 1; length <= LongestLength && length < before.Length; length++)
        {
            if (before[^length] >> LengthCountShift == length - 1 && before[^(length + 1)] == MethodOp)
            {
                return true;
            }
        }

        return false;
    }

    private const int LengthCountShift = 6;

    /// <summary>
    /// A package of integers (20.2.5.4), of which the first two count. A single one has both values, a byte each.
    /// </summary>
    private static bool TryReadPackage(ReadOnlySpan<byte> aml, out SleepType type)
    {
        const int BitsPerByte = 8;
        type = default;
        if (aml.Length < 2 || aml[0] != PackageOp)
        {
            return false;
        }

        // The length's first byte, the further bytes that it counts, the number of elements.
        int start = 2 + (aml[1] >> LengthCountShift);
        if (aml.Length <= start)
        {
            return false;
        }

        int elements = aml[start];
        aml = aml[(start + 1)..];
        if (elements == 0 || !TryReadInteger(ref aml, out ulong first))
        {
            return false;
        }

        ulong second = first >> BitsPerByte;
        if (elements > 1 && !TryReadInteger(ref aml, out second))
        {
            return false;
        }

        type = new SleepType((byte)(first & TypeMask), (byte)(second & TypeMask));
        return true;
    }

    private static bool TryReadInteger(ref ReadOnlySpan<byte> aml, out ulong value)
    {
        value = 0;
        if (aml.IsEmpty)
        {
            return false;
        }

        byte operation = aml[0];
        int width = operation switch
        {
            ZeroOp or OneOp or OnesOp => 0,
            BytePrefix => sizeof(byte),
            WordPrefix => sizeof(ushort),
            DoubleWordPrefix => sizeof(uint),
            QuadWordPrefix => sizeof(ulong),
            _ => -1,
        };
        if (width < 0 || aml.Length <= width)
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        bytes.Clear();
        aml.Slice(1, width).CopyTo(bytes);
        value = width > 0 ? BinaryPrimitives.ReadUInt64LittleEndian(bytes)
            : operation == OnesOp ? ulong.MaxValue
            : operation;
        aml = aml[(width + 1)..];
        return true;
    }
}
