; Job control, credentials(7): a session and the terminal that it controls, the foreground and the background, what is typed and who
; hears of it, and the end of a terminal. Its terminals are pseudo-terminals of its own; R12 is the master, R13 the slave.
%include "program.inc"
%include "children.inc"
%include "terminals.inc"

KERNEL                  equ 1 << 63
MOST_PROCESSES          equ 4194304     ; no process has such an id (PID_MAX_LIMIT)

section .bss
ALIGN_BSS 8
settings:       resb 64
hang_ups:       resd 1
continuations:  resd 1
resizes:        resd 1
group:          resd 1

section .data
align 8
counted:        dq count, SA_RESTORER, restorer, 0
ignored:        dq SIG_IGN, SA_RESTORER, restorer, 0
usual:         dq SIG_DFL, SA_RESTORER, restorer, 0
ttin:           dq 1 << (SIGTTIN - 1)
size:           dw 30, 100, 0, 0

section .text

count:
        cmp     edi, SIGHUP
        je      .hang_up
        cmp     edi, SIGCONT
        je      .continued
        inc     dword [resizes]
        ret
.hang_up:
        inc     dword [hang_ups]
        ret
.continued:
        inc     dword [continuations]
        ret

; ACTION signal, action
%macro ACTION 2
        CALL_SYSTEM SYS_rt_sigaction, %1, %2, 0, 8
%endmacro

; FOREGROUND "name", process group: makes it the foreground.
%macro FOREGROUND 2
        mov     eax, %2
        mov     [value], eax
        REQUEST %1, r13, TIOCSPGRP, value
%endmacro

; TYPE bytes: at the master.
%macro TYPE 1
        [section .rodata]
%%text: db %1
%%end:
        __?SECT?__
        CALL_SYSTEM SYS_write, r12, %%text, %%end - %%text
%endmacro

; IN_JOB ... END_CHILD: as IN_CHILD, but the child is a process group of its own, from its first line on.
%macro IN_JOB 0
        IN_CHILD
        CALL_SYSTEM SYS_setpgid, 0, 0
%endmacro

; JOINED: after END_CHILD, what keeps the parent from being earlier than the child's own setpgid.
%macro JOINED 0
        CALL_SYSTEM SYS_setpgid, r15, r15
%endmacro

; WAIT_FOREVER: until a signal ends the process.
%macro WAIT_FOREVER 0
%%again:
        CALL_SYSTEM SYS_pause
        jmp     %%again
%endmacro

global _start
_start:
        call    open_pair
        mov     r12, rax
        MAKE_GATE
        IN_CHILD
        call    session
        END_CHILD 0
        AWAIT   "the session ended", r15, 0
        IN_CHILD
        call    hung_up
        END_CHILD 0
        AWAIT   "the session that was hung up ended", r15, 0
        call    left_alone
        EXIT    0

