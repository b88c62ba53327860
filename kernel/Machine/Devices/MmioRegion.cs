using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading;
using Lodestar.Machine.Memory;

namespace Lodestar.Machine.Devices;

/// <summary>
/// Registers of a device in memory, mapped for good and not cached, for drivers in the safe half. Each access is one instruction of
/// its width, at an offset that is a multiple of it: reads are not inlined, because the compiler makes a shorter one of a read of which the caller
/// needs only a part, and devices give nothing for that.
/// </summary>
public sealed unsafe class MmioRegion
{
    private readonly byte* _start;

    private MmioRegion(byte* start, ulong address, ulong length)
    {
        _start = start;
        Address = address;
        Length = length;
    }

    /// <summary>The physical address.</summary>
    public ulong Address { get; }

    /// <summary>In bytes.</summary>
    public ulong Length { get; }

    /// <summary>
    /// Maps registers; null if they would overlap with RAM, lie beyond the CPU's physical addresses or at 0, be empty or more than there is room for.
    /// </summary>
    /// <param name="address">The physical address, a multiple of 8.</param>
    /// <param name="length">In bytes.</param>
    public static MmioRegion? TryMap(ulong address, ulong length)
    {
        bool isSound = address != 0 && address % sizeof(ulong) == 0 && length != 0
            && length <= PhysicalSpace.End && address <= PhysicalSpace.End - length;
        if (!isSound || PhysicalSpace.HasRam(address, address + length))
        {
            return null;
        }

        byte* start = KernelAddressSpace.MapMmio(address, length);
        return start == null ? null : new MmioRegion(start, address, length);
    }

    /// <summary>Reads a byte.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The offset is outside, or no multiple of the width.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public byte Read8(ulong offset) => Volatile.Read(ref *At(offset, sizeof(byte)));

    /// <summary>Reads two bytes, little-endian.</summary>
    /// <inheritdoc cref="Read8"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public ushort Read16(ulong offset) => Volatile.Read(ref *(ushort*)At(offset, sizeof(ushort)));

    /// <summary>Reads four bytes, little-endian.</summary>
    /// <inheritdoc cref="Read8"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public uint Read32(ulong offset) => Volatile.Read(ref *(uint*)At(offset, sizeof(uint)));

    /// <summary>Reads eight bytes, little-endian.</summary>
    /// <inheritdoc cref="Read8"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public ulong Read64(ulong offset) => Volatile.Read(ref *(ulong*)At(offset, sizeof(ulong)));

    /// <summary>Writes a byte.</summary>
    /// <inheritdoc cref="Read8"/>
    public void Write8(ulong offset, byte value) => Volatile.Write(ref *At(offset, sizeof(byte)), value);

    /// <summary>Writes two bytes, little-endian.</summary>
    /// <inheritdoc cref="Read8"/>
    public void Write16(ulong offset, ushort value) => Volatile.Write(ref *(ushort*)At(offset, sizeof(ushort)), value);

    /// <summary>Writes four bytes, little-endian.</summary>
    /// <inheritdoc cref="Read8"/>
    public void Write32(ulong offset, uint value) => Volatile.Write(ref *(uint*)At(offset, sizeof(uint)), value);

    /// <summary>Writes eight bytes, little-endian.</summary>
    /// <inheritdoc cref="Read8"/>
    public void Write64(ulong offset, ulong value) => Volatile.Write(ref *(ulong*)At(offset, sizeof(ulong)), value);

    private byte* At(ulong offset, uint width)
    {
        if (width > Length || offset > Length - width || offset % width != 0)
        {
            ThrowOutside(offset);
        }

        return _start + offset;
    }

    [DoesNotReturn]
    private static void ThrowOutside(ulong offset) =>
        throw new ArgumentOutOfRangeException(nameof(offset), offset, "outside the registers, or not aligned");
}
