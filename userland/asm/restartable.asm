; rseq(2): what is refused, and what happens to a thread that gets a signal or loses the CPU inside of a sequence.
%define MOST_THREADS 4
%include "program.inc"
%include "threads.inc"

RSEQ_SIZE               equ 32
RSEQ_START_CPU          equ 0
RSEQ_CPU                equ 4
RSEQ_SEQUENCE           equ 8
RSEQ_FLAGS              equ 16
UNREGISTER              equ 1
SIGNATURE               equ 0x53053053
UNMAPPED                equ 0x10000000
ABORTS                  equ 3
CPU_SET                 equ 128

section .bss
ALIGN_BSS 64
area:           resb 64
other_area:     resb 64
cpus:           resb CPU_SET
one_cpu:        resb CPU_SET
inside:         resd 1
done:           resd 1
aborts:         resd 1
own_pid:        resd 1
handler_rip:    resq 1
wait_status:    resd 1
processor:      resd 1

section .data
align 32
sequence:       dd 0, 0
                dq sequence_start, sequence_end - sequence_start, aborted
; As the first one, but for one thing each.
flagged:        dd 0, 1
                dq sequence_start, sequence_end - sequence_start, aborted
newer:          dd 1, 0
                dq sequence_start, sequence_end - sequence_start, aborted
unsigned:       dd 0, 0
                dq sequence_start, sequence_end - sequence_start, sequence_end
own_abort:      dd 0, 0
                dq sequence_start, sequence_end - sequence_start, sequence_start + 2
kernels:        dd 0, 0
                dq sequence_start, sequence_end - sequence_start, 1 << 63
align 8
action:         dq handler, SA_SIGINFO | SA_RESTORER, restorer, 0

section .text

; Notes where the program was interrupted.
handler:
        mov     rax, [rdx + UC_RIP]
        mov     [handler_rip], rax
        ret

; REGISTER name, area, length, flags, signature
%macro REGISTER 5
        RESULT  %1, SYS_rseq, %2, %3, %4, %5
%endmacro

; The sequence does not end by itself. Enters it with its description's address in RAX.
enter:
        mov     [area + RSEQ_SEQUENCE], rax
sequence_start:
        mov     dword [inside], 1
.loop:  jmp     .loop
sequence_end:
        ud2

        dd      SIGNATURE
aborted:
        inc     dword [aborts]
        mov     dword [inside], 0
        ret

; Sends a signal when the main thread is inside.
signaller:
        cmp     dword [inside], 0
        jne     .inside
        CALL_SYSTEM SYS_sched_yield
        jmp     signaller
.inside:
        mov     edi, [own_pid]
        CALL_SYSTEM SYS_tgkill, rdi, rdi, SIGUSR1
        ret

; Wants the CPU, too.
rival:
        cmp     dword [done], 0
        je      rival
        ret

; BAD "name", description: a child that is interrupted there; how it ends.
%macro BAD 2
        CALL_SYSTEM SYS_fork
        test    rax, rax
        jnz     %%parent
        mov     rax, %2
        mov     [area + RSEQ_SEQUENCE], rax
        CALL_SYSTEM SYS_getpid
        mov     edi, eax
        CALL_SYSTEM SYS_kill, rdi, SIGUSR1
        CALL_SYSTEM SYS_exit_group, 0
%%parent:
        CALL_SYSTEM SYS_wait4, rax, wait_status, 0, 0
        mov     eax, [wait_status]
        SHOW_HEX %1, rax
%endmacro

global _start
_start:
        CALL_SYSTEM SYS_getpid
        mov     [own_pid], eax
        CALL_SYSTEM SYS_rt_sigaction, SIGUSR1, action, 0, 8
        ; One CPU for all threads, so that they get in each other's way.
        CALL_SYSTEM SYS_sched_getaffinity, 0, CPU_SET, cpus
        mov     rax, [cpus]
        mov     rcx, rax
        neg     rcx
        and     rax, rcx
        mov     [one_cpu], rax
        OUTCOME "one processor", SYS_sched_setaffinity, 0, CPU_SET, one_cpu

        SAY     "registering"
        REGISTER "none to take back", area, RSEQ_SIZE, UNREGISTER, SIGNATURE
        REGISTER "too short", area, 31, 0, SIGNATURE
        REGISTER "not aligned", area + 8, RSEQ_SIZE, 0, SIGNATURE
        REGISTER "unknown flags", area, RSEQ_SIZE, 2, SIGNATURE
        mov     rbx, 1 << 63
        REGISTER "in the kernel", rbx, RSEQ_SIZE, 0, SIGNATURE
        REGISTER "a right one", area, RSEQ_SIZE, 0, SIGNATURE
        REGISTER "again", area, RSEQ_SIZE, 0, SIGNATURE
        REGISTER "another place", other_area, RSEQ_SIZE, 0, SIGNATURE
        REGISTER "another signature", area, RSEQ_SIZE, 0, SIGNATURE + 1
        REGISTER "taken back by another signature", area, RSEQ_SIZE, UNREGISTER, SIGNATURE + 1
        REGISTER "taken back at another place", other_area, RSEQ_SIZE, UNREGISTER, SIGNATURE
        CALL_SYSTEM SYS_getcpu, processor, 0, 0
        mov     eax, [processor]
        cmp     eax, [area + RSEQ_START_CPU]
        CHECK   "the processor's number", e
        mov     eax, [processor]
        cmp     eax, [area + RSEQ_CPU]
        CHECK   "twice", e

        SAY     "a signal"
        START_THREAD 0, signaller
        lea     rax, [sequence]
        call    enter
        mov     eax, [aborts]
        SHOW_DECIMAL "aborted", rax
        lea     rax, [aborted]
        cmp     [handler_rip], rax
        CHECK   "the handler saw where it goes on", e
        cmp     qword [area + RSEQ_SEQUENCE], 0
        CHECK   "no sequence any more", e
        xor     edi, edi
        call    join_thread

        SAY     "a signal behind a sequence"
        lea     rax, [sequence]
        mov     [area + RSEQ_SEQUENCE], rax
        CALL_SYSTEM SYS_kill, [own_pid], SIGUSR1
        cmp     qword [area + RSEQ_SEQUENCE], 0
        CHECK   "no sequence any more", e
        mov     eax, [aborts]
        SHOW_DECIMAL "aborted", rax

        SAY     "another thread's turn"
        mov     dword [aborts], 0
        START_THREAD 0, rival
.again: lea     rax, [sequence]
        call    enter
        cmp     dword [aborts], ABORTS
        jb      .again
        mov     dword [done], 1
        xor     edi, edi
        call    join_thread
        mov     eax, [aborts]
        SHOW_DECIMAL "aborted", rax

        SAY     "what ends a program"
        BAD     "nothing wrong", sequence
        BAD     "flags, but not inside", flagged
        BAD     "a newer version", newer
        BAD     "no signature", unsigned
        BAD     "it goes on inside", own_abort
        BAD     "it goes on in the kernel", kernels
        BAD     "a description that is not there", UNMAPPED

        REGISTER "taken back", area, RSEQ_SIZE, UNREGISTER, SIGNATURE
        movsxd  rax, dword [area + RSEQ_CPU]
        SHOW_DECIMAL "the processor's number", rax
        lea     rax, [newer]
        mov     [area + RSEQ_SEQUENCE], rax
        OUTCOME "a signal then", SYS_kill, [own_pid], SIGUSR1
        EXIT    0
