; Which registers a system call changes: RAX, RCX (RIP behind it) and R11 (RFLAGS), and no other register, flag, x87, XMM
; or YMM register. The same for page faults that the kernel resolves: they change nothing at all.
%include "program.inc"

CPUID_OSXSAVE           equ 1 << 27
CPUID_AVX               equ 1 << 28
ARITHMETIC_FLAGS        equ 0x8d5               ; CF, PF, AF, ZF, SF, OF
GENERAL                 equ 15                  ; general registers but RSP
VECTORS                 equ 16
lazy_page               equ 0x10000000          ; two pages of anonymous memory

section .bss
before:         resq GENERAL
after:          resq GENERAL
flags_before:   resq 1
flags_after:    resq 1
rsp_before:     resq 1
rsp_after:      resq 1
expected_rax:   resq 1
return_address: resq 1
has_avx:        resq 1
ALIGN_BSS 64
vectors_before: resb VECTORS * 32
vectors_after:  resb VECTORS * 32
ALIGN_BSS 16
x87_before:     resb 512
x87_after:      resb 512
buffer:         resb 64

section .rodata
align 8
before_text:    db "call:"
no_file:        db "/no/such/file", 0
general_names:  db "raxrbxrcxrdxrsirdirbpr8 r9 r10r11r12r13r14r15"

section .text

; STORE place: all general registers but RSP.
%macro STORE 1
        mov     [%1], rax
        mov     [%1 + 8], rbx
        mov     [%1 + 16], rcx
        mov     [%1 + 24], rdx
        mov     [%1 + 32], rsi
        mov     [%1 + 40], rdi
        mov     [%1 + 48], rbp
        mov     [%1 + 56], r8
        mov     [%1 + 64], r9
        mov     [%1 + 72], r10
        mov     [%1 + 80], r11
        mov     [%1 + 88], r12
        mov     [%1 + 96], r13
        mov     [%1 + 104], r14
        mov     [%1 + 112], r15
%endmacro

; LOAD place: the other way round.
%macro LOAD 1
        mov     rax, [%1]
        mov     rbx, [%1 + 8]
        mov     rcx, [%1 + 16]
        mov     rdx, [%1 + 24]
        mov     rsi, [%1 + 32]
        mov     rdi, [%1 + 40]
        mov     rbp, [%1 + 48]
        mov     r8, [%1 + 56]
        mov     r9, [%1 + 64]
        mov     r10, [%1 + 72]
        mov     r11, [%1 + 80]
        mov     r12, [%1 + 88]
        mov     r13, [%1 + 96]
        mov     r14, [%1 + 104]
        mov     r15, [%1 + 112]
%endmacro

; REGISTERS_OVER "name", expected RAX, number, rdi, rsi, rdx, r10: a call with patterns in all other registers, and lines about what changed.
%macro REGISTERS_OVER 7
        call    fill
        mov     rax, %2
        mov     [expected_rax], rax
        mov     qword [before], %3
        mov     rax, %4
        mov     [before + 40], rax
        mov     rax, %5
        mov     [before + 32], rax
        mov     rax, %6
        mov     [before + 24], rax
        mov     rax, %7
        mov     [before + 72], rax
        lea     rax, [%%behind]
        mov     [return_address], rax
        call    load_vectors
        mov     [rsp_before], rsp
        LOAD    before
        push    qword [flags_before]
        popfq
        syscall
%%behind:
        STORE   after
        pushfq
        pop     qword [flags_after]
        mov     [rsp_after], rsp
        call    store_vectors
        PUT_STRING %1
        call    compare_call
%endmacro

; FAULTS_OVER "name", instruction: an instruction that makes the kernel resolve a page fault.
%macro FAULTS_OVER 2+
        call    fill
        mov     qword [before], 0       ; what new pages hold
        call    load_vectors
        mov     [rsp_before], rsp
        LOAD    before
        push    qword [flags_before]
        popfq
        %2
        STORE   after
        pushfq
        pop     qword [flags_after]
        mov     [rsp_after], rsp
        call    store_vectors
        PUT_STRING %1
        call    compare_all
%endmacro

global _start
_start:
        call    find_avx
        CALL_SYSTEM SYS_mmap, lazy_page, 2 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0

%assign flags 0
%assign depth 1 << 16
%rep 2
        mov     qword [flags_before], RFLAGS_IF | RFLAGS_FIXED | flags
        REGISTERS_OVER "getuid", 0, SYS_getuid, 1, 2, 3, 4
        REGISTERS_OVER "write", 5, SYS_write, STDOUT, before_text, 5, 4
        REGISTERS_OVER "write to a bad descriptor", -9, SYS_write, 12345, before_text, 5, 4
        REGISTERS_OVER "write from a bad buffer", -14, SYS_write, STDOUT, 8, 5, 4
        REGISTERS_OVER "open of a bad name", -14, SYS_open, 16, 0, 0, 0
        REGISTERS_OVER "open of nothing", -2, SYS_open, no_file, 0, 0, 0
        REGISTERS_OVER "getrandom", 33, SYS_getrandom, buffer, 33, 0, 0
        REGISTERS_OVER "clock_gettime", 0, SYS_clock_gettime, CLOCK_MONOTONIC, buffer, 0, 0
        REGISTERS_OVER "number 500", -38, 500, 1, 2, 3, 4
        REGISTERS_OVER "number -1", -38, -1, 1, 2, 3, 4
        REGISTERS_OVER "munmap of nothing", -22, SYS_munmap, 1, 0, 3, 4
        FAULTS_OVER "read of a new page", mov rax, [abs lazy_page + 104]
        FAULTS_OVER "write to a new page", mov [abs lazy_page + PAGE + 104], rsi
        FAULTS_OVER "read of the stack far below", mov rax, [rsp - depth]
        CALL_SYSTEM SYS_madvise, lazy_page, 2 * PAGE, MADV_DONTNEED
