; Signals from one process to another: who is told what, groups, queues, and calls that they interrupt (kill(2), signal(7)).
; Nothing here signals process -1: on Linux that would be every process of the host that it may signal.
%include "program.inc"
%include "children.inc"

USR1                    equ 1 << (SIGUSR1 - 1)
USR2                    equ 1 << (SIGUSR2 - 1)
CHLD                    equ 1 << (SIGCHLD - 1)
RT0                     equ 1 << (SIGRTMIN - 1)
RT1                     equ 1 << SIGRTMIN
KERNEL                  equ 1 << 63

section .bss
own_pid:        resq 1
handled:        resq 1                  ; how often note_signal ran
noted:          resb SIGINFO_SIZE       ; what it was told last
queued:         resb SIGINFO_SIZE
pipe:           resd 2
word_read:      resq 1
old_set:        resq 1

section .data
align 8
noting:         dq note_signal, SA_SIGINFO | SA_RESTORER, restorer, 0
restarting:     dq note_signal, SA_SIGINFO | SA_RESTORER | SA_RESTART, restorer, 0
only_ends:      dq note_signal, SA_SIGINFO | SA_RESTORER | SA_NOCLDSTOP, restorer, 0
by_default:     dq SIG_DFL, SA_RESTORER, restorer, 0
ignore:         dq SIG_IGN, SA_RESTORER, restorer, 0
no_signals:     dq 0
all_of_them:    dq USR1 | USR2 | CHLD | RT0 | RT1
usr1:           dq USR1
usr1_and_chld:  dq USR1 | CHLD
at_once:        dq 0, 0

section .text

note_signal:
        inc     qword [handled]
        lea     rdi, [noted]
        mov     ecx, SIGINFO_SIZE / 8
        rep movsq
        ret

%macro SET_ACTION 2
        CALL_SYSTEM SYS_rt_sigaction, %1, %2, 0, 8
%endmacro

%macro SET_MASK 1
        CALL_SYSTEM SYS_rt_sigprocmask, SIG_SETMASK, %1, 0, 8
%endmacro

; SHOW_SIGNAL "name", siginfo
%macro SHOW_SIGNAL 2
        PUT_STRING {%1, ": signal "}
        lea     rbx, [%2]
        call    put_signal
%endmacro

; put_signal(siginfo rbx): a line from its number on.
put_signal:
        movsxd  rax, dword [rbx + SI_SIGNO]
        call    put_decimal
        PUT_STRING " code "
        movsxd  rax, dword [rbx + SI_CODE]
        call    put_decimal
        PUT_STRING " status "
        movsxd  rax, dword [rbx + SI_STATUS]
        call    put_decimal
        PUT_STRING " user "
        mov     eax, [rbx + SI_UID]
        call    put_decimal
        mov     eax, [rbx + SI_PID]
        cmp     rax, r15
        je      .child
        cmp     rax, [own_pid]
        je      .own
        PUT_STRING " from elsewhere"
        jmp     put_line
.child:
        PUT_STRING " from the child"
        jmp     put_line
.own:
        PUT_STRING " from the parent"
        jmp     put_line

; QUEUE who, signal, value
%macro QUEUE 3
        mov     dword [queued + SI_SIGNO], %2
        mov     dword [queued + SI_CODE], SI_QUEUE
        mov     rax, [own_pid]
        mov     [queued + SI_PID], eax
        mov     dword [queued + SI_UID], 0
        mov     qword [queued + SI_VALUE], %3
        CALL_SYSTEM SYS_rt_sigqueueinfo, %1, %2, queued
%endmacro

; NAGGED "name", number, arguments...: a call with SIGUSR1 let through, which would interrupt the output too.
%macro NAGGED 2-8
        SET_MASK no_signals
        CALL_SYSTEM %{2:-1}
        mov     r12, rax
        SET_MASK usr1
        PUT_STRING {%1, ": "}
        mov     rax, r12
        call    put_result
        call    put_line
%endmacro

; TAKE: the next pending signal, as a line.
%macro TAKE 0
        CALL_SYSTEM SYS_rt_sigtimedwait, all_of_them, noted, at_once, 8
        call    put_taken
%endmacro

put_taken:
        test    rax, rax
        js      .none
        SHOW_SIGNAL "  taken", noted
        ret
.none:
        push    rax
        PUT_STRING "  taken: "
        pop     rax
        call    put_result
        jmp     put_line

