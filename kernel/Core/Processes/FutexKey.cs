using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Memory;
using Lodestar.Machine.UserMode;

namespace Lodestar.Core.Processes;

/// <summary>
/// Which futex an address means, <c>futex(2)</c>: two addresses mean the same one if their keys are equal. As on Linux, who
/// says that a futex is private does not meet who does not say so.
/// </summary>
public readonly struct FutexKey : IEquatable<FutexKey>
{
    private readonly object? _space;
    private readonly ulong _place;
    private readonly bool _isPrivate;

    private FutexKey(object space, ulong place, bool isPrivate)
    {
        _space = space;
        _place = place;
        _isPrivate = isPrivate;
    }

    /// <summary>Finds the futex at an address of the running thread's program.</summary>
    /// <param name="memory">The program's memory.</param>
    /// <param name="address">Any number that the program passed.</param>
    /// <param name="isPrivate">FUTEX_PRIVATE_FLAG: the address need not be mapped then.</param>
    /// <param name="key">The futex.</param>
    /// <returns>EINVAL for an address that is no multiple of 4, EFAULT.</returns>
    public static Errno TryFind(AddressSpace memory, ulong address, bool isPrivate, out FutexKey key)
    {
        key = new FutexKey(memory, address, isPrivate);
        if (address % sizeof(uint) != 0)
        {
            return Errno.EINVAL;
        }

        if (isPrivate)
        {
            return UserMemory.IsUserRange(address, sizeof(uint)) ? Errno.None : Errno.EFAULT;
        }

        if (!UserMemory.TryRead(address, out uint _))
        {
            return Errno.EFAULT;
        }

        if (memory.Areas.Find(address) is { IsShared: true, File: { } file } area)
        {
            key = new FutexKey(file, area.FileOffsetAt(address), isPrivate: false);
        }

        return Errno.None;
    }

    public bool Equals(FutexKey other) =>
        _place == other._place && _space == other._space && _isPrivate == other._isPrivate;

    public override bool Equals(object? obj) => obj is FutexKey other && Equals(other);

    public override int GetHashCode()
    {
        // Threads of one program wait at different addresses; those of different programs rarely wait at the same one.
        const ulong GoldenRatio = 0x9e37_79b9_7f4a_7c15;
        const int Upper = 32;
        return (int)(_place * GoldenRatio >> Upper);
    }
}
