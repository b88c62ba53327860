; The start of a process, and what C# has no name for: system calls, and the way back from a signal handler.

%include "percpu.inc"

bits 64

; Linux, arch/x86/entry/syscalls/syscall_64.tbl
SYS_RT_SIGRETURN        equ 15
SYS_ARCH_PRCTL          equ 158
SYS_GETRANDOM           equ 318

ARCH_SET_GS             equ 0x1001      ; Linux, asm/prctl.h

extern ProcessStart
extern __security_cookie

section .text

; The entry point. The stack as the psABI has it: argc at RSP, RSP a multiple of 16.
; The runtime's assembly finds the running thread through GS, as in the kernel: here GS points to an area of the same
; layout in the program's own data.
global _start
_start:
        mov     rbx, rsp
        mov     rsi, thread_area
        mov     [rsi + PERCPU_SELF], rsi
        mov     rax, first_thread
        mov     [rsi + PERCPU_THREAD], rax
        mov     edi, ARCH_SET_GS
        mov     eax, SYS_ARCH_PRCTL
        syscall

        ; The stack canary of compiled code, before any of it runs.
        mov     rdi, __security_cookie
        mov     esi, 8
        xor     edx, edx
        mov     eax, SYS_GETRANDOM
        syscall

        mov     rdi, rbx
        xor     ebp, ebp
        push    rbp                     ; a zero return address ends every backtrace
        jmp     ProcessStart

; long SystemCall(rdi = number, rsi, rdx, rcx, r8, r9, [rsp + 8] = arguments) -> rax: a result, or -errno.
global SystemCall
SystemCall:
        mov     rax, rdi
        mov     rdi, rsi
        mov     rsi, rdx
        mov     rdx, rcx
        mov     r10, r8
        mov     r8, r9
        mov     r9, [rsp + 8]
        syscall
        ret

; Where a signal handler returns to (SA_RESTORER). GetSignalReturn() -> rax = its address.
global GetSignalReturn
GetSignalReturn:
        lea     rax, [rel signal_return]
        ret
signal_return:
        mov     eax, SYS_RT_SIGRETURN
        syscall

section .bss
align 64
thread_area:    resb PERCPU_SIZE
first_thread:   resb 256                ; RuntimeThread
