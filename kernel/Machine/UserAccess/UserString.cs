using System;
using Lodestar.Machine.UserMode;

namespace Lodestar.Machine.UserAccess;

/// <summary>A program's string that ends in a zero byte. Nothing about it has been checked.</summary>
/// <param name="address">Any number that the program passed.</param>
public readonly struct UserString(ulong address)
{
    /// <summary>The first byte's address.</summary>
    public ulong Address { get; } = address;

    /// <summary>Copies the string without its zero byte.</summary>
    /// <returns>Its length in bytes; -1 if memory ends before it does, -2 if <paramref name="destination"/> does.</returns>
    public int Read(Span<byte> destination) => UserMemory.ReadString(Address, destination);
}