global _start
_start:
        CALL_SYSTEM SYS_getpid
        mov     [own_pid], rax
        MAKE_GATE

        SAY     "from the child"
        SET_ACTION SIGUSR1, noting
        SET_MASK usr1
        IN_CHILD
        CALL_SYSTEM SYS_kill, [own_pid], SIGUSR1
        END_CHILD 0
        RESULT  "sigsuspend", SYS_rt_sigsuspend, no_signals, 8
        SHOW_SIGNAL "handler", noted
        CALL_SYSTEM SYS_rt_sigprocmask, SIG_BLOCK, 0, old_set, 8
        SHOW_HEX "mask afterwards", [old_set]
        AWAIT   "it ends", r15, 0

        SAY     "to the child"
        mov     qword [handled], 0
        IN_CHILD
        SHOW_DECIMAL "the child has handled", [handled]
        CALL_SYSTEM SYS_rt_sigsuspend, no_signals, 8
        SHOW_SIGNAL "its handler", noted
        END_CHILD 3
        CALL_SYSTEM SYS_kill, r15, SIGUSR1
        AWAIT   "it ends", r15, 0
        SHOW_DECIMAL "the parent has handled", [handled]

        SAY     "what a child inherits"
        SET_MASK all_of_them
        CALL_SYSTEM SYS_kill, [own_pid], SIGUSR1
        IN_CHILD
        CALL_SYSTEM SYS_rt_sigpending, old_set, 8
        SHOW_HEX "pending in the child", [old_set]
        CALL_SYSTEM SYS_rt_sigprocmask, SIG_BLOCK, 0, old_set, 8
        SHOW_HEX "blocked in the child", [old_set]
        END_CHILD 0
        AWAIT   "it ends", r15, 0
        CALL_SYSTEM SYS_rt_sigpending, old_set, 8
        SHOW_HEX "pending in the parent", [old_set]
        TAKE
        TAKE
        TAKE

        SAY     "ends of children"
        SET_ACTION SIGCHLD, noting
        IN_CHILD
        END_CHILD 6
        CALL_SYSTEM SYS_rt_sigtimedwait, all_of_them, noted, 0, 8
        SHOW_SIGNAL "exit", noted
        AWAIT   "it ended", r15, 0
        IN_CHILD
        AT_GATE
        END_CHILD 0
        CALL_SYSTEM SYS_kill, r15, SIGTERM
        CALL_SYSTEM SYS_rt_sigtimedwait, all_of_them, noted, 0, 8
        SHOW_SIGNAL "kill", noted
        AWAIT   "it ended", r15, 0
        IN_CHILD
        AT_GATE
        END_CHILD 0
        CALL_SYSTEM SYS_kill, r15, SIGSTOP
        CALL_SYSTEM SYS_rt_sigtimedwait, all_of_them, noted, 0, 8
        SHOW_SIGNAL "stop", noted
        CALL_SYSTEM SYS_kill, r15, SIGCONT
        CALL_SYSTEM SYS_rt_sigtimedwait, all_of_them, noted, 0, 8
        SHOW_SIGNAL "continue", noted
        SET_ACTION SIGCHLD, only_ends
        CALL_SYSTEM SYS_kill, r15, SIGSTOP
        AWAIT   "stopped", r15, WUNTRACED
        TAKE
        CALL_SYSTEM SYS_kill, r15, SIGKILL
        CALL_SYSTEM SYS_rt_sigtimedwait, all_of_them, noted, 0, 8
        SHOW_SIGNAL "killed while stopped", noted
        AWAIT   "it ended", r15, 0
        SET_ACTION SIGCHLD, by_default

        SAY     "a queue"
        QUEUE   [own_pid], SIGRTMIN + 1, 11
        QUEUE   [own_pid], SIGRTMIN, 21
        QUEUE   [own_pid], SIGRTMIN + 1, 12
        QUEUE   [own_pid], SIGUSR2, 31
        QUEUE   [own_pid], SIGUSR2, 32
        QUEUE   [own_pid], SIGRTMIN, 22
        mov     r12d, 6
