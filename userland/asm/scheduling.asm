; Policies, nice values, barriers and what prctl(2) says of a thread: of the caller, of another thread, of another process, of nobody.
%define MOST_THREADS 2
%include "program.inc"
%include "threads.inc"

SCHED_OTHER             equ 0
SCHED_FIFO              equ 1
SCHED_BATCH             equ 3
SCHED_IDLE              equ 5
SCHED_RESET_ON_FORK     equ 0x40000000
PRIO_PROCESS            equ 0
PRIO_PGRP               equ 1
PRIO_USER               equ 2
NOBODY                  equ 0x3fffffff
PR_SET_PDEATHSIG        equ 1
PR_GET_PDEATHSIG        equ 2
PR_GET_SECCOMP          equ 21
PR_CAPBSET_READ         equ 23
PR_GET_SECUREBITS       equ 27
PR_SET_TIMERSLACK       equ 29
PR_GET_TIMERSLACK       equ 30
PR_SET_CHILD_SUBREAPER  equ 36
PR_GET_CHILD_SUBREAPER  equ 37
PR_GET_THP_DISABLE      equ 42
BARRIER_QUERY           equ 0
BARRIER_PRIVATE         equ 8
BARRIER_REGISTER        equ 16
BARRIER_SYNC            equ 32
BARRIER_REGISTER_SYNC   equ 64
BARRIER_RSEQ            equ 128
BARRIER_REGISTER_RSEQ   equ 256
BARRIER_REGISTRATIONS   equ 512
ATTRIBUTES              equ 48
ATTRIBUTES_NOW          equ 56

section .bss
ALIGN_BSS 64
parameter:      resd 1
wait_status:    resd 1
number:         resd 1
hold:           resd 1
attributes:     resb 128

section .data
align 8
nine:           dd 9, 0

section .text

; Stays until it may go.
guest:
        cmp     dword [hold], 0
        jne     .go
        FUTEX   hold, FUTEX_WAIT | FUTEX_PRIVATE, 0, 0
        jmp     guest
.go:    ret

; IN_CHILD ... END_CHILD "name": forks; the lines between are the child's.
%macro IN_CHILD 0
    %push child
        CALL_SYSTEM SYS_fork
        test    rax, rax
        jnz     %$parent
%endmacro

%macro END_CHILD 1
        CALL_SYSTEM SYS_exit_group, 0
%$parent:
        CALL_SYSTEM SYS_wait4, rax, wait_status, 0, 0
        mov     eax, [wait_status]
        SHOW_HEX %1, rax
    %pop
%endmacro

; SET_ATTRIBUTES "name", size, policy, flags, nice, priority
%macro SET_ATTRIBUTES 6
        mov     dword [attributes], %2
        mov     dword [attributes + 4], %3
        mov     qword [attributes + 8], %4
        mov     dword [attributes + 16], %5
        mov     dword [attributes + 20], %6
        RESULT  %1, SYS_sched_setattr, 0, attributes, 0
%endmacro

%macro SHOW_ATTRIBUTES 0
        RESULT  "  sched_getattr", SYS_sched_getattr, 0, attributes, ATTRIBUTES, 0
        mov     eax, [attributes]
        SHOW_DECIMAL "  size", rax
        mov     eax, [attributes + 4]
        SHOW_DECIMAL "  policy", rax
        SHOW_HEX "  flags", [attributes + 8]
        movsxd  rax, dword [attributes + 16]
        SHOW_DECIMAL "  nice", rax
        mov     eax, [attributes + 20]
        SHOW_DECIMAL "  priority", rax
%endmacro