%assign depth 1 << 17
%assign flags ARITHMETIC_FLAGS | RFLAGS_DF | RFLAGS_AC | RFLAGS_ID
%endrep
        EXIT    0

; fill(): patterns for all general registers and vectors.
fill:
        mov     rax, 0x0123456789abcdef
        mov     rdx, 0x9e3779b97f4a7c15
        lea     rdi, [before]
        mov     ecx, GENERAL
.general:
        add     rax, rdx
        mov     [rdi], rax
        add     rdi, 8
        loop    .general
        lea     rdi, [vectors_before]
        mov     ecx, VECTORS * 4
.vector:
        add     rax, rdx
        mov     [rdi], rax
        add     rdi, 8
        loop    .vector
        ret

; find_avx(): whether there are YMM registers.
find_avx:
        push    rbx
        mov     eax, 1
        cpuid
        and     ecx, CPUID_OSXSAVE | CPUID_AVX
        cmp     ecx, CPUID_OSXSAVE | CPUID_AVX
        sete    [has_avx]
        pop     rbx
        ret

; load_vectors(): the x87 unit gets three numbers and a changed control word, vector registers their patterns, MXCSR a
; rounding mode and a sticky flag.
load_vectors:
        fninit
        fld1
        fldpi
        fldl2e
        fldcw   [x87_control]
        ldmxcsr [changed_mxcsr]
        cmp     byte [has_avx], 0
        jne     .avx
%assign i 0
%rep VECTORS
        movdqa  xmm %+ i, [vectors_before + i * 32]
%assign i i + 1
%endrep
        fxsave64 [x87_before]
        ret
.avx:
%assign i 0
%rep VECTORS
        vmovdqa ymm %+ i, [vectors_before + i * 32]
%assign i i + 1
%endrep
        fxsave64 [x87_before]
        ret

; store_vectors(): what is there now.
store_vectors:
        cld
        fxsave64 [x87_after]
        cmp     byte [has_avx], 0
        jne     .avx
%assign i 0
%rep VECTORS
        movdqa  [vectors_after + i * 32], xmm %+ i
%assign i i + 1
%endrep
        jmp     .end
.avx:
%assign i 0
%rep VECTORS
        vmovdqa [vectors_after + i * 32], ymm %+ i
%assign i i + 1
%endrep
        vzeroupper
.end:
        fninit
        ldmxcsr [usual_mxcsr]
        push    RFLAGS_IF | RFLAGS_FIXED
        popfq
        ret

; compare_call(): RAX, RCX and R11 have to have the call's values, and everything else its old ones.
compare_call:
        mov     rax, [expected_rax]
        mov     [before], rax
        mov     rax, [return_address]
        mov     [before + 16], rax
        mov     rax, [flags_before]
        mov     [before + 80], rax
        ; falls through

; compare_all(): puts what changed, and ends the line.
compare_all:
        push    rbx
        push    r12
        xor     ebx, ebx
        xor     r12d, r12d
.general:
        lea     rsi, [before]
        lea     rdi, [after]
        mov     rax, [rsi + rbx * 8]
        cmp     rax, [rdi + rbx * 8]
        je      .next
        call    .put_changed
        lea     rsi, [general_names]
        lea     rax, [rbx + rbx * 2]
        add     rsi, rax
        mov     edx, 3
        call    put_string
.next:
        inc     ebx
        cmp     ebx, GENERAL
        jb      .general

        mov     rax, [rsp_before]
        cmp     rax, [rsp_after]
        je      .flags
        call    .put_changed
        PUT_STRING "RSP"
.flags:
        mov     rax, [flags_before]
        cmp     rax, [flags_after]
        je      .vectors
        call    .put_changed
        PUT_STRING "RFLAGS "
        PUT_HEX [flags_after]
.vectors:
        lea     rsi, [vectors_before]
        lea     rdi, [vectors_after]
        mov     ecx, VECTORS * 4
        cmp     byte [has_avx], 0
        jne     .compare_vectors
        ; Without AVX the upper halves of the places are the old ones in both.
.vector_without_avx:
        mov     rax, [rsi]
        cmp     rax, [rdi]
        jne     .vector_changed
        mov     rax, [rsi + 8]
        cmp     rax, [rdi + 8]
        jne     .vector_changed
        add     rsi, 32
        add     rdi, 32
        sub     ecx, 4
        jnz     .vector_without_avx
        jmp     .x87
.compare_vectors:
        repe cmpsq
        je      .x87
.vector_changed:
        call    .put_changed
        PUT_STRING "vectors"
.x87:
        lea     rsi, [x87_before]
        lea     rdi, [x87_after]
        mov     ecx, 416 / 8
        repe cmpsq
        je      .end
        call    .put_changed
        PUT_STRING "x87 or MXCSR"
.end:
        test    r12d, r12d
        jnz     .line
        PUT_STRING ": nothing else changed"
.line:
        pop     r12
        pop     rbx
        jmp     put_line
.put_changed:
        inc     r12d
        PUT_STRING ", CHANGED: "
        ret

section .rodata
align 4
x87_control:    dw 0x0f7f               ; all masked, 64-bit significands, rounding towards zero
align 4
changed_mxcsr:  dd 0x3fa0               ; all masked, rounding down, and the precision flag
usual_mxcsr:    dd 0x1f80
