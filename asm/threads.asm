; Kernel threads: from the stack of one to that of another, and what a program has in registers that the entry code
; (asm/frame.inc) and XSAVE leave alone.

%include "percpu.inc"
%include "frame.inc"

MSR_FS_BASE             equ 0xc0000100
MSR_KERNEL_GS_BASE      equ 0xc0000102

; struct UserSegments (kernel/Machine/UserMode/UserSegments.cs)
SEGMENTS_FS_BASE        equ 0
SEGMENTS_GS_BASE        equ 8
SEGMENTS_DS             equ 16
SEGMENTS_ES             equ 18
SEGMENTS_FS             equ 20
SEGMENTS_GS             equ 22

extern UserThreadStart
extern syscall_return_site

section .text

; SwitchStack(rdi = where the running thread's stack pointer goes, rsi = the other thread's): returns when another thread
; switches back. C# can't name the stack it runs on. Of the registers it relies only on those that a call preserves.
global SwitchStack
align 16
SwitchStack:
        push    rbx
        push    rbp
        push    r12
        push    r13
        push    r14
        push    r15
        mov     [rdi], rsp
        mov     rsp, rsi
        pop     r15
        pop     r14
        pop     r13
        pop     r12
        pop     rbp
        pop     rbx
        ret

; Where a new thread comes out of SwitchStack: as if its program had made a system call, which UserThreadStart serves.
; At RSP lies the address that it returns to.
user_thread_start:
        lea     rdi, [rsp + 8 + VECTOR_STATE_SIZE]
        jmp     UserThreadStart

; GetUserThreadStart() -> rax = the address that a new thread's first switch returns to
global GetUserThreadStart
GetUserThreadStart:
        lea     rax, [user_thread_start]
        ret

; GetSyscallReturnSite() -> rax = the address behind the entry code's call of C#
global GetSyscallReturnSite
GetSyscallReturnSite:
        lea     rax, [syscall_return_site]
        ret

; SaveUserSegments(rdi = UserSegments*)
global SaveUserSegments
SaveUserSegments:
        mov     ecx, MSR_FS_BASE
        rdmsr
        mov     [rdi + SEGMENTS_FS_BASE], eax
        mov     [rdi + SEGMENTS_FS_BASE + 4], edx
        mov     ecx, MSR_KERNEL_GS_BASE ; the program's, until SWAPGS
        rdmsr
        mov     [rdi + SEGMENTS_GS_BASE], eax
        mov     [rdi + SEGMENTS_GS_BASE + 4], edx
        mov     [rdi + SEGMENTS_DS], ds
        mov     [rdi + SEGMENTS_ES], es
        mov     [rdi + SEGMENTS_FS], fs
        mov     [rdi + SEGMENTS_GS], gs
        ret

; LoadUserSegments(rdi = UserSegments*, valid; esi = whether any selector can be other than null, before or after): interrupts
; must be disabled. A selector is loaded before its base, because the load changes the base.
global LoadUserSegments
LoadUserSegments:
        test    esi, esi
        jz      .bases
        mov     ds, [rdi + SEGMENTS_DS]
        mov     es, [rdi + SEGMENTS_ES]
        mov     fs, [rdi + SEGMENTS_FS]
        swapgs
        mov     gs, [rdi + SEGMENTS_GS]
        swapgs
.bases: mov     ecx, MSR_FS_BASE
        mov     eax, [rdi + SEGMENTS_FS_BASE]
        mov     edx, [rdi + SEGMENTS_FS_BASE + 4]
        wrmsr
        mov     ecx, MSR_KERNEL_GS_BASE
        mov     eax, [rdi + SEGMENTS_GS_BASE]
        mov     edx, [rdi + SEGMENTS_GS_BASE + 4]
        wrmsr
        ret

; RequestUserWork(): see PERCPU_WORK
global RequestUserWork
RequestUserWork:
        mov     dword [gs:PERCPU_WORK], 1
        ret

; TakeUserWork() -> eax = whether work was requested, which it is no longer
global TakeUserWork
TakeUserWork:
        xor     eax, eax
        xchg    eax, [gs:PERCPU_WORK]
        ret