global _start
_start:
        SAY     "policies"
        RESULT  "batch", SYS_sched_setscheduler, 0, SCHED_BATCH, parameter
        RESULT  "  then", SYS_sched_getscheduler, 0
        IN_CHILD
                RESULT  "idle", SYS_sched_setscheduler, 0, SCHED_IDLE, parameter
                RESULT  "  then", SYS_sched_getscheduler, 0
                IN_CHILD
                        RESULT  "  of a child", SYS_sched_getscheduler, 0
                END_CHILD "  its end"
        END_CHILD "its end"
        IN_CHILD
                RESULT  "reset on fork", SYS_sched_setscheduler, 0, SCHED_OTHER | SCHED_RESET_ON_FORK, parameter
                RESULT  "  then", SYS_sched_getscheduler, 0
                IN_CHILD
                        RESULT  "  of a child", SYS_sched_getscheduler, 0
                END_CHILD "  its end"
        END_CHILD "its end"
        RESULT  "other", SYS_sched_setscheduler, 0, SCHED_OTHER, parameter
        RESULT  "real time without a priority", SYS_sched_setscheduler, 0, SCHED_FIFO, parameter
        RESULT  "a priority without real time", SYS_sched_setscheduler, 0, SCHED_OTHER, nine
        RESULT  "an unknown policy", SYS_sched_setscheduler, 0, 4, parameter
        RESULT  "a negative policy", SYS_sched_setscheduler, 0, -1, parameter
        RESULT  "no parameter", SYS_sched_setscheduler, 0, 0, 0
        RESULT  "a bad parameter", SYS_sched_setscheduler, NOBODY, 0, 8
        RESULT  "of nobody", SYS_sched_setscheduler, NOBODY, 0, parameter
        RESULT  "of less than nobody", SYS_sched_setscheduler, -5, 0, parameter
        RESULT  "sched_setparam", SYS_sched_setparam, 0, parameter
        RESULT  "a priority", SYS_sched_setparam, 0, nine
        RESULT  "of nobody", SYS_sched_setparam, NOBODY, parameter
        RESULT  "no parameter", SYS_sched_setparam, 0, 0
        OUTCOME "sched_rr_get_interval", SYS_sched_rr_get_interval, 0, attributes
        RESULT  "to nowhere", SYS_sched_rr_get_interval, 0, 0
        RESULT  "of nobody", SYS_sched_rr_get_interval, NOBODY, attributes
        RESULT  "of less than nobody", SYS_sched_rr_get_interval, -1, attributes

        SAY     "attributes"
        SHOW_ATTRIBUTES
        SET_ATTRIBUTES "nice", ATTRIBUTES, SCHED_OTHER, 0, 3, 0
        SHOW_ATTRIBUTES
        IN_CHILD
                SET_ATTRIBUTES "batch, which resets on fork", ATTRIBUTES, SCHED_BATCH, 1, 4, 0
                SHOW_ATTRIBUTES
        END_CHILD "its end"
        IN_CHILD
                SET_ATTRIBUTES "nicer than possible, without a size", 0, SCHED_OTHER, 0, 40, 0
                SHOW_ATTRIBUTES
        END_CHILD "its end"
        SET_ATTRIBUTES "as nice as before, by the flag", ATTRIBUTES, SCHED_BATCH, 0x10, 1, 0
        SHOW_ATTRIBUTES
        SET_ATTRIBUTES "the same policy, by the flag", ATTRIBUTES, SCHED_OTHER, 8, 4, 0
        SHOW_ATTRIBUTES
        SET_ATTRIBUTES "too short", 47, SCHED_OTHER, 0, 0, 0
        mov     eax, [attributes]
        cmp     eax, ATTRIBUTES_NOW
        CHECK   "  it is told how long it is", e
        mov     dword [attributes + 100], 1
        SET_ATTRIBUTES "more than is known", 104, SCHED_OTHER, 0, 0, 0
        mov     dword [attributes + 100], 0
        SET_ATTRIBUTES "more, but nothing in it", 104, SCHED_OTHER, 0, 4, 0
        SET_ATTRIBUTES "far too long", 4097, SCHED_OTHER, 0, 0, 0
        SET_ATTRIBUTES "an unknown policy", ATTRIBUTES, 4, 0, 0, 0
        SET_ATTRIBUTES "a negative policy", ATTRIBUTES, -1, 0, 0, 0
        SET_ATTRIBUTES "unknown flags", ATTRIBUTES, SCHED_OTHER, 1 << 20, 0, 0
        SET_ATTRIBUTES "a priority", ATTRIBUTES, SCHED_OTHER, 0, 0, 1
        mov     dword [attributes], ATTRIBUTES
        RESULT  "of nobody", SYS_sched_setattr, NOBODY, attributes, 0
        RESULT  "with flags", SYS_sched_setattr, 0, attributes, 1
        RESULT  "nothing", SYS_sched_setattr, 0, 0, 0
        RESULT  "from nowhere", SYS_sched_setattr, 0, 8, 0
        RESULT  "get too little", SYS_sched_getattr, 0, attributes, 47, 0
        RESULT  "get too much", SYS_sched_getattr, 0, attributes, 4097, 0
        RESULT  "get a lot", SYS_sched_getattr, 0, attributes, 120, 0
        mov     eax, [attributes]
        cmp     eax, ATTRIBUTES_NOW
        CHECK   "  what it was", e
        RESULT  "get to nowhere", SYS_sched_getattr, 0, 8, ATTRIBUTES, 0
        RESULT  "get with flags", SYS_sched_getattr, 0, attributes, ATTRIBUTES, 1
        RESULT  "get of nobody", SYS_sched_getattr, NOBODY, attributes, ATTRIBUTES, 0

        SAY     "nice values"
        RESULT  "setpriority", SYS_setpriority, PRIO_PROCESS, 0, 5
        RESULT  "  then", SYS_getpriority, PRIO_PROCESS, 0
        START_THREAD 0, guest
        mov     r12, rax
        RESULT  "  of a new thread", SYS_getpriority, PRIO_PROCESS, r12
        RESULT  "nicer", SYS_setpriority, PRIO_PROCESS, r12, 6
        RESULT  "  then", SYS_getpriority, PRIO_PROCESS, r12
        RESULT  "  and this thread", SYS_getpriority, PRIO_PROCESS, 0
        CALL_SYSTEM SYS_setpgid, 0, 0
        RESULT  "  and the group's best", SYS_getpriority, PRIO_PGRP, 0
        RESULT  "the group", SYS_setpriority, PRIO_PGRP, 0, 7
        RESULT  "  then", SYS_getpriority, PRIO_PROCESS, r12
        RESULT  "  and this thread", SYS_getpriority, PRIO_PROCESS, 0
        RESULT  "nicer than possible", SYS_setpriority, PRIO_PROCESS, r12, 100
        RESULT  "  then", SYS_getpriority, PRIO_PROCESS, r12
        RESULT  "nobody", SYS_setpriority, PRIO_PROCESS, NOBODY, 7
        RESULT  "no group", SYS_setpriority, PRIO_PGRP, NOBODY, 7
        RESULT  "no group's", SYS_getpriority, PRIO_PGRP, NOBODY
        RESULT  "no user", SYS_setpriority, PRIO_USER, 54321, 7
        RESULT  "of what", SYS_setpriority, 3, 0, 7
        RESULT  "of what", SYS_setpriority, -1, 0, 7
        mov     dword [hold], 1
        FUTEX   hold, FUTEX_WAKE | FUTEX_PRIVATE, 1
        xor     edi, edi
        call    join_thread

        SAY     "barriers"
        CALL_SYSTEM SYS_membarrier, BARRIER_QUERY, 0, 0
        and     eax, 0x1ff
        SHOW_HEX "there are", rax
        RESULT  "private, not registered", SYS_membarrier, BARRIER_PRIVATE, 0, 0
        RESULT  "registered", SYS_membarrier, BARRIER_REGISTER, 0, 0
        RESULT  "private", SYS_membarrier, BARRIER_PRIVATE, 0, 0
        RESULT  "of instructions, not registered", SYS_membarrier, BARRIER_SYNC, 0, 0
        RESULT  "registered", SYS_membarrier, BARRIER_REGISTER_SYNC, 0, 0
        RESULT  "of instructions", SYS_membarrier, BARRIER_SYNC, 0, 0
        RESULT  "of sequences, not registered", SYS_membarrier, BARRIER_RSEQ, 0, 0
        RESULT  "registered", SYS_membarrier, BARRIER_REGISTER_RSEQ, 0, 0
        RESULT  "of sequences", SYS_membarrier, BARRIER_RSEQ, 0, 0
        RESULT  "of sequences on one processor", SYS_membarrier, BARRIER_RSEQ, 1, 0
        RESULT  "private on one processor", SYS_membarrier, BARRIER_PRIVATE, 1, 0
        RESULT  "unknown flags", SYS_membarrier, BARRIER_RSEQ, 2, 0
        RESULT  "global", SYS_membarrier, 2, 0, 0
        RESULT  "global, registered", SYS_membarrier, 4, 0, 0
        RESULT  "two at once", SYS_membarrier, 3, 0, 0
        CALL_SYSTEM SYS_membarrier, BARRIER_REGISTRATIONS, 0, 0
        SHOW_HEX "registrations", rax
        IN_CHILD
                CALL_SYSTEM SYS_membarrier, BARRIER_REGISTRATIONS, 0, 0
                SHOW_HEX "  of a child", rax
        END_CHILD "  its end"

        SAY     "what prctl says"
        RESULT  "the parent's end", SYS_prctl, PR_SET_PDEATHSIG, SIGUSR1
        RESULT  "  asked", SYS_prctl, PR_GET_PDEATHSIG, number
        mov     eax, [number]
        SHOW_DECIMAL "  then", rax
        IN_CHILD
                CALL_SYSTEM SYS_prctl, PR_GET_PDEATHSIG, number
                mov     eax, [number]
                SHOW_DECIMAL "  of a child", rax
        END_CHILD "  its end"
        RESULT  "none", SYS_prctl, PR_SET_PDEATHSIG, 0
        RESULT  "no signal", SYS_prctl, PR_SET_PDEATHSIG, 65
        RESULT  "to nowhere", SYS_prctl, PR_GET_PDEATHSIG, 8
        RESULT  "orphans", SYS_prctl, PR_SET_CHILD_SUBREAPER, 5
        RESULT  "  asked", SYS_prctl, PR_GET_CHILD_SUBREAPER, number
        mov     eax, [number]
        SHOW_DECIMAL "  then", rax
        IN_CHILD
                CALL_SYSTEM SYS_prctl, PR_GET_CHILD_SUBREAPER, number
                mov     eax, [number]
                SHOW_DECIMAL "  of a child", rax
        END_CHILD "  its end"
        RESULT  "late timers", SYS_prctl, PR_GET_TIMERSLACK
        RESULT  "  set", SYS_prctl, PR_SET_TIMERSLACK, 1234
        RESULT  "  then", SYS_prctl, PR_GET_TIMERSLACK
        IN_CHILD
                RESULT  "  of a child", SYS_prctl, PR_GET_TIMERSLACK
                RESULT  "  its default", SYS_prctl, PR_SET_TIMERSLACK, 0
                RESULT  "  then", SYS_prctl, PR_GET_TIMERSLACK
        END_CHILD "  its end"
        RESULT  "  the default", SYS_prctl, PR_SET_TIMERSLACK, 0
        RESULT  "  then", SYS_prctl, PR_GET_TIMERSLACK
        RESULT  "the last capability", SYS_prctl, PR_CAPBSET_READ, 40
        RESULT  "the next one", SYS_prctl, PR_CAPBSET_READ, 41
        RESULT  "seccomp", SYS_prctl, PR_GET_SECCOMP, 0
        RESULT  "bits of security", SYS_prctl, PR_GET_SECUREBITS
        RESULT  "huge pages", SYS_prctl, PR_GET_THP_DISABLE, 0, 0, 0, 0
        RESULT  "huge pages, more", SYS_prctl, PR_GET_THP_DISABLE, 1, 0, 0, 0
        RESULT  "nothing", SYS_prctl, 0x7fff0000
        EXIT    0
