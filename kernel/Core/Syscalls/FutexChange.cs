using Lodestar.Core.Abi;
using Lodestar.Machine.UserMode;

namespace Lodestar.Core.Syscalls;

/// <summary>
/// What FUTEX_WAKE_OP does with the second futex: an operation, a comparison with what was there before, and a number of 12 bits for
/// each (FUTEX_OP in <c>futex(2)</c>).
/// </summary>
/// <param name="encoded">As the program passes it.</param>
internal readonly struct FutexChange(uint encoded)
{
    private const int OperationBit = 28;
    private const uint OperationMask = 7;
    private const int ComparisonBit = 24;
    private const uint ComparisonMask = 0xf;

    /// <summary>FUTEX_OP_ARG_SHIFT: the operation's number is that of a bit.</summary>
    private const uint IsBit = 1U << 31;

    private const int NumberBits = 12;
    private const int BitsOfWord = 32;

    /// <summary>Changes the futex. Nothing else runs meanwhile, so it happens at once for everybody.</summary>
    /// <param name="address">Where it is.</param>
    /// <param name="isTrue">Whether the comparison is.</param>
    /// <returns>EFAULT; ENOSYS for an unknown operation, or, when it has been made, an unknown comparison.</returns>
    internal Errno TryMake(ulong address, out bool isTrue)
    {
        isTrue = false;
        if (!UserMemory.TryRead(address, out int old))
        {
            return Errno.EFAULT;
        }

        int number = Signed(encoded >> NumberBits);
        number = (encoded & IsBit) != 0 ? 1 << number : number;
        int? changed = ((encoded >> OperationBit) & OperationMask) switch
        {
            0 => number,
            1 => unchecked(old + number),
            2 => old | number,
            3 => old & ~number,
            4 => old ^ number,
            _ => null,
        };
        if (changed is not { } value)
        {
            return Errno.ENOSYS;
        }

        if (!UserMemory.TryWrite(address, value))
        {
            return Errno.EFAULT;
        }

        int other = Signed(encoded);
        bool? result = ((encoded >> ComparisonBit) & ComparisonMask) switch
        {
            0 => old == other,
            1 => old != other,
            2 => old < other,
            3 => old <= other,
            4 => old > other,
            5 => old >= other,
            _ => null,
        };
        isTrue = result ?? false;
        return result is null ? Errno.ENOSYS : Errno.None;
    }

    /// <summary>The number in the low 12 bits.</summary>
    private static int Signed(uint bits) => (int)(bits << (BitsOfWord - NumberBits)) >> (BitsOfWord - NumberBits);
}
