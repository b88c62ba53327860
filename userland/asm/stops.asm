; Stopping and continuing processes, and what their parents hear of it (signal(7), wait(2), setpgid(2)).
%define MOST_THREADS 4
%include "program.inc"
%include "threads.inc"
%include "jobs.inc"

CHLD                    equ 1 << (SIGCHLD - 1)
CONT                    equ 1 << (SIGCONT - 1)
TSTP                    equ 1 << (SIGTSTP - 1)
PR_SET_CHILD_SUBREAPER  equ 36
SPINNING                equ 0                   ; in the shared page: counted by a thread, and a process's id
GRANDCHILD              equ 8

section .data
align 8
child_set:      dq CHLD
continue_set:   dq CONT
stop_set:       dq TSTP
nothing:        dq 0
ignore_action:  dq SIG_IGN, SA_RESTORER, restorer, 0
default_action: dq SIG_DFL, SA_RESTORER, restorer, 0
quiet_action:   dq SIG_DFL, SA_RESTORER | SA_NOCLDSTOP, restorer, 0
count_action:   dq counting_handler, SA_RESTORER, restorer, 0

section .bss
handled:        resq 1
shared:         resq 1
never:          resd 1

section .text

counting_handler:
        inc     qword [handled]
        ret

; RAISE signal: sends it to the own process.
%macro RAISE 1
        CALL_SYSTEM SYS_getpid
        CALL_SYSTEM SYS_kill, rax, %1
%endmacro

%macro SEND 1
        CALL_SYSTEM SYS_kill, [child], %1
%endmacro

; OWN_GROUP: the child goes to a group of its own, which its parent could continue.
%macro OWN_GROUP 0
        CALL_SYSTEM SYS_setpgid, 0, 0
%endmacro

; STOPPED_BY signal: a child in a group of its own that stops itself, and ends with 3 when it goes on.
%macro STOPPED_BY 1
        IN_CHILD
        OWN_GROUP
        RAISE   %1
        CALL_SYSTEM SYS_exit_group, 3
        END_CHILD
%endmacro

; These run in the threads of a child, each of which stops.
spinning:
        mov     rbx, [shared]
.on:    lock inc qword [rbx + SPINNING]
        CALL_SYSTEM SYS_sched_yield
        jmp     .on
in_futex:
        FUTEX   never, FUTEX_WAIT | FUTEX_PRIVATE, 0, 0
        jmp     in_futex
in_pause:
        CALL_SYSTEM SYS_pause
        jmp     in_pause

; show_still(): whether the spinning thread of the child stands still.
show_still:
        push    rbx
        push    r12
        mov     rbx, [shared]
        mov     r12, [rbx + SPINNING]
        mov     ebx, 100
.yield: CALL_SYSTEM SYS_sched_yield
        dec     ebx
        jnz     .yield
        mov     rbx, [shared]
        cmp     r12, [rbx + SPINNING]
        CHECK   "it stands still", e
        pop     r12
        pop     rbx
        ret

