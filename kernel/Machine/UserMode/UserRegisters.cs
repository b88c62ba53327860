using Lodestar.Machine.Cpu;
using Lodestar.Machine.Interrupts;

namespace Lodestar.Machine.UserMode;

/// <summary>
/// A program's registers while the kernel works for it: a view of the frame on the kernel stack. What is set here is what
/// the program goes on with. Selectors can't be set: ring 3 always has its own.
/// </summary>
public readonly unsafe ref struct UserRegisters
{
    private readonly InterruptFrame* _frame;

    internal UserRegisters(InterruptFrame* frame) => _frame = frame;

    /// <summary>MXCSR as the entry code has saved it.</summary>
    internal uint* Mxcsr => (uint*)((byte*)_frame + InterruptFrame.MxcsrOffset);

    /// <summary>The vector registers that the entry code has saved, 16 bytes each.</summary>
    internal byte* Vectors => (byte*)_frame - InterruptFrame.OffsetFromCall;

    /// <summary>The number of the system call that is being served, or -1.</summary>
    public long OriginalRax
    {
        get => (long)_frame->OriginalRax;
        set => _frame->OriginalRax = (ulong)value;
    }

    public ulong Rax { get => _frame->Rax; set => _frame->Rax = value; }

    public ulong Rbx { get => _frame->Rbx; set => _frame->Rbx = value; }

    public ulong Rcx { get => _frame->Rcx; set => _frame->Rcx = value; }

    public ulong Rdx { get => _frame->Rdx; set => _frame->Rdx = value; }

    public ulong Rsi { get => _frame->Rsi; set => _frame->Rsi = value; }

    public ulong Rdi { get => _frame->Rdi; set => _frame->Rdi = value; }

    public ulong Rbp { get => _frame->Rbp; set => _frame->Rbp = value; }

    public ulong Rsp { get => _frame->Rsp; set => _frame->Rsp = value; }

    public ulong R8 { get => _frame->R8; set => _frame->R8 = value; }

    public ulong R9 { get => _frame->R9; set => _frame->R9 = value; }

    public ulong R10 { get => _frame->R10; set => _frame->R10 = value; }

    public ulong R11 { get => _frame->R11; set => _frame->R11 = value; }

    public ulong R12 { get => _frame->R12; set => _frame->R12 = value; }

    public ulong R13 { get => _frame->R13; set => _frame->R13 = value; }

    public ulong R14 { get => _frame->R14; set => _frame->R14 = value; }

    public ulong R15 { get => _frame->R15; set => _frame->R15 = value; }

    public ulong Rip { get => _frame->Rip; set => _frame->Rip = value; }

    /// <summary>The code segment's selector, for signal frames.</summary>
    public ushort Cs => (ushort)_frame->Cs;

    /// <summary>The stack segment's selector, for signal frames.</summary>
    public ushort Ss => (ushort)_frame->Ss;

    /// <summary>The flags. Of what is set, only bits that ring 3 may change itself are taken.</summary>
    public ulong Rflags
    {
        get => _frame->Rflags;
        set => _frame->Rflags = (value & UserRflags.Changeable) | UserRflags.Fixed;
    }
}
