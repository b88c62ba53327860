; Threads that compute, on one CPU: how far the nicer one comes until the other has done its work, and that one that sleeps is not kept
; from it by many that compute.
%define MOST_THREADS 40
%include "program.inc"
%include "threads.inc"

PRIO_PROCESS            equ 0
CPU_SET                 equ 128
NICER                   equ 10
WORK                    equ 100000              ; rounds of 1000 steps
COMPUTING               equ 32
NAPS                    equ 50

section .bss
ALIGN_BSS 64
cpus:           resb CPU_SET
one_cpu:        resb CPU_SET
gate:           resd 1
done:           resd 1
rounds:         resq MOST_THREADS

section .data
align 8
a_moment:       dq 0, 200000

section .text

; compute(number rbx): a round, and counts it.
compute:
        mov     ecx, 1000
.step:  dec     ecx
        jnz     .step
        lea     rax, [rounds]
        inc     qword [rax + rbx * 8]
        ret

await_gate:
        cmp     dword [gate], 0
        jne     .open
        FUTEX   gate, FUTEX_WAIT | FUTEX_PRIVATE, 0, 0
        jmp     await_gate
.open:  ret

open_gate:
        mov     dword [gate], 1
        FUTEX   gate, FUTEX_WAKE | FUTEX_PRIVATE, INT_MAX
        ret

; Does its work, and then nobody has to go on.
worker:
        call    await_gate
.more:  call    compute
        lea     rax, [rounds]
        cmp     qword [rax + rbx * 8], WORK
        jb      .more
        mov     dword [done], 1
        ret

nicer:
        CALL_SYSTEM SYS_setpriority, PRIO_PROCESS, 0, NICER
endless:
        call    await_gate
.more:  call    compute
        cmp     dword [done], 0
        je      .more
        ret

; START count, function, first number; JOIN
%macro START 3
        mov     ebx, %3
%%next: START_THREAD rbx, %2
        inc     ebx
        cmp     ebx, %1 + %3
        jb      %%next
%endmacro

%macro JOIN 2
        mov     ebx, %2
%%next: mov     rdi, rbx
        call    join_thread
        inc     ebx
        cmp     ebx, %1 + %2
        jb      %%next
%endmacro

global _start
_start:
        CALL_SYSTEM SYS_sched_getaffinity, 0, CPU_SET, cpus
        mov     rax, [cpus]
        mov     rcx, rax
        neg     rcx
        and     rax, rcx
        mov     [one_cpu], rax
        OUTCOME "one processor", SYS_sched_setaffinity, 0, CPU_SET, one_cpu

        START   1, worker, 0
        START   1, nicer, 1
        call    open_gate
        JOIN    2, 0
        mov     rax, [rounds + 8]
        shl     rax, 2
        cmp     rax, [rounds]
        CHECK   "the nicer one has had less than a quarter", b
        cmp     qword [rounds + 8], 0
        CHECK   "but not nothing", ne

        mov     dword [gate], 0
        mov     dword [done], 0
        START   COMPUTING, endless, 0
        call    open_gate
        mov     r12d, NAPS
.nap:   CALL_SYSTEM SYS_nanosleep, a_moment, 0
        dec     r12d
        jnz     .nap
        mov     dword [done], 1
        JOIN    COMPUTING, 0
        SAY     "naps among many that compute come to an end"
        EXIT    0