session:
        SAY     "a session"
        CALL_SYSTEM SYS_setsid
        mov     rbp, rax
        RESULT  "no terminal", SYS_open, tty_path, O_RDWR
        OUTCOME "opened with O_NOCTTY", SYS_open, slave_path, O_RDWR | O_NOCTTY
        mov     r13, rax
        RESULT  "still none", SYS_open, tty_path, O_RDWR
        REQUEST "TIOCGPGRP", r13, TIOCGPGRP, value
        REQUEST "TIOCGSID", r13, TIOCGSID, value
        REQUEST "TIOCSPGRP", r13, TIOCSPGRP, value
        REQUEST "TIOCNOTTY", r13, TIOCNOTTY, 0
        ASK     "TIOCGPGRP at the master", r12, TIOCGPGRP
        REQUEST "TIOCGSID at the master", r12, TIOCGSID, value
        OUTCOME "opened write-only", SYS_open, slave_path, O_WRONLY
        CALL_SYSTEM SYS_close, rax
        RESULT  "still none", SYS_open, tty_path, O_RDWR
        CALL_SYSTEM SYS_close, r13
        OUTCOME "opened", SYS_open, slave_path, O_RDWR
        mov     r13, rax
        OUTCOME "there it is", SYS_open, tty_path, O_RDWR
        mov     rbx, rax
        REQUEST "TIOCGPGRP of it", rbx, TIOCGPGRP, value
        cmp     ebp, [value]
        CHECK   "its foreground is the leader", e
        CALL_SYSTEM SYS_close, rbx
        REQUEST "TIOCGSID", r13, TIOCGSID, value
        cmp     ebp, [value]
        CHECK   "its session is the leader's", e
        REQUEST "TIOCGPGRP at the master", r12, TIOCGPGRP, value
        cmp     ebp, [value]
        CHECK   "is the same", e
        REQUEST "TIOCSCTTY of what is so", r13, TIOCSCTTY, 0
        call    open_other
        IN_CHILD
        REQUEST "TIOCSCTTY by one that leads nothing", r13, TIOCSCTTY, 0
        CALL_SYSTEM SYS_setsid
        REQUEST "TIOCSCTTY of another's", r13, TIOCSCTTY, 0
        REQUEST "TIOCGPGRP of another's", r13, TIOCGPGRP, value
        RESULT  "no terminal in a new session", SYS_open, tty_path, O_RDWR
        END_CHILD 0
        AWAIT   "ended", r15, 0

        FOREGROUND "a negative group", -1
        FOREGROUND "a group of nobody", MOST_PROCESSES
        CALL_SYSTEM SYS_getppid
        CALL_SYSTEM SYS_getpgid, rax
        FOREGROUND "a group of another session", eax
        REQUEST "a group in the kernel", r13, TIOCSPGRP, KERNEL

        SAY     "the background reads"
        IN_JOB
        GET     "  read", r13d
        END_CHILD 7
        AWAIT   "stopped", r15, WUNTRACED
        FOREGROUND "now it is the foreground", r15d
        TYPE    {"line", 10}
        CALL_SYSTEM SYS_kill, r15, SIGCONT
        AWAIT   "ended", r15, 0
        ACTION  SIGTTOU, ignored
        FOREGROUND "the foreground again", ebp
        ACTION  SIGTTOU, usual
        IN_JOB
        ACTION  SIGTTIN, ignored
        RESULT  "  read with SIGTTIN ignored", SYS_read, r13, got, 10
        END_CHILD 0
        AWAIT   "ended", r15, 0
        IN_JOB
        CALL_SYSTEM SYS_rt_sigprocmask, SIG_BLOCK, ttin, 0, 8
        RESULT  "  read with SIGTTIN blocked", SYS_read, r13, got, 10
        END_CHILD 0
        AWAIT   "ended", r15, 0
        call    orphan

        SAY     "the background writes"
        IN_JOB
        PUT     "  write", r13, "x"
        REQUEST "  TIOCSWINSZ", r13, TIOCSWINSZ, size
        END_CHILD 0
        AWAIT   "ended", r15, 0
        CALL_SYSTEM SYS_ioctl, r13, TCGETS, settings
        or      dword [settings + C_LFLAG], TOSTOP
        REQUEST "TOSTOP", r13, TCSETS, settings
        IN_JOB
        PUT     "  write", r13, "x"
        END_CHILD 0
        AWAIT   "stopped", r15, WUNTRACED
        CALL_SYSTEM SYS_kill, r15, SIGKILL
        AWAIT   "ended", r15, 0
        IN_JOB
        ACTION  SIGTTOU, ignored
        PUT     "  write with SIGTTOU ignored", r13, "x"
        REQUEST "  TCSETS", r13, TCSETS, settings
        END_CHILD 0
        AWAIT   "ended", r15, 0
        IN_JOB
        REQUEST "  TCSETS", r13, TCSETS, settings
        END_CHILD 0
        AWAIT   "stopped", r15, WUNTRACED
        CALL_SYSTEM SYS_kill, r15, SIGKILL
        AWAIT   "ended", r15, 0
        IN_JOB
        FOREGROUND "  TIOCSPGRP", r15d
        END_CHILD 0
        AWAIT   "stopped", r15, WUNTRACED
        CALL_SYSTEM SYS_kill, r15, SIGKILL
        AWAIT   "ended", r15, 0
        ACTION  SIGTTOU, ignored

        SAY     "signals are typed"
        IN_JOB
        WAIT_FOREVER
        END_CHILD 0
        JOINED
        FOREGROUND "foreground", r15d
        TYPE    3
        AWAIT   "ended", r15, 0
        IN_JOB
        WAIT_FOREVER
        END_CHILD 0
        JOINED
        FOREGROUND "foreground", r15d
        TYPE    26
        AWAIT   "stopped", r15, WUNTRACED
        CALL_SYSTEM SYS_kill, r15, SIGCONT
        AWAIT   "continued", r15, WCONTINUED
        REQUEST "TIOCSIG", r12, TIOCSIG, SIGINT
        AWAIT   "ended", r15, 0
        REQUEST "TIOCSIG of another", r12, TIOCSIG, SIGKILL
        FOREGROUND "foreground", ebp

        SAY     "the size changes"
        ACTION  SIGWINCH, counted
        mov     word [size], 40
        REQUEST "at the master", r12, TIOCSWINSZ, size
        REQUEST "to the same", r12, TIOCSWINSZ, size
        mov     word [size], 50
        REQUEST "at the slave", r13, TIOCSWINSZ, size
        mov     eax, [resizes]
        SHOW_DECIMAL "SIGWINCH", rax

        SAY     "the terminal is given up"
        ACTION  SIGHUP, counted
        ACTION  SIGCONT, counted
        IN_CHILD
        REQUEST "  TIOCNOTTY by a child", r13, TIOCNOTTY, 0
        RESULT  "  it has none", SYS_open, tty_path, O_RDWR
        REQUEST "  TIOCNOTTY of what is none", r13, TIOCNOTTY, 0
        END_CHILD 0
        AWAIT   "ended", r15, 0
        OUTCOME "the leader has", SYS_open, tty_path, O_RDWR
        REQUEST "TIOCNOTTY", r13, TIOCNOTTY, 0
        RESULT  "it has none", SYS_open, tty_path, O_RDWR
        mov     eax, [hang_ups]
        SHOW_DECIMAL "SIGHUP", rax
        mov     eax, [continuations]
        SHOW_DECIMAL "SIGCONT", rax
        REQUEST "TIOCSCTTY", r13, TIOCSCTTY, 0
        OUTCOME "there it is", SYS_open, tty_path, O_RDWR
        ret

