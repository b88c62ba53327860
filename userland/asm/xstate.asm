; The x87 and vector state in a signal's frame: what is in it, what a program may change, and what it may not (Linux,
; arch/x86/kernel/fpu/signal.c; Intel SDM volume 1, 13.4 "XSAVE area").
%include "program.inc"
%include "faults.inc"

CPUID_OSXSAVE           equ 1 << 27
CPUID_AVX               equ 1 << 28
FX_CONTROL              equ 0
FX_MXCSR                equ 24
FX_MXCSR_MASK           equ 28
FX_XMM0                 equ 160
FX_SIZE                 equ 512
SW_MAGIC1               equ 464                 ; struct _fpx_sw_bytes
SW_EXTENDED_SIZE        equ 468
SW_FEATURES             equ 472
SW_SIZE                 equ 480
MAGIC1                  equ 0x46505853
MAGIC2                  equ 0x46505845
XSTATE_BV               equ 512
XCOMP_BV                equ 520
XSTATE_RESERVED         equ 528
AVX_STATE               equ 576
X87_SSE_AVX             equ 7

section .bss
own_pid:        resq 1
has_xsave:      resq 1
has_avx:        resq 1
mxcsr:          resd 1
control:        resd 1
frame_ok:       resq 1
change:         resq 1                          ; what the handler does with the state's address in RCX
ALIGN_BSS 64
vector:         resb 32

section .data
align 32
pattern:        dq 0x1122334455667788, 0x99aabbccddeeff00, 0x0123456789abcdef, 0xfedcba9876543210
align 8
usr1_action:    dq usr1_handler, SA_SIGINFO | SA_RESTORER, restorer, 0
usual_mxcsr:    dd 0x1f80

section .text

; usr1_handler(signal edi, siginfo rsi, ucontext rdx)
usr1_handler:
        mov     rcx, [rdx + UC_FPSTATE]
        jmp     [change]

; CHANGED "name", function: returns from a signal whose handler was this function.
%macro CHANGED 2
        mov     qword [change], %2
        PROBE   %1
                CALL_SYSTEM SYS_kill, [own_pid], SIGUSR1
        END_PROBE
        stmxcsr [mxcsr]
        fnstcw  [control]
        fninit
        ldmxcsr [usual_mxcsr]
%endmacro

; SHOW_CONTROLS "name": MXCSR and the x87 control word as the last change left them.
%macro SHOW_CONTROLS 1
        mov     eax, [mxcsr]
        SHOW_HEX {%1, ": MXCSR"}, rax
        movzx   eax, word [control]
        SHOW_HEX {%1, ": x87 control word"}, rax
%endmacro

; The functions: (the state rcx), and they change RAX and RDX only.

; look(): whether the frame says right what follows behind its first 512 bytes; and then it destroys the registers.
look:
        mov     qword [frame_ok], 1
        cmp     dword [has_xsave], 0
        je      .destroy
        xor     eax, eax
        cmp     dword [rcx + SW_MAGIC1], MAGIC1
        jne     .no
        mov     edx, [rcx + SW_SIZE]
        lea     eax, [rdx + 4]
        cmp     [rcx + SW_EXTENDED_SIZE], eax
        jne     .no
        cmp     dword [rcx + rdx], MAGIC2
        jne     .no
        mov     eax, [rcx + SW_FEATURES]
        and     eax, X87_SSE_AVX
        cmp     eax, X87_SSE_AVX
        je      .header
        cmp     eax, 3
        jne     .no
.header:
        cmp     qword [rcx + XCOMP_BV], 0
        jne     .no
        cmp     dword [has_avx], 0
        je      .destroy
        mov     rax, [pattern + 16]
        cmp     [rcx + AVX_STATE + 15 * 16], rax
        je      .destroy
.no:
        mov     qword [frame_ok], 0
.destroy:
        cmp     dword [has_avx], 0
        je      .sse
        vpcmpeqd xmm15, xmm15, xmm15
        vinsertf128 ymm15, ymm15, xmm15, 1
        ret
.sse:
        pcmpeqd xmm15, xmm15
        ret

set_mxcsr:
        mov     dword [rcx + FX_MXCSR], 0x3fbf
        ret
set_control:
        mov     word [rcx + FX_CONTROL], 0x27f
        ret
set_status:
        mov     word [rcx + FX_CONTROL + 2], 0xffff
        ret
reserved_mxcsr:
        mov     dword [rcx + FX_MXCSR], 1 << 31
        ret
