using System.Runtime.CompilerServices;
using Lodestar.Core.Abi;
using Lodestar.Machine.Diagnostics;
using Lodestar.Machine.UserMode;

namespace Lodestar.Core.Syscalls;

/// <summary>From a number to the method that carries it in its <see cref="SyscallAttribute"/>.</summary>
public static partial class SyscallTable
{
    private static readonly SeenNumbers s_unknown = new();

    /// <summary>
    /// Whether numbers without a handler come here every time, so that they can be traced; otherwise only until they have been
    /// named in the log.
    /// </summary>
    internal static bool KeepsUnknown { get; set; }

    /// <summary>Calls the handler of a number.</summary>
    /// <param name="context">The caller.</param>
    /// <param name="arguments">
    /// The argument registers. The generated code takes any type here that has Rdi, Rsi, Rdx, R10, R8 and R9.
    /// </param>
    /// <param name="number">The low 32 bits of RAX, signed. Last, so that the others are already where the handlers want them.</param>
    /// <returns>What goes into RAX; -ENOSYS for a number without a handler.</returns>
    public static partial long Dispatch(SyscallContext context, UserRegisters arguments, int number);

    // Not inlined: the dispatcher is a jump without a stack frame of its own, and so is the way of a known unknown number.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long UnknownSyscall(int number)
    {
        if (s_unknown.Add(number))
        {
            Report(number);
        }

        return -(long)Errno.ENOSYS;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Report(int number)
    {
        KernelLog.Warning($"system call {number} is not there: ENOSYS");
        if (!KeepsUnknown)
        {
            UnservedCalls.Add(number);
        }
    }
}
