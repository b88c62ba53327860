using Lodestar.Machine.UserMode;

namespace Lodestar.Machine.UserAccess;

/// <summary>A program's structure. Nothing about it has been checked.</summary>
/// <typeparam name="T">Its layout.</typeparam>
/// <param name="address">Any number that the program passed.</param>
public readonly struct UserRef<T>(ulong address)
    where T : unmanaged
{
    /// <summary>The first byte's address.</summary>
    public ulong Address { get; } = address;

    /// <summary>Whether the program passed a null pointer.</summary>
    public bool IsNull => Address == 0;

    /// <summary>Copies the structure from the program; false if any of it cannot be read.</summary>
    public bool TryRead(out T value) => UserMemory.TryRead(Address, out value);

    /// <summary>Copies the structure to the program; false if any of it cannot be written.</summary>
    public bool TryWrite(in T value) => UserMemory.TryWrite(Address, value);
}