mxcsr_mask:
        mov     dword [rcx + FX_MXCSR_MASK], -1
        ret
no_magic1:
        mov     dword [rcx + SW_MAGIC1], 0
        ret
; As without XSAVE, where these two do nothing.
no_magic2:
        cmp     dword [has_xsave], 0
        je      .end
        mov     eax, [rcx + SW_SIZE]
        mov     dword [rcx + rax], 0
.end:
        ret
wrong_size:
        mov     dword [rcx + SW_SIZE], -1
        ret
wrong_extended_size:
        mov     dword [rcx + SW_EXTENDED_SIZE], 0
        ret
; What XRSTOR would refuse; without XSAVE the frame has nothing there, so something that FXRSTOR refuses takes its place.
reserved_feature:
        mov     rax, 1 << 62
        mov     edx, XSTATE_BV
        jmp     refused
compacted:
        mov     rax, 1 << 63
        mov     edx, XCOMP_BV
        jmp     refused
reserved_header:
        mov     eax, 1
        mov     edx, XSTATE_RESERVED
refused:
        cmp     dword [has_xsave], 0
        je      reserved_mxcsr
        mov     [rcx + rdx], rax
        ret
no_features:
        cmp     dword [has_xsave], 0
        je      .fx
        mov     qword [rcx + XSTATE_BV], 0
        ret
.fx:
        mov     dword [rcx + FX_MXCSR], 0x1f80
        mov     word [rcx + FX_CONTROL], 0x37f
        xor     eax, eax
        mov     [rcx + FX_XMM0 + 15 * 16], rax
        mov     [rcx + FX_XMM0 + 15 * 16 + 8], rax
        ret

global _start
_start:
        call    install_handlers
        CALL_SYSTEM SYS_rt_sigaction, SIGUSR1, usr1_action, 0, 8
        CALL_SYSTEM SYS_getpid
        mov     [own_pid], rax
        mov     eax, 1
        cpuid
        test    ecx, CPUID_OSXSAVE
        setnz   [has_xsave]
        and     ecx, CPUID_OSXSAVE | CPUID_AVX
        cmp     ecx, CPUID_OSXSAVE | CPUID_AVX
        sete    [has_avx]

        mov     qword [change], look
        call    load_pattern
        CALL_SYSTEM SYS_kill, [own_pid], SIGUSR1
        call    compare_pattern
        CHECK   "XMM15, or YMM15 where there is one, comes back", e
        cmp     qword [frame_ok], 1
        CHECK   "what the frame says of itself is right", e

        CHANGED "another MXCSR", set_mxcsr
        SHOW_CONTROLS "  then"
        CHANGED "another x87 control word", set_control
        SHOW_CONTROLS "  then"
        CHANGED "every bit of the x87 status word", set_status
        CHANGED "another mask of MXCSR", mxcsr_mask
        CHANGED "a reserved bit of MXCSR", reserved_mxcsr
        SHOW_CONTROLS "  then"
        CHANGED "no first magic number", no_magic1
        CHANGED "no second magic number", no_magic2
        CHANGED "a wrong size", wrong_size
        CHANGED "a wrong size with what follows", wrong_extended_size
        CHANGED "a feature that nobody has", reserved_feature
        CHANGED "the compacted format", compacted
        CHANGED "a reserved word of the header", reserved_header
        call    load_pattern
        mov     qword [change], no_features
        CALL_SYSTEM SYS_kill, [own_pid], SIGUSR1
        movaps  [vector], xmm15
        mov     rax, [vector]
        or      rax, [vector + 8]
        CHECK   "XMM15 is zero after a frame without features", z
        SAY     "the program is still there"
        EXIT    0

; load_pattern(): into XMM15, or YMM15 where there is one.
load_pattern:
        cmp     dword [has_avx], 0
        je      .sse
        vmovdqa ymm15, [pattern]
        ret
.sse:
        movaps  xmm15, [pattern]
        ret

; compare_pattern(): ZF.
compare_pattern:
        movaps  [vector], xmm15
        cmp     dword [has_avx], 0
        je      .sse
        vmovdqa [vector], ymm15
        vzeroupper
        mov     rax, [vector + 16]
        cmp     rax, [pattern + 16]
        jne     .end
        mov     rax, [vector + 24]
        cmp     rax, [pattern + 24]
        jne     .end
.sse:
        mov     rax, [vector]
        cmp     rax, [pattern]
        jne     .end
        mov     rax, [vector + 8]
        cmp     rax, [pattern + 8]
.end:
        ret
