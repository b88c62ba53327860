; Exceptions of arithmetic: division, x87, SSE (si_code: Linux, arch/x86/kernel/fpu/core.c, fpu__exception_code).
%include "program.inc"
%include "faults.inc"

MXCSR_INVALID           equ 1 << 7
MXCSR_DENORMAL          equ 1 << 8
MXCSR_DIVIDE            equ 1 << 9
MXCSR_OVERFLOW          equ 1 << 10
MXCSR_UNDERFLOW         equ 1 << 11
MXCSR_PRECISION         equ 1 << 12
MXCSR_MASKS             equ 0x1f80

X87_MASKS               equ 0x37f
X87_INVALID             equ 1 << 0
X87_DENORMAL            equ 1 << 1
X87_DIVIDE              equ 1 << 2
X87_OVERFLOW            equ 1 << 3
X87_UNDERFLOW           equ 1 << 4
X87_PRECISION           equ 1 << 5

section .rodata
align 16
one:            dd 1.0
zero:           dd 0.0
three:          dd 3.0
minus_one:      dd -1.0
huge:           dd 3.0e38
tiny:           dd 1.2e-38
denormal:       dd 714                  ; 714 * 2^-149
signalling:     dd 0x7fa00000

section .bss
mxcsr:          resd 1
control:        resw 1
status:         resw 1

section .text

; SSE_EXCEPTION "name", unmasked, instruction on XMM0 with `one` to `signalling`
%macro SSE_EXCEPTION 4
        mov     dword [mxcsr], MXCSR_MASKS & ~(%2)
        PROBE   %1
                ldmxcsr [mxcsr]
                movss   xmm0, [%3]
                %4
        END_PROBE
        stmxcsr [mxcsr]
        mov     eax, [mxcsr]
        SHOW_HEX "  MXCSR", rax
        mov     dword [mxcsr], MXCSR_MASKS
        ldmxcsr [mxcsr]
%endmacro

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

        SSE_EXCEPTION "SSE division by 0", MXCSR_DIVIDE, one, {divss xmm0, [zero]}
        SSE_EXCEPTION "SSE invalid operation", MXCSR_INVALID, minus_one, {sqrtss xmm0, xmm0}
        SSE_EXCEPTION "SSE signalling NaN", MXCSR_INVALID, signalling, {addss xmm0, [one]}
        SSE_EXCEPTION "SSE overflow", MXCSR_OVERFLOW, huge, {mulss xmm0, [huge]}
        SSE_EXCEPTION "SSE underflow", MXCSR_UNDERFLOW, tiny, {mulss xmm0, [tiny]}
        SSE_EXCEPTION "SSE inexact result", MXCSR_PRECISION, one, {divss xmm0, [three]}
        SSE_EXCEPTION "SSE denormal operand", MXCSR_DENORMAL, denormal, {addss xmm0, [one]}
        SSE_EXCEPTION "SSE division by 0, masked", 0, one, {divss xmm0, [zero]}

        PROBE   "LDMXCSR with a reserved bit"
                mov     dword [mxcsr], 1 << 16
                ldmxcsr [mxcsr]
        END_PROBE
        PROBE   "FXRSTOR with a reserved bit of MXCSR"
                sub     rsp, 1024
                and     rsp, -64
                fxsave64 [rsp]
                mov     dword [rsp + 24], 1 << 31
                fxrstor64 [rsp]
        END_PROBE
        PROBE   "MOVAPS at an odd address"
                movaps  xmm0, [digits + 1]
        END_PROBE

        X87_EXCEPTION "x87 division by 0", X87_DIVIDE, one, zero, fdivp
        X87_EXCEPTION "x87 invalid operation", X87_INVALID, one, minus_one, fsqrt
        X87_EXCEPTION "x87 signalling NaN", X87_INVALID, one, signalling, faddp
        X87_EXCEPTION "x87 denormal operand", X87_DENORMAL, one, denormal, faddp
        X87_EXCEPTION "x87 inexact result", X87_PRECISION, one, three, fdivp
        X87_EXCEPTION "x87 stack overflow", X87_INVALID, one, one, {times 7 fld st0}
        X87_EXCEPTION "x87 stack underflow", X87_INVALID, one, one, {times 3 fstp st0}

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