; open_other(): another terminal does not take the place of the first.
open_other:
        push    r12
        push    r13
        call    open_pair
        mov     r12, rax
        OUTCOME "another one", SYS_open, slave_path, O_RDWR
        mov     r13, rax
        REQUEST "TIOCGSID of it", r13, TIOCGSID, value
        REQUEST "TIOCSCTTY of it", r13, TIOCSCTTY, 0
        CALL_SYSTEM SYS_close, r13
        CALL_SYSTEM SYS_close, r12
        pop     r13
        pop     r12
        mov     byte [slave_path + 9], '0'
        ret

; orphan(): a process in the background whose group's last parent has ended reads in vain.
orphan:
        SAY     "an orphan in the background reads"
        IN_JOB
        CALL_SYSTEM SYS_getpid
        mov     ebx, eax
        IN_CHILD
.adopted:
        CALL_SYSTEM SYS_sched_yield
        CALL_SYSTEM SYS_getppid
        cmp     eax, ebx
        je      .adopted
        RESULT  "  read", SYS_read, r13, got, 10
        OPEN_GATE
        END_CHILD 0
        END_CHILD 0
        AT_GATE
        AWAIT   "its parent ended", r15, 0
        ret

; hung_up(): the leader's terminal loses its master.
hung_up:
        SAY     "a hang-up"
        CALL_SYSTEM SYS_setsid
        call    open_pair
        mov     r12, rax
        CALL_SYSTEM SYS_open, slave_path, O_RDWR
        mov     r13, rax
        OUTCOME "the terminal", SYS_open, tty_path, O_RDWR
        mov     dword [hang_ups], 0
        mov     dword [continuations], 0
        ACTION  SIGHUP, counted
        ACTION  SIGCONT, counted
        RESULT  "the master is closed", SYS_close, r12
        mov     eax, [hang_ups]
        SHOW_DECIMAL "SIGHUP", rax
        mov     eax, [continuations]
        SHOW_DECIMAL "SIGCONT", rax
        RESULT  "the terminal", SYS_open, tty_path, O_RDWR
        RESULT  "read", SYS_read, r13, got, 10
        RESULT  "write", SYS_write, r13, got, 10
        ret

; left_alone(): the foreground hears of its leader's end, which shows in a pipe that only it has open.
left_alone:
        SAY     "the leader ends"
        IN_CHILD
        mov     edi, [gate]
        CALL_SYSTEM SYS_close, rdi
        CALL_SYSTEM SYS_setsid
        CALL_SYSTEM SYS_open, slave_path, O_RDWR
        mov     r13, rax
        ACTION  SIGTTOU, ignored
        IN_JOB
        WAIT_FOREVER
        END_CHILD 0
        JOINED
        FOREGROUND "foreground", r15d
        END_CHILD 0
        mov     edi, [gate + 4]
        CALL_SYSTEM SYS_close, rdi
        AWAIT   "ended", r15, 0
        mov     edi, [gate]
        RESULT  "the foreground has ended", SYS_read, rdi, got, 1
        ret
