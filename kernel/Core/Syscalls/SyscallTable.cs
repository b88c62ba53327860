using Lodestar.Core.Abi;
using Lodestar.Machine.Diagnostics;

namespace Lodestar.Core.Syscalls;

/// <summary>From a number to the method that carries it in its <see cref="SyscallAttribute"/>.</summary>
public static partial class SyscallTable
{
    /// <summary>One more than the highest number that a handler may have.</summary>
    public const int Size = 512;

    // A bit for each number that the log has named, and one for all numbers outside of the table: a program can't flood the log.
    private static readonly ulong[] s_named = new ulong[Size / 64];
    private static bool s_otherNamed;

    /// <summary>Calls the handler of a number.</summary>
    /// <param name="context">The caller.</param>
    /// <param name="number">The low 32 bits of RAX, signed.</param>
    /// <param name="arguments">
    /// The argument registers. The generated code takes any type here that has Rdi, Rsi, Rdx, R10, R8 and R9.
    /// </param>
    /// <returns>What goes into RAX; -ENOSYS for a number without a handler.</returns>
    public static partial long Dispatch(SyscallContext context, int number, in SyscallArguments arguments);

    private static long UnknownSyscall(int number)
    {
        if (IsNew(number))
        {
            KernelLog.Warning($"system call {number} is not there: ENOSYS");
        }

        return -(long)Errno.ENOSYS;
    }

    private static bool IsNew(int number)
    {
        if ((uint)number >= Size)
        {
            bool first = !s_otherNamed;
            s_otherNamed = true;
            return first;
        }

        ulong bit = 1UL << (number % 64);
        ref ulong word = ref s_named[number / 64];
        bool isNew = (word & bit) == 0;
        word |= bit;
        return isNew;
    }
}
