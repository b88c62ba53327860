using System;
using Lodestar.Machine.UserMode;

namespace Lodestar.Machine.UserAccess;

/// <summary>Bytes of a program that the kernel fills, as in <c>read(2)</c>. Nothing about it has been checked.</summary>
/// <param name="address">Any number that the program passed.</param>
/// <param name="length">In bytes; any number too.</param>
public readonly struct WritableUserBuffer(ulong address, ulong length)
{
    /// <summary>The first byte's address.</summary>
    public ulong Address { get; } = address;

    /// <summary>In bytes.</summary>
    public ulong Length { get; } = length;

    /// <summary>Whether all of it lies in the half of the address space that is the program's. It need not be mapped.</summary>
    public bool IsInUserSpace => UserMemory.IsUserRange(Address, Length);

    /// <summary>Copies to a place in the buffer, which must have room.</summary>
    /// <returns>How many bytes arrived before one could not be written.</returns>
    public int CopyFrom(ReadOnlySpan<byte> source, ulong offset = 0) => UserMemory.CopyTo(Address + offset, source);

    /// <summary>Writes zeros to a place in the buffer, which must have room.</summary>
    /// <returns>How many arrived before one could not be written.</returns>
    public ulong Clear(ulong offset, ulong count) => UserMemory.Clear(Address + offset, count);
}
