; FS and GS bases: arch_prctl, RDFSBASE and its relatives where the CPU has them, selectors, and what a signal keeps.
%include "program.inc"
%include "faults.inc"

CPUID_FSGSBASE          equ 1 << 0

section .bss
value:          resq 1
place:          resq 4

section .data
align 8
usr1_action:    dq usr1_handler, SA_SIGINFO | SA_RESTORER, restorer, 0

section .text

; usr1_handler(): gives FS another base, which stays: a signal's frame has no bases.
usr1_handler:
        mov     rsi, place
        add     rsi, 16
        CALL_SYSTEM SYS_arch_prctl, ARCH_SET_FS, rsi
        ret

; SHOW_BASE "name", ARCH_GET_FS or ARCH_GET_GS
%macro SHOW_BASE 2
        CALL_SYSTEM SYS_arch_prctl, %2, value
        SHOW_HEX %1, [value]
%endmacro

global _start
_start:
        call    install_handlers
        SHOW_BASE "FS at the start", ARCH_GET_FS
        SHOW_BASE "GS at the start", ARCH_GET_GS
        RESULT  "set FS", SYS_arch_prctl, ARCH_SET_FS, place
        RESULT  "set GS", SYS_arch_prctl, ARCH_SET_GS, place + 8
        mov     rax, 0x1122334455667788
        mov     [place], rax
        inc     rax
        mov     [place + 8], rax
        SHOW_HEX "the word at FS:0", [fs:0]
        SHOW_HEX "the word at GS:0", [gs:0]
        CALL_SYSTEM SYS_getuid
        SHOW_HEX "FS:8 is GS:0", [fs:8]
        SHOW_BASE "FS", ARCH_GET_FS
        SHOW_BASE "GS", ARCH_GET_GS

        RESULT  "FS at the end of a program's half", SYS_arch_prctl, ARCH_SET_FS, TASK_SIZE
        RESULT  "FS at the last address of a program's half", SYS_arch_prctl, ARCH_SET_FS, TASK_SIZE - 1
        RESULT  "GS at the end of a program's half", SYS_arch_prctl, ARCH_SET_GS, TASK_SIZE
        RESULT  "FS in the kernel", SYS_arch_prctl, ARCH_SET_FS, 0xffffffff80000000
        RESULT  "GS in the kernel", SYS_arch_prctl, ARCH_SET_GS, 0xffffffff80000000
        RESULT  "FS not canonical", SYS_arch_prctl, ARCH_SET_FS, 0x0000800000000000
        RESULT  "GS not canonical", SYS_arch_prctl, ARCH_SET_GS, 0x8000000000000000
        RESULT  "an unknown code", SYS_arch_prctl, 0x1005, place
        RESULT  "code -1", SYS_arch_prctl, -1, place
        SHOW_BASE "FS afterwards", ARCH_GET_FS
        SHOW_BASE "GS afterwards", ARCH_GET_GS
        PROBE_CODE "read over the end with FS", mov al, [fs:1]
        PROBE_CODE "read of the kernel with GS", mov al, [gs:-1 << 24]

        RESULT  "set FS back", SYS_arch_prctl, ARCH_SET_FS, place
        CALL_SYSTEM SYS_rt_sigaction, SIGUSR1, usr1_action, 0, 8
        CALL_SYSTEM SYS_getpid
        mov     rbx, rax
        CALL_SYSTEM SYS_kill, rbx, SIGUSR1
        SHOW_BASE "FS after a signal that set it", ARCH_GET_FS

        ; Loading a selector loads a base: 0, for both kinds of CPU when the selector is that of a segment.
        mov     eax, 0x2b
        mov     fs, ax
        mov     gs, ax
        SHOW_BASE "FS after its selector was loaded", ARCH_GET_FS
        SHOW_BASE "GS after its selector was loaded", ARCH_GET_GS
        mov     ax, fs
        movzx   eax, ax
        SHOW_HEX "selector of FS", rax
        RESULT  "set FS with a selector in it", SYS_arch_prctl, ARCH_SET_FS, place
        SHOW_BASE "FS", ARCH_GET_FS
        mov     ax, fs
        movzx   eax, ax
        SHOW_HEX "selector of FS after arch_prctl", rax

        mov     eax, 7
        xor     ecx, ecx
        cpuid
        test    ebx, CPUID_FSGSBASE
        jz      .end
        mov     rax, place
        wrfsbase rax
        add     rax, 8
        wrgsbase rax
        CALL_SYSTEM SYS_getuid
        rdfsbase rbx
        rdgsbase r12
        mov     rax, place
        cmp     rax, rbx
        jne     .lost
        add     rax, 8
        cmp     rax, r12
        jne     .lost
        ; Any canonical base may be set; the kernel is not led astray by a negative one in GS.
        mov     rax, 0xffffffff80000000
        wrgsbase rax
        wrfsbase rax
        CALL_SYSTEM SYS_getuid
        CALL_SYSTEM 500
        CALL_SYSTEM SYS_write, STDOUT, 8, 8
        mov     rax, -1
        wrgsbase rax
        CALL_SYSTEM SYS_getuid
        rdgsbase rbx
        cmp     rbx, -1
        jne     .lost
        CALL_SYSTEM SYS_mmap, 0x10000000, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0
        mov     [abs 0x10000000], rax
        rdgsbase rbx
        cmp     rbx, -1
        jne     .lost
.end:
        SAY     "RDFSBASE and WRFSBASE are right, if they are there"
        EXIT    0
.lost:
        SAY     "A BASE WAS LOST"
        EXIT    1
