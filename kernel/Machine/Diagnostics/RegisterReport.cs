using System;
using Lodestar.Machine.Cpu;
using Lodestar.Machine.Interrupts;

namespace Lodestar.Machine.Diagnostics;

/// <summary>The part of a panic about registers and error codes.</summary>
internal static unsafe class RegisterReport
{
    private const int LineLength = 160;

    /// <summary>What a page fault wanted to do, from its error code (Intel SDM volume 3, figure 4-12).</summary>
    public static void WritePageFault(InterruptFrame* frame)
    {
        const ulong Protection = 1 << 0;
        const ulong Write = 1 << 1;
        const ulong User = 1 << 2;
        const ulong ReservedBit = 1 << 3;
        const ulong Fetch = 1 << 4;
        ulong error = frame->ErrorCode;
        Utf8Text line = new(stackalloc byte[LineLength]);
        line.Append((error & Fetch) != 0 ? "    instruction fetch from "u8 : (error & Write) != 0 ? "    write to "u8 : "    read from "u8);
        line.Append("0x"u8);
        line.AppendHex(CpuInstructions.ReadCr2(), 16);
        line.Append(
            (error & ReservedBit) != 0 ? ": a reserved bit is set in its page tables"u8
            : (error & Protection) != 0 ? ": the page is present and does not allow it"u8
            : ": the page is not present"u8);
        line.Append((error & User) != 0 ? ", from ring 3"u8 : ", from the kernel"u8);
        WriteErrorCode(ref line, error);
    }

    /// <summary>The selector that an error code names (Intel SDM volume 3, figure 6-7).</summary>
    public static void WriteSelectorError(InterruptFrame* frame)
    {
        const ulong Idt = 1 << 1;
        const ulong Ldt = 1 << 2;
        const ulong IndexMask = 0xfff8;
        ulong error = frame->ErrorCode;
        Utf8Text line = new(stackalloc byte[LineLength]);
        if (error == 0)
        {
            line.Append("    no selector involved: often an address that is not canonical, or a privileged instruction"u8);
        }
        else
        {
            line.Append((error & Idt) != 0 ? "    IDT offset 0x"u8 : (error & Ldt) != 0 ? "    LDT selector 0x"u8 : "    GDT selector 0x"u8);
            line.AppendHex(error & IndexMask);
        }

        WriteErrorCode(ref line, error);
    }

    /// <summary>General and control registers.</summary>
    public static void WriteRegisters(InterruptFrame* frame)
    {
        WriteLine("rip "u8, frame->Rip, "rsp "u8, frame->Rsp, "rfl "u8, frame->Rflags);
        WriteLine("rax "u8, frame->Rax, "rbx "u8, frame->Rbx, "rcx "u8, frame->Rcx);
        WriteLine("rdx "u8, frame->Rdx, "rsi "u8, frame->Rsi, "rdi "u8, frame->Rdi);
        WriteLine("rbp "u8, frame->Rbp, "r8  "u8, frame->R8, "r9  "u8, frame->R9);
        WriteLine("r10 "u8, frame->R10, "r11 "u8, frame->R11, "r12 "u8, frame->R12);
        WriteLine("r13 "u8, frame->R13, "r14 "u8, frame->R14, "r15 "u8, frame->R15);
        WriteLine("cs  "u8, frame->Cs, "ss  "u8, frame->Ss, "err "u8, frame->ErrorCode);
        WriteControlRegisters();
    }

    /// <summary>Control registers alone, for a panic that no exception brought.</summary>
    public static void WriteControlRegisters()
    {
        WriteLine("cr0 "u8, CpuInstructions.ReadCr0(), "cr2 "u8, CpuInstructions.ReadCr2(), "cr3 "u8, CpuInstructions.ReadCr3());
        Utf8Text line = new(stackalloc byte[LineLength]);
        Append(ref line, "cr4 "u8, CpuInstructions.ReadCr4());
        Append(ref line, "efer"u8, CpuInstructions.ReadMsr(ControlRegisters.MsrEfer));
        PanicOutput.WriteLine(line.Written);
    }

    private static void WriteErrorCode(ref Utf8Text line, ulong error)
    {
        line.Append(" (error code 0x"u8);
        line.AppendHex(error);
        line.Append(")"u8);
        PanicOutput.WriteLine(line.Written);
    }

    private static void WriteLine(
        ReadOnlySpan<byte> name1, ulong value1, ReadOnlySpan<byte> name2, ulong value2, ReadOnlySpan<byte> name3, ulong value3)
    {
        Utf8Text line = new(stackalloc byte[LineLength]);
        Append(ref line, name1, value1);
        Append(ref line, name2, value2);
        Append(ref line, name3, value3);
        PanicOutput.WriteLine(line.Written);
    }

    private static void Append(ref Utf8Text line, scoped ReadOnlySpan<byte> name, ulong value)
    {
        line.Append(line.Length == 0 ? "    "u8 : "  "u8);
        line.Append(name);
        line.Append(" "u8);
        line.AppendHex(value, 16);
    }
}