global _start
_start:
        call    shared_page
        mov     [shared], rax
        CALL_SYSTEM SYS_prctl, PR_SET_CHILD_SUBREAPER, 1

        SAY     "SIGSTOP and SIGCONT"
        STOPPED_BY SIGSTOP
        SHOW_WAITID "waitid, which leaves it", WSTOPPED | WNOWAIT
        SHOW_WAIT "wait4", WUNTRACED
        SHOW_WAIT "once more", WUNTRACED | WNOHANG
        SHOW_WAITID "waitid", WSTOPPED | WCONTINUED | WNOHANG
        SEND    SIGCONT
        SHOW_WAIT "its end", 0

        SAY     "each of the other signals"
        STOPPED_BY SIGTSTP
        SHOW_WAIT "SIGTSTP", WUNTRACED
        SEND    SIGCONT
        SHOW_WAIT "its end", 0
        STOPPED_BY SIGTTIN
        SHOW_WAIT "SIGTTIN", WUNTRACED
        SEND    SIGCONT
        SHOW_WAIT "its end", 0
        STOPPED_BY SIGTTOU
        SHOW_WAIT "SIGTTOU", WUNTRACED
        SEND    SIGKILL
        SHOW_WAIT "killed", WUNTRACED

        SAY     "the own group is orphaned: terminals do not stop it"
        IN_CHILD
        RAISE   SIGTSTP
        RAISE   SIGTTIN
        RAISE   SIGTTOU
        CALL_SYSTEM SYS_exit_group, 4
        END_CHILD
        SHOW_WAIT "its end", WUNTRACED
        IN_CHILD
        RAISE   SIGSTOP
        CALL_SYSTEM SYS_exit_group, 4
        END_CHILD
        SHOW_WAIT "SIGSTOP stops it", WUNTRACED
        SEND    SIGCONT
        SHOW_WAIT "its end", 0

        SAY     "SIGCHLD"
        CALL_SYSTEM SYS_rt_sigprocmask, SIG_BLOCK, child_set, 0, SIGNALS_64
        IN_CHILD
        RAISE   SIGSTOP
        call    in_pause
        END_CHILD
        SHOW_TAKEN "stopped", child_set
        SEND    SIGCONT
        SHOW_TAKEN "continued", child_set
        SHOW_WAIT "the stop is over", WUNTRACED | WNOHANG
        SHOW_WAITID "the continuation", WCONTINUED | WNOWAIT
        SHOW_WAIT "the continuation", WCONTINUED
        SHOW_WAIT "once more", WCONTINUED | WNOHANG
        SEND    SIGSTOP
        SHOW_TAKEN "stopped", child_set
        SEND    SIGKILL
        SHOW_TAKEN "killed", child_set
        SHOW_WAITID "its end", WEXITED | WSTOPPED
        CALL_SYSTEM SYS_rt_sigaction, SIGCHLD, quiet_action, 0, SIGNALS_64
        IN_CHILD
        RAISE   SIGSTOP
        CALL_SYSTEM SYS_exit_group, 5
        END_CHILD
        SHOW_WAIT "with SA_NOCLDSTOP", WUNTRACED
        RESULT  "nothing is sent", SYS_rt_sigtimedwait, child_set, 0, at_once, SIGNALS_64
        SEND    SIGCONT
        SHOW_TAKEN "but at its end", child_set
        SHOW_WAIT "its end", WCONTINUED
        CALL_SYSTEM SYS_rt_sigaction, SIGCHLD, default_action, 0, SIGNALS_64
        CALL_SYSTEM SYS_rt_sigprocmask, SIG_UNBLOCK, child_set, 0, SIGNALS_64

        SAY     "SIGCONT that is handled, ignored, blocked"
        IN_CHILD
        CALL_SYSTEM SYS_rt_sigaction, SIGCONT, count_action, 0, SIGNALS_64
        RAISE   SIGSTOP
        CALL_SYSTEM SYS_exit_group, [handled]
        END_CHILD
        SHOW_WAIT "stopped", WUNTRACED
        SEND    SIGCONT
        SHOW_WAIT "handlers", 0
        IN_CHILD
        CALL_SYSTEM SYS_rt_sigaction, SIGCONT, ignore_action, 0, SIGNALS_64
        RAISE   SIGSTOP
        CALL_SYSTEM SYS_exit_group, 6
        END_CHILD
        SHOW_WAIT "stopped", WUNTRACED
        SEND    SIGCONT
        SHOW_WAIT "its end", 0
        IN_CHILD
        CALL_SYSTEM SYS_rt_sigprocmask, SIG_BLOCK, continue_set, 0, SIGNALS_64
        RAISE   SIGSTOP
        CALL_SYSTEM SYS_rt_sigtimedwait, continue_set, info, at_once, SIGNALS_64
        CALL_SYSTEM SYS_exit_group, rax
        END_CHILD
        SHOW_WAIT "stopped", WUNTRACED
        SEND    SIGCONT
        SHOW_WAIT "the signal waits", 0

        SAY     "a blocked stop, and what takes it back"
        IN_CHILD
        OWN_GROUP
        CALL_SYSTEM SYS_rt_sigprocmask, SIG_BLOCK, stop_set, 0, SIGNALS_64
        RAISE   SIGTSTP
        RAISE   SIGCONT
        CALL_SYSTEM SYS_rt_sigtimedwait, stop_set, info, at_once, SIGNALS_64
        CALL_SYSTEM SYS_rt_sigprocmask, SIG_UNBLOCK, stop_set, 0, SIGNALS_64
        CALL_SYSTEM SYS_exit_group, 7
        END_CHILD
        SHOW_WAIT "its end", WUNTRACED
        IN_CHILD
        OWN_GROUP
        CALL_SYSTEM SYS_rt_sigprocmask, SIG_BLOCK, stop_set, 0, SIGNALS_64
        RAISE   SIGTSTP
        CALL_SYSTEM SYS_rt_sigprocmask, SIG_UNBLOCK, stop_set, 0, SIGNALS_64
        CALL_SYSTEM SYS_exit_group, 7
        END_CHILD
        SHOW_WAIT "stopped when it is unblocked", WUNTRACED
        SEND    SIGCONT
        SHOW_WAIT "its end", 0
        IN_CHILD
        OWN_GROUP
        CALL_SYSTEM SYS_rt_sigaction, SIGTSTP, count_action, 0, SIGNALS_64
        RAISE   SIGTSTP
        CALL_SYSTEM SYS_exit_group, [handled]
        END_CHILD
        SHOW_WAIT "a handler for SIGTSTP", WUNTRACED

        SAY     "what is sent to a process that is stopped"
        STOPPED_BY SIGSTOP
        SHOW_WAIT "stopped", WUNTRACED
        SEND    SIGTERM
        SHOW_WAIT "SIGTERM waits", WNOHANG
        SEND    SIGCONT
        SHOW_WAIT "its end", 0
        STOPPED_BY SIGSTOP
        SHOW_WAIT "stopped", WUNTRACED
        SEND    SIGTSTP
        SEND    SIGSTOP
        SHOW_WAIT "another stop is nothing new", WUNTRACED | WNOHANG
        SEND    SIGCONT
        SHOW_WAIT "its end", WUNTRACED
        STOPPED_BY SIGSTOP
        SHOW_WAIT "stopped", WUNTRACED
        SEND    SIGKILL
        SHOW_WAIT "SIGKILL", 0

        SAY     "all threads stop"
        IN_CHILD
        START_THREAD 0, spinning
        START_THREAD 1, in_futex
        START_THREAD 2, in_pause
        CALL_SYSTEM SYS_nanosleep, half_minute, 0
        END_CHILD
        mov     rbx, [shared]
        UNTIL_NOT 0, [rbx + SPINNING]
        SEND    SIGSTOP
        SHOW_WAIT "stopped", WUNTRACED
        call    show_still
        SEND    SIGCONT
        SHOW_WAIT "continued", WCONTINUED
        mov     rbx, [shared]
        mov     r12, [rbx + SPINNING]
        UNTIL_NOT r12, [rbx + SPINNING]
        SAY     "it goes on"
        SEND    SIGSTOP
        SHOW_WAIT "stopped", WUNTRACED
        SEND    SIGKILL
        SHOW_WAIT "killed", WUNTRACED

        SAY     "calls that are interrupted"
        IN_CHILD
        IN_CHILD
        call    in_pause
        END_CHILD
        mov     rbx, [shared]
        mov     rax, [child]
        mov     [rbx + GRANDCHILD], rax
        CALL_SYSTEM SYS_wait4, [child], wait_status, 0, 0
        movzx   eax, byte [wait_status]
        CALL_SYSTEM SYS_exit_group, rax
        END_CHILD
        mov     rbx, [shared]
        UNTIL_NOT 0, [rbx + GRANDCHILD]
        SEND    SIGSTOP
        SHOW_WAIT "stopped in wait4", WUNTRACED
        SEND    SIGCONT
        SHOW_WAIT "continued", WCONTINUED
        CALL_SYSTEM SYS_kill, [rbx + GRANDCHILD], SIGTERM
        SHOW_WAIT "it has seen the grandchild's end", 0
        IN_CHILD
        CALL_SYSTEM SYS_rt_sigtimedwait, child_set, 0, half_minute, SIGNALS_64
        neg     rax
        CALL_SYSTEM SYS_exit_group, rax
        END_CHILD
