; Exceptions of arithmetic: division, x87 (si_code: Linux, arch/x86/kernel/fpu/core.c, fpu__exception_code). What is
; not here QEMU 7.2 does in another way than CPUs do: it raises no exception of SSE, takes reserved bits of MXCSR, and knows
; neither denormal operands of the x87 unit nor its stack faults.
%include "program.inc"
%include "faults.inc"

X87_MASKS               equ 0x37f
X87_INVALID             equ 1 << 0
X87_DIVIDE              equ 1 << 2
X87_PRECISION           equ 1 << 5

section .rodata
align 16
one:            dd 1.0
zero:           dd 0.0
three:          dd 3.0
minus_one:      dd -1.0

section .bss
control:        resw 1
status:         resw 1

section .text

; X87_EXCEPTION "name", unmasked, first, second, instruction: the exception is pending until FWAIT.
%macro X87_EXCEPTION 5
        mov     word [control], X87_MASKS & ~(%2)
        PROBE   %1
                fninit
                fldcw   [control]
                fld     dword [%3]
                fld     dword [%4]
                %5
                fwait
        END_PROBE
        fnstsw  [status]
        movzx   eax, word [status]
        and     eax, 0x80ff
        SHOW_HEX "  status", rax
        fninit
%endmacro

global _start
_start:
        call    install_handlers
        PROBE   "div by 0"
                xor     ecx, ecx
                div     ecx
        END_PROBE
        PROBE   "idiv that overflows"
                mov     rax, 1 << 63
                cqo
                mov     rcx, -1
                idiv    rcx
        END_PROBE
        PROBE   "div whose quotient is too large"
                mov     edx, 5
                mov     ecx, 5
                div     ecx
        END_PROBE

        PROBE   "MOVAPS at an odd address"
                movaps  xmm0, [digits + 1]
        END_PROBE

        X87_EXCEPTION "x87 division by 0", X87_DIVIDE, one, zero, fdivp
        X87_EXCEPTION "x87 invalid operation", X87_INVALID, one, minus_one, fsqrt
        X87_EXCEPTION "x87 inexact result", X87_PRECISION, one, three, fdivp

        ; A pending exception does not count before the program's next waiting instruction: not in a system call.
        mov     word [control], X87_MASKS & ~X87_DIVIDE
        PROBE   "system call with a pending x87 exception"
                fninit
                fldcw   [control]
                fld1
                fldz
                fdivp
                mov     eax, SYS_getuid
                syscall
                mov     ebx, eax
                nop
                fwait
        END_PROBE
        fnstsw  [status]
        movzx   eax, word [status]
        and     eax, 0x80ff
        SHOW_HEX "  status", rax
        fninit
        EXIT    0
