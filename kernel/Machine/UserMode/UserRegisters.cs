using Lodestar.Machine.Cpu;
using Lodestar.Machine.Interrupts;

namespace Lodestar.Machine.UserMode;

/// <summary>
/// A program's registers while the kernel works for it: a view of the frame on the kernel stack. What is set here is what
/// the program goes on with. No value can do harm: what the CPU refuses to load faults at the IRETQ to ring 3, and that is the
/// program's own exception.
/// </summary>
public readonly unsafe ref struct UserRegisters
{
    /// <summary>CS of 64-bit programs.</summary>
    public const ushort CodeSelector = Selector.UserCode;

    /// <summary>SS of programs.</summary>
    public const ushort StackSelector = Selector.UserData;

    /// <summary>TF: a trap after each instruction.</summary>
    public const ulong TrapFlag = 1 << 8;

    /// <summary>DF: string instructions go downwards.</summary>
    public const ulong DirectionFlag = 1 << 10;

    /// <summary>RF: no breakpoint at the next instruction.</summary>
    public const ulong ResumeFlag = 1 << 16;

    private readonly InterruptFrame* _frame;

    internal UserRegisters(InterruptFrame* frame) => _frame = frame;

    /// <summary>MXCSR as the entry code has saved it.</summary>
    internal uint* Mxcsr => (uint*)((byte*)_frame + InterruptFrame.MxcsrOffset);

    /// <summary>The vector registers that the entry code has saved, 16 bytes each.</summary>
    internal byte* Vectors => (byte*)_frame - InterruptFrame.OffsetFromCall;

    /// <summary>Makes them those of a new program: all but these are zero.</summary>
    public void BeginProgram(ulong instructionPointer, ulong stackPointer)
    {
        *_frame = default;
        _frame->OriginalRax = ulong.MaxValue;
        _frame->Rip = instructionPointer;
        _frame->Rsp = stackPointer;
        _frame->Cs = Selector.UserCode;
        _frame->Ss = Selector.UserData;
        _frame->Rflags = UserRflags.Fixed;
    }

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

    /// <summary>The code segment's selector. What is set gets ring 3's privilege level.</summary>
    public ushort Cs
    {
        get => (ushort)_frame->Cs;
        set => _frame->Cs = (ulong)(value | Selector.PrivilegeMask);
    }

    /// <summary>The stack segment's selector. What is set gets ring 3's privilege level.</summary>
    public ushort Ss
    {
        get => (ushort)_frame->Ss;
        set => _frame->Ss = (ulong)(value | Selector.PrivilegeMask);
    }

    /// <summary>The flags. Of what is set, only those bits are taken that signal handlers may change; the others stay.</summary>
    public ulong Rflags
    {
        get => _frame->Rflags;
        set => _frame->Rflags = (_frame->Rflags & ~UserRflags.Changeable) | (value & UserRflags.Changeable);
    }
}