.again: ; until it is stopped when it waits
        SEND    SIGSTOP
        CALL_SYSTEM SYS_wait4, [child], wait_status, WUNTRACED, 0
        cmp     byte [wait_status], 0x7f
        jne     .ended
        SEND    SIGCONT
        CALL_SYSTEM SYS_sched_yield
        jmp     .again
.ended: mov     eax, [wait_status]
        SHOW_HEX "sigtimedwait returns EINTR", rax

        SAY     "a group that is orphaned while it is stopped"
        mov     rbx, [shared]
        mov     qword [rbx + GRANDCHILD], 0
        IN_CHILD
        CALL_SYSTEM SYS_setsid
        IN_CHILD
        OWN_GROUP
        CALL_SYSTEM SYS_rt_sigaction, SIGCONT, count_action, 0, SIGNALS_64
        CALL_SYSTEM SYS_rt_sigaction, SIGHUP, count_action, 0, SIGNALS_64
        RAISE   SIGSTOP
        CALL_SYSTEM SYS_exit_group, [handled]
        END_CHILD
        mov     rbx, [shared]
        mov     rax, [child]
        mov     [rbx + GRANDCHILD], rax
        CALL_SYSTEM SYS_wait4, [child], wait_status, WUNTRACED, 0
        mov     eax, [wait_status]
        shr     eax, 8
        CALL_SYSTEM SYS_exit_group, rax
        END_CHILD
        SHOW_WAIT "its parent ends, which has seen SIGSTOP", 0
        mov     rbx, [shared]
        mov     rax, [rbx + GRANDCHILD]
        mov     [child], rax
        SHOW_WAIT "it was told, and continued", 0
        EXIT    0
