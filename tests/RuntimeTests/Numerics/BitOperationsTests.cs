using System;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Lodestar.RuntimeTests;

/// <summary>Bit counting and rotation, byte order, reinterpretation of memory.</summary>
public static class BitOperationsTests
{
    [Test]
    public static void ZerosAndLogarithms()
    {
        for (int bit = 0; bit < 64; bit++)
        {
            ulong value = Opaque.Value(1UL << bit);
            Check.Equal(63 - bit, BitOperations.LeadingZeroCount(value));
            Check.Equal(bit, BitOperations.TrailingZeroCount(value));
            Check.Equal(bit, BitOperations.Log2(value));
            Check.Equal(1, BitOperations.PopCount(value));
            Check.That(BitOperations.IsPow2(value));
        }
        Check.Equal(64, BitOperations.LeadingZeroCount(Opaque.Value(0UL)));
        Check.Equal(32, BitOperations.TrailingZeroCount(Opaque.Value(0)));
    }

    [Test]
    public static void PopCountAndRotation()
    {
        Check.Equal(32, BitOperations.PopCount(Opaque.Value(0xF0F0F0F0F0F0F0F0UL)));
        Check.Equal(0x23456781u, BitOperations.RotateLeft(Opaque.Value(0x12345678u), 4));
        Check.Equal(0x81234567u, BitOperations.RotateRight(Opaque.Value(0x12345678u), 4));
        Check.Equal(1UL, BitOperations.RotateLeft(Opaque.Value(1UL << 63), 1));
        Check.Equal(1024u, BitOperations.RoundUpToPowerOf2(Opaque.Value(1000u)));
    }

    [Test]
    public static void Crc32C()
    {
        // The check value of CRC-32C is that of the digits 1 to 9.
        uint crc = uint.MaxValue;
        foreach (byte digit in "123456789"u8)
        {
            crc = BitOperations.Crc32C(crc, digit);
        }
        Check.Equal(0xE3069283u, ~crc);
    }

    [Test]
    public static void ByteOrder()
    {
        Span<byte> buffer = stackalloc byte[16];
        BinaryPrimitives.WriteUInt32BigEndian(buffer, 0x01020304);
        BinaryPrimitives.WriteUInt32LittleEndian(buffer[4..], 0x01020304);
        BinaryPrimitives.WriteInt64BigEndian(buffer[8..], -2);
        Check.Equal((byte)1, buffer[0]);
        Check.Equal((byte)4, buffer[4]);
        Check.Equal((byte)0xFE, buffer[15]);
        Check.Equal(0x01020304u, BinaryPrimitives.ReadUInt32BigEndian(buffer));
        Check.Equal(0x0304, BinaryPrimitives.ReadInt16LittleEndian(buffer[4..]));
        Check.Equal(-2L, BinaryPrimitives.ReadInt64BigEndian(buffer[8..]));
        Check.Equal(0x0807060504030201UL, BinaryPrimitives.ReverseEndianness(0x0102030405060708UL));
        Check.That(!BinaryPrimitives.TryReadUInt64LittleEndian(buffer[9..], out _));
    }

    [Test]
    public static void UnalignedAccess()
    {
        byte[] bytes = new byte[40];
        for (int offset = 0; offset < 20; offset++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(offset), 0x1122334455667788UL);
            Check.Equal(0x1122334455667788UL, BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(offset)));
            Check.Equal(0x11223344u, MemoryMarshal.Read<uint>(bytes.AsSpan(offset + 4)));
        }
    }

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private struct Packed
    {
        public byte Type;
        public uint Length;
        public ulong Address;
    }

    [StructLayout(LayoutKind.Explicit)]
    private struct Overlay
    {
        [FieldOffset(0)]
        public ulong Whole;

        [FieldOffset(0)]
        public uint Low;

        [FieldOffset(4)]
        public uint High;
    }

    [Test]
    public static void LayoutsOfStructs()
    {
        Packed packed = new() { Type = 1, Length = 0x02030405, Address = 0x1011121314151617 };
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(new ReadOnlySpan<Packed>(in packed));
        Check.Equal(13, bytes.Length);
        Check.Equal((byte)0x05, bytes[1]);
        Check.Equal((byte)0x17, bytes[5]);
        Packed copy = MemoryMarshal.Read<Packed>(bytes);
        Check.Equal(packed.Address, copy.Address);
        Overlay overlay = new() { Whole = 0x1111111122222222 };
        Check.Equal(0x11111111u, Opaque.Value(overlay).High);
        overlay.Low = 0;
        Check.Equal(0x1111111100000000UL, overlay.Whole);
    }
}