.take:
        TAKE
        dec     r12d
        jnz     .take
        IN_CHILD
        AT_GATE
        END_CHILD 0
        mov     dword [queued + SI_CODE], 0
        RESULT  "as if by kill, to another process", SYS_rt_sigqueueinfo, r15, SIGUSR1, queued
        RESULT  "information in the kernel", SYS_rt_sigqueueinfo, r15, SIGUSR1, KERNEL
        QUEUE   r15, SIGKILL, 1
        AWAIT   "it ended", r15, 0

        SAY     "whom a signal reaches"
        IN_CHILD
        END_CHILD 0
        CALL_SYSTEM SYS_waitid, P_PID, r15, 0, WEXITED | WNOWAIT, 0
        RESULT  "one that has ended", SYS_kill, r15, SIGTERM
        AWAIT   "it ended", r15, 0
        RESULT  "one that is gone", SYS_kill, r15, SIGTERM
        RESULT  "a bad signal", SYS_kill, [own_pid], 65
        RESULT  "a group that is none", SYS_kill, -0x3fffffff, 0
        IN_CHILD
        AT_GATE
        END_CHILD 0
        mov     r14, r15
        CALL_SYSTEM SYS_setpgid, r14, r14
        IN_CHILD
        AT_GATE
        END_CHILD 0
        RESULT  "into the first one's group", SYS_setpgid, r15, r14
        mov     rbx, r14
        neg     rbx
        RESULT  "to the group", SYS_kill, rbx, SIGUSR2
        SET_MASK no_signals
        SET_MASK all_of_them
        CALL_SYSTEM SYS_kill, rbx, SIGTERM
        AWAIT   "second", r15, 0
        mov     r15, r14
        AWAIT   "first", r14, 0
        RESULT  "an empty group", SYS_kill, rbx, 0

        SAY     "sessions and groups"
        SET_MASK no_signals
        RESULT  "setpgid of nobody", SYS_setpgid, 0x3fffffff, 0
        RESULT  "setpgid to -1", SYS_setpgid, 0, -1
        RESULT  "getpgid of nobody", SYS_getpgid, 0x3fffffff
        RESULT  "getsid of nobody", SYS_getsid, 0x3fffffff
        IN_CHILD
        CALL_SYSTEM SYS_getpid
        mov     rbx, rax
        RESULT  "into a group that is none", SYS_setpgid, 0, 0x3fffffff
        CALL_SYSTEM SYS_setsid
        cmp     rax, rbx
        CHECK   "a session of its own", e
        RESULT  "twice", SYS_setsid
        RESULT  "setpgid of a leader", SYS_setpgid, 0, 0
        CALL_SYSTEM SYS_getpgid, 0
        cmp     rax, rbx
        CHECK   "a group of its own", e
        CALL_SYSTEM SYS_getsid, [own_pid]
        cmp     rax, rbx
        CHECK   "another session than its parent's", ne
        RESULT  "its parent is in another session", SYS_setpgid, [own_pid], 0
        RESULT  "signal 0 to its group", SYS_kill, 0, 0
        END_CHILD 0
        AWAIT   "it ended", r15, 0

        SAY     "a read that signals interrupt"
        SET_ACTION SIGUSR1, noting
        SET_MASK usr1
        CALL_SYSTEM SYS_pipe, pipe
        IN_CHILD
.insist:
        CALL_SYSTEM SYS_kill, [own_pid], SIGUSR1
        CALL_SYSTEM SYS_sched_yield
        jmp     .insist
        END_CHILD 0
        mov     ebx, [pipe]
        NAGGED  "read", SYS_read, rbx, word_read, 1
        CALL_SYSTEM SYS_kill, r15, SIGKILL
        CALL_SYSTEM SYS_wait4, r15, 0, 0, 0
        SET_ACTION SIGUSR1, restarting
        IN_CHILD
        mov     r12d, 50
.remind:
        CALL_SYSTEM SYS_kill, [own_pid], SIGUSR1
        CALL_SYSTEM SYS_sched_yield
        dec     r12d
        jnz     .remind
        mov     ebx, [pipe + 4]
        CALL_SYSTEM SYS_write, rbx, word_read, 1
        END_CHILD 0
        mov     ebx, [pipe]
        NAGGED  "read that goes on", SYS_read, rbx, word_read, 1
        CALL_SYSTEM SYS_wait4, r15, 0, 0, 0
        cmp     rax, r15
        CHECK   "the child ended", e
        SET_ACTION SIGUSR1, noting
        IN_CHILD
.nag:
        CALL_SYSTEM SYS_kill, [own_pid], SIGUSR1
        CALL_SYSTEM SYS_sched_yield
        jmp     .nag
        END_CHILD 0
        NAGGED  "pause", SYS_pause
        NAGGED  "wait4", SYS_wait4, r15, 0, 0, 0
        NAGGED  "nanosleep", SYS_nanosleep, long_time, 0
        SET_ACTION SIGUSR1, ignore
        SET_MASK no_signals
        CALL_SYSTEM SYS_kill, r15, SIGKILL
        AWAIT   "wait4 while they are ignored", r15, 0
        EXIT    0

section .rodata
align 8
long_time:      dq 1000, 0
