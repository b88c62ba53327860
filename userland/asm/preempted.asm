; Threads that never give up the CPU of their own: each has other values in every register that a switch has to keep, and looks at them
; again and again until all have done so often enough. That needs a timer, on a machine with one CPU.
%define MOST_THREADS 12
%include "program.inc"
%include "threads.inc"

ROUNDS                  equ 10000
CPUID_OSXSAVE           equ 1 << 27
CPUID_AVX               equ 1 << 28
VECTOR_BYTES            equ 16 * 32

; What a thread has: at its FS base, and 8 bytes further at its GS base.
AREA_VALUE              equ 0                   ; what is found at FS
AREA_OTHER              equ 8                   ; what is found at GS
AREA_EXPECTED           equ 64                  ; the vector registers, 32 bytes each
AREA_SEEN               equ AREA_EXPECTED + VECTOR_BYTES
AREA_X87                equ AREA_SEEN + VECTOR_BYTES    ; eight integers
AREA_MXCSR              equ AREA_X87 + 32
AREA_CONTROL            equ AREA_MXCSR + 4
AREA_SCRATCH            equ AREA_CONTROL + 4
AREA_SIZE               equ 2048

section .bss
ALIGN_BSS 64
areas:          resb MOST_THREADS * AREA_SIZE
vector_width:   resq 1                          ; 16, or 32 with AVX
finished:       resd 1
wrong:          resd 1
wrong_place:    resq 1

section .text

; KEEP cc, number: what was just compared must be so.
%macro KEEP 2
        j%1     %%right
        mov     eax, %2
        jmp     lost
%%right:
%endmacro

; thread(number): R12 is its area, R13 counts rounds, RBX, RBP, R14 and R15 have values of its own.
thread:
        mov     eax, AREA_SIZE
        imul    rax, rdi
        lea     r12, [areas]
        add     r12, rax
        lea     rax, [rdi + 100]
        mov     [r12 + AREA_VALUE], rax
        neg     rax
        mov     [r12 + AREA_OTHER], rax
        CALL_SYSTEM SYS_arch_prctl, ARCH_SET_FS, r12
        lea     rsi, [r12 + AREA_OTHER]
        CALL_SYSTEM SYS_arch_prctl, ARCH_SET_GS, rsi

        ; Rounding, and flushing to zero, by the thread's number.
        mov     eax, ebx
        and     eax, 3
        shl     eax, 13
        mov     ecx, ebx
        shr     ecx, 2
        and     ecx, 1
        shl     ecx, 15
        lea     eax, [rax + rcx + 0x1f80]
        mov     [r12 + AREA_MXCSR], eax
        ldmxcsr [r12 + AREA_MXCSR]
        fninit
        mov     eax, ebx
        and     eax, 3
        shl     eax, 10
        add     eax, 0x37f
        mov     [r12 + AREA_CONTROL], ax
        fldcw   [r12 + AREA_CONTROL]
        mov     ecx, 7
.load:  mov     eax, ebx
        shl     eax, 8
        add     eax, ecx
        mov     [r12 + AREA_X87 + rcx * 4], eax
        fild    dword [r12 + AREA_X87 + rcx * 4]
        dec     ecx
        jns     .load

        imul    rax, rbx, 0x01010101
        mov     ecx, VECTOR_BYTES / 8
        lea     rdi, [r12 + AREA_EXPECTED]
.fill:  imul    rax, rax, 0x5851f42d
        lea     rax, [rax + rcx + 12345]
        mov     [rdi], rax
        add     rdi, 8
        dec     ecx
        jnz     .fill

        cmp     qword [vector_width], 32
        je      .wide
%assign i 0
%rep 16
        movdqa  xmm %+ i, [r12 + AREA_EXPECTED + i * 16]
%assign i i + 1
%endrep
        jmp     .loaded
.wide:
%assign i 0
%rep 16
        vmovdqa ymm %+ i, [r12 + AREA_EXPECTED + i * 32]
%assign i i + 1
%endrep
.loaded:
        xor     r13d, r13d
        lea     rbp, [rbx + 1000]
        lea     r14, [rbx + 2000]
        lea     r15, [rbx + 3000]

.round: mov     rax, [fs:0]
        cmp     rax, [r12 + AREA_VALUE]
        KEEP    e, 1
        mov     rax, [gs:0]
        cmp     rax, [r12 + AREA_OTHER]
        KEEP    e, 2
        stmxcsr [r12 + AREA_SCRATCH]
        mov     eax, [r12 + AREA_SCRATCH]
        cmp     eax, [r12 + AREA_MXCSR]
        KEEP    e, 3
        fnstcw  [r12 + AREA_SCRATCH]
        mov     ax, [r12 + AREA_SCRATCH]
        cmp     ax, [r12 + AREA_CONTROL]
        KEEP    e, 4
        xor     ecx, ecx
.x87:   fist    dword [r12 + AREA_SCRATCH]
        fincstp
        mov     eax, [r12 + AREA_SCRATCH]
        cmp     eax, [r12 + AREA_X87 + rcx * 4]
        KEEP    e, 5
        inc     ecx
        cmp     ecx, 8
        jb      .x87

        cmp     qword [vector_width], 32
        je      .store_wide
%assign i 0
%rep 16
        movdqa  [r12 + AREA_SEEN + i * 16], xmm %+ i
%assign i i + 1
%endrep
        mov     ecx, 16 * 16 / 8
        jmp     .compare
.store_wide:
%assign i 0
%rep 16
        vmovdqa [r12 + AREA_SEEN + i * 32], ymm %+ i
%assign i i + 1
%endrep
        mov     ecx, 16 * 32 / 8
.compare:
        lea     rsi, [r12 + AREA_SEEN]
        lea     rdi, [r12 + AREA_EXPECTED]
        repe cmpsq
        KEEP    e, 6

        lea     rax, [rbx + 1000]
        cmp     rbp, rax
        KEEP    e, 7
        lea     rax, [rbx + 2000]
        cmp     r14, rax
        KEEP    e, 8
        lea     rax, [rbx + 3000]
        cmp     r15, rax
        KEEP    e, 9

        inc     r13
        cmp     r13, ROUNDS
        jne     .counted
        lock inc dword [finished]
.counted:
        cmp     dword [finished], MOST_THREADS
        jb      .round
        ret

; lost(what eax): the thread ends, and the others need not wait for it.
lost:
        mov     [wrong_place], rax
        lock inc dword [wrong]
        mov     dword [finished], MOST_THREADS
        ret

global _start
_start:
        mov     eax, 1
        cpuid
        and     ecx, CPUID_OSXSAVE | CPUID_AVX
        mov     qword [vector_width], 16
        cmp     ecx, CPUID_OSXSAVE | CPUID_AVX
        jne     .known
        mov     qword [vector_width], 32
.known:
        xor     ebx, ebx
.start: START_THREAD rbx, thread
        inc     ebx
        cmp     ebx, MOST_THREADS
        jb      .start
        xor     ebx, ebx
.join:  mov     rdi, rbx
        call    join_thread
        inc     ebx
        cmp     ebx, MOST_THREADS
        jb      .join
        mov     eax, [wrong]
        SHOW_DECIMAL "threads with wrong values", rax
        SHOW_DECIMAL "which", [wrong_place]
        mov     eax, [finished]
        SHOW_DECIMAL "threads that have looked often enough", rax
        EXIT    0
