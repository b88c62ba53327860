using Lodestar.Core.Abi;
using Lodestar.Machine.UserMode;

namespace Lodestar.Core.Signals;

/// <summary>A program's registers into a signal frame and out of it.</summary>
internal static class SignalRegisters
{
    /// <summary>The registers as a frame has them; what is no register is left zero.</summary>
    internal static SignalContext Save(UserRegisters registers) => new()
    {
        R8 = registers.R8,
        R9 = registers.R9,
        R10 = registers.R10,
        R11 = registers.R11,
        R12 = registers.R12,
        R13 = registers.R13,
        R14 = registers.R14,
        R15 = registers.R15,
        Rdi = registers.Rdi,
        Rsi = registers.Rsi,
        Rbp = registers.Rbp,
        Rbx = registers.Rbx,
        Rdx = registers.Rdx,
        Rax = registers.Rax,
        Rcx = registers.Rcx,
        Rsp = registers.Rsp,
        Rip = registers.Rip,
        Rflags = registers.Rflags,
        Cs = registers.Cs,
        Ss = registers.Ss,
    };

    /// <summary>
    /// Gives a program the registers of a frame. Anything may be in it: selectors get ring 3's privilege, flags that ring 3
    /// cannot change stay, and what still cannot be loaded faults at the IRETQ, which is the program's fault then.
    /// </summary>
    internal static void Restore(in UserContext context, UserRegisters registers)
    {
        SignalContext saved = context.Registers;
        registers.R8 = saved.R8;
        registers.R9 = saved.R9;
        registers.R10 = saved.R10;
        registers.R11 = saved.R11;
        registers.R12 = saved.R12;
        registers.R13 = saved.R13;
        registers.R14 = saved.R14;
        registers.R15 = saved.R15;
        registers.Rdi = saved.Rdi;
        registers.Rsi = saved.Rsi;
        registers.Rbp = saved.Rbp;
        registers.Rbx = saved.Rbx;
        registers.Rdx = saved.Rdx;
        registers.Rax = saved.Rax;
        registers.Rcx = saved.Rcx;
        registers.Rsp = saved.Rsp;
        registers.Rip = saved.Rip;
        registers.Rflags = saved.Rflags;
        registers.Cs = saved.Cs;
        registers.Ss = saved.Ss;
        if ((context.Flags & UserContextFlags.StrictStackSegment) == 0 && registers.Cs == UserRegisters.CodeSelector)
        {
            // Programs from before the flag leave something else there.
            registers.Ss = UserRegisters.StackSelector;
        }
    }
}
