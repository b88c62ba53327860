; What a program finds when it starts (psABI 3.4.1, "Initial Stack and Register State"; Linux, fs/binfmt_elf.c,
; create_elf_tables and ELF_PLAT_INIT).
%include "program.inc"

AT_NULL                 equ 0
AT_PHDR                 equ 3
AT_PHENT                equ 4
AT_PHNUM                equ 5
AT_PAGESZ               equ 6
AT_BASE                 equ 7
AT_FLAGS                equ 8
AT_ENTRY                equ 9
AT_UID                  equ 11
AT_EUID                 equ 12
AT_GID                  equ 13
AT_EGID                 equ 14
AT_PLATFORM             equ 15
AT_HWCAP                equ 16
AT_CLKTCK               equ 17
AT_SECURE               equ 23
AT_RANDOM               equ 25
AT_EXECFN               equ 31
AT_MINSIGSTKSZ          equ 51
AUXILIARY_TYPES         equ 52

CPUID_XSAVE             equ 1 << 26
CPUID_OSXSAVE           equ 1 << 27
CPUID_AVX               equ 1 << 28
FXSAVE_SIZE             equ 512
SIGNAL_FRAME_SIZE       equ 440                 ; struct rt_sigframe without the x87 and vector state

extern __ehdr_start

section .bss
ALIGN_BSS 64
fx_state:       resb FXSAVE_SIZE
general:        resq 15
flags:          resq 1
stack:          resq 1
selectors:      resw 6
auxiliary:      resq AUXILIARY_TYPES
present:        resb AUXILIARY_TYPES
upper_halves:   resb 16 * 16

section .text
global _start
_start:
        mov     [general], rax
        mov     [general + 8], rbx
        mov     [general + 16], rcx
        mov     [general + 24], rdx
        mov     [general + 32], rsi
        mov     [general + 40], rdi
        mov     [general + 48], rbp
        mov     [general + 56], r8
        mov     [general + 64], r9
        mov     [general + 72], r10
        mov     [general + 80], r11
        mov     [general + 88], r12
        mov     [general + 96], r13
        mov     [general + 104], r14
        mov     [general + 112], r15
        mov     [stack], rsp
        pushfq
        pop     qword [flags]
        fxsave64 [fx_state]
        mov     [selectors], cs
        mov     [selectors + 2], ss
        mov     [selectors + 4], ds
        mov     [selectors + 6], es
        mov     [selectors + 8], fs
        mov     [selectors + 10], gs

        xor     eax, eax
        mov     ecx, 15
        lea     rsi, [general]
.or:
        or      rax, [rsi]
        add     rsi, 8
        loop    .or
        test    rax, rax
        CHECK   "all general registers are zero", z
        SHOW_HEX "RFLAGS", [flags]
        test    qword [stack], 15
        CHECK   "RSP is a multiple of 16", z
        movzx   eax, word [selectors]
        SHOW_HEX "CS", rax
        movzx   eax, word [selectors + 2]
        SHOW_HEX "SS", rax
        mov     rax, [selectors + 4]
        SHOW_HEX "GS, FS, ES, DS", rax

        movzx   eax, word [fx_state]
        SHOW_HEX "x87 control word", rax
        movzx   eax, word [fx_state + 2]
        SHOW_HEX "x87 status word", rax
        movzx   eax, byte [fx_state + 4]
        SHOW_HEX "x87 tags", rax
        mov     eax, [fx_state + 24]
        SHOW_HEX "MXCSR", rax
        xor     eax, eax
        mov     ecx, (416 - 32) / 8
        lea     rsi, [fx_state + 32]    ; ST0 to ST7, XMM0 to XMM15
.or_vectors:
        or      rax, [rsi]
        add     rsi, 8
        loop    .or_vectors
        test    rax, rax
        CHECK   "all x87 and XMM registers are zero", z
        call    check_upper_halves

        ; argc, argv, envp
        mov     rbx, [stack]
        SHOW_DECIMAL "argc", [rbx]
        mov     rcx, [rbx]
        lea     r12, [rbx + 8 + rcx * 8 + 8]
        cmp     qword [r12 - 8], 0
        CHECK   "argv ends with 0", e
        xor     r13d, r13d
.environment:
        inc     r13
        add     r12, 8
        cmp     qword [r12 - 8], 0
        jne     .environment
        dec     r13
        SHOW_DECIMAL "strings in envp", r13

        ; The auxiliary vector goes into a table by type.
.entry:
        mov     rax, [r12]
        mov     rcx, [r12 + 8]
        add     r12, 16
        test    rax, rax
        jz      .entries_read
        cmp     rax, AUXILIARY_TYPES
        jae     .entry
        lea     rdx, [auxiliary]
        mov     [rdx + rax * 8], rcx
        lea     rdx, [present]
        inc     byte [rdx + rax]
        jmp     .entry
.entries_read:

%macro PRESENT_ONCE 1
        cmp     byte [present + %1], 1
        CHECK   {%str(%1), " is there once"}, e
%endmacro
        PRESENT_ONCE AT_PHDR
        PRESENT_ONCE AT_PHENT
        PRESENT_ONCE AT_PHNUM
        PRESENT_ONCE AT_PAGESZ
        PRESENT_ONCE AT_BASE
        PRESENT_ONCE AT_FLAGS
        PRESENT_ONCE AT_ENTRY
        PRESENT_ONCE AT_UID
        PRESENT_ONCE AT_EUID
        PRESENT_ONCE AT_GID
        PRESENT_ONCE AT_EGID
        PRESENT_ONCE AT_PLATFORM
        PRESENT_ONCE AT_HWCAP
        PRESENT_ONCE AT_CLKTCK
        PRESENT_ONCE AT_SECURE
        PRESENT_ONCE AT_RANDOM
        PRESENT_ONCE AT_EXECFN
        PRESENT_ONCE AT_MINSIGSTKSZ

%macro SHOW_AUXILIARY 1
        SHOW_HEX %str(%1), [auxiliary + %1 * 8]
%endmacro
        SHOW_AUXILIARY AT_PHENT
        SHOW_AUXILIARY AT_PHNUM
        SHOW_AUXILIARY AT_PAGESZ
        SHOW_AUXILIARY AT_BASE
        SHOW_AUXILIARY AT_FLAGS
        SHOW_AUXILIARY AT_UID
        SHOW_AUXILIARY AT_EUID
        SHOW_AUXILIARY AT_GID
        SHOW_AUXILIARY AT_EGID
        SHOW_AUXILIARY AT_CLKTCK
        SHOW_AUXILIARY AT_SECURE
        lea     rax, [__ehdr_start + 64]
        cmp     [auxiliary + AT_PHDR * 8], rax
        CHECK   "AT_PHDR is behind the ELF header", e
        lea     rax, [_start]
        cmp     [auxiliary + AT_ENTRY * 8], rax
        CHECK   "AT_ENTRY is _start", e
        mov     eax, 1
        cpuid
        cmp     [auxiliary + AT_HWCAP * 8], rdx
        CHECK   "AT_HWCAP is CPUID.1:EDX", e
        mov     rax, [auxiliary + AT_PLATFORM * 8]
        mov     rax, [rax]
        mov     rcx, "x86_64"
        shl     rax, 8                  ; seven characters count, with the 0 at the end
        shl     rcx, 8
        cmp     rax, rcx
        CHECK   "AT_PLATFORM is x86_64", e
        mov     rbx, [stack]
        mov     rsi, [auxiliary + AT_EXECFN * 8]
        mov     rdi, [rbx + 8]
.same_name:
        mov     al, [rsi]
        cmp     al, [rdi]
        jne     .name_read
        inc     rsi
        inc     rdi
        test    al, al
        jnz     .same_name
.name_read:
        CHECK   "AT_EXECFN is argv[0]", e
        mov     rax, [auxiliary + AT_RANDOM * 8]
        mov     rcx, [rax]
        xor     rcx, [rax + 8]
        CHECK   "the bytes at AT_RANDOM are not all the same", nz
        cmp     [auxiliary + AT_RANDOM * 8], rbx
        CHECK   "they lie above the vectors", a
        call    check_minimum_signal_stack
        EXIT    0

; check_upper_halves(): of the YMM registers, when there are any.
check_upper_halves:
        push    rbx
        mov     eax, 1
        cpuid
        and     ecx, CPUID_OSXSAVE | CPUID_AVX
        cmp     ecx, CPUID_OSXSAVE | CPUID_AVX
        jne     .zero
%assign i 0
%rep 16
        vextractf128 [upper_halves + i * 16], ymm %+ i, 1
%assign i i + 1
%endrep
.zero:
        xor     eax, eax
        mov     ecx, 32
        lea     rsi, [upper_halves]
.or:
        or      rax, [rsi]
        add     rsi, 8
        loop    .or
        test    rax, rax
        CHECK   "so are the upper halves of YMM registers, if there are any", z
        pop     rbx
        ret

; check_minimum_signal_stack(): it is large enough for the frame's registers and what XSAVE writes.
check_minimum_signal_stack:
        push    rbx
        mov     eax, 1
        cpuid
        mov     ebx, FXSAVE_SIZE
        test    ecx, CPUID_OSXSAVE
        jz      .compare
        mov     eax, 0xd
        xor     ecx, ecx
        cpuid
.compare:
        add     rbx, SIGNAL_FRAME_SIZE
        cmp     [auxiliary + AT_MINSIGSTKSZ * 8], rbx
        CHECK   "AT_MINSIGSTKSZ has room for the frame", ae
        add     rbx, 1024
        cmp     [auxiliary + AT_MINSIGSTKSZ * 8], rbx
        CHECK   "and not much more", b
        pop     rbx
        ret
