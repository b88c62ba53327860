using System;
using Lodestar.Machine.UserMode;

namespace Lodestar.Machine.UserAccess;

/// <summary>Bytes of a program that the kernel reads, as in <c>write(2)</c>. Nothing about it has been checked.</summary>
/// <param name="address">Any number that the program passed.</param>
/// <param name="length">In bytes; any number too.</param>
public readonly struct ReadableUserBuffer(ulong address, ulong length)
{
    /// <summary>The first byte's address.</summary>
    public ulong Address { get; } = address;

    /// <summary>In bytes.</summary>
    public ulong Length { get; } = length;

    /// <summary>Whether all of it lies in the half of the address space that is the program's. It need not be mapped.</summary>
    public bool IsInUserSpace => UserMemory.IsUserRange(Address, Length);

    /// <summary>Copies from a place in the buffer, which must have so many bytes.</summary>
    /// <returns>How many bytes came through before one could not be read.</returns>
    public int CopyTo(Span<byte> destination, ulong offset = 0) => UserMemory.CopyFrom(Address + offset, destination);
}
