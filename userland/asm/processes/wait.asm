; fork, vfork, and what a parent learns of its children (fork(2), wait(2)).
%include "program.inc"
%include "children.inc"

KERNEL                  equ 1 << 63

section .bss
own_pid:        resq 1
first_child:    resq 1
shared:         resq 1
answer:         resd 2                  ; a pipe
word_read:      resq 1
information:    resb SIGINFO_SIZE
usage:          resb 144                ; struct rusage

section .data
align 8
ignore:         dq SIG_IGN, SA_RESTORER, 0, 0
by_default:      dq SIG_DFL, SA_RESTORER, 0, 0
no_zombies:     dq SIG_DFL, SA_RESTORER | SA_NOCLDWAIT, 0, 0

section .text

; WAITID "name", kind of id, id, options: a line with its result, and one with what it says of a child.
%macro WAITID 4
        mov     qword [information + SI_PID], 0
        mov     qword [information + SI_SIGNO], 0
        RESULT  %1, SYS_waitid, %2, %3, information, %4, 0
        call    put_information
%endmacro

; put_information(): a line about the siginfo_t.
put_information:
        PUT_STRING "  signal "
        movsxd  rax, dword [information + SI_SIGNO]
        call    put_decimal
        PUT_STRING " code "
        movsxd  rax, dword [information + SI_CODE]
        call    put_decimal
        PUT_STRING " status "
        movsxd  rax, dword [information + SI_STATUS]
        call    put_decimal
        mov     eax, [information + SI_PID]
        cmp     rax, r15
        CHECK   ", from the child", e
        ret

global _start
_start:
        CALL_SYSTEM SYS_getpid
        mov     [own_pid], rax
        MAKE_GATE

        SAY     "no children"
        AWAIT   "any", -1, 0
        AWAIT   "any, at once", -1, WNOHANG
        AWAIT   "itself", [own_pid], 0
        AWAIT   "its group", 0, 0
        AWAIT   "a bad option", -1, 0x40
        AWAIT   "the least number", 0xffffffff80000000, 0
        RESULT  "waitid for nothing", SYS_waitid, P_ALL, 0, information, 0, 0
        RESULT  "waitid of a bad kind", SYS_waitid, 9, 0, information, WEXITED, 0
        RESULT  "waitid of process 0", SYS_waitid, P_PID, 0, information, WEXITED, 0
        RESULT  "waitid", SYS_waitid, P_ALL, 0, information, WEXITED, 0

        SAY     "a copy"
        mov     qword [shared], 1
        mov     rbx, 0x1234
        IN_CHILD
        SHOW_DECIMAL "the child has", [shared]
        SHOW_HEX "and in a register", rbx
        mov     qword [shared], 2
        CALL_SYSTEM SYS_getppid
        cmp     rax, [own_pid]
        CHECK   "its parent is the program", e
        CALL_SYSTEM SYS_getpid
        cmp     rax, [own_pid]
        CHECK   "it has an id of its own", ne
        CALL_SYSTEM SYS_wait4, -1, 0, 0, 0
        cmp     rax, -10
        CHECK   "and no children", e
        END_CHILD 0
        AWAIT   "it ends", r15, 0
        SHOW_DECIMAL "the program has", [shared]
        AWAIT   "it cannot end twice", r15, 0

        SAY     "vfork"
        CALL_SYSTEM SYS_vfork
        test    rax, rax
        jnz     .vforked
        mov     qword [shared], 3
        CALL_SYSTEM SYS_exit, 7
.vforked:
        mov     r15, rax
        SHOW_DECIMAL "the program has", [shared]
        AWAIT   "it ends", -1, 0

        SAY     "ends"
        IN_CHILD
        END_CHILD 42
        AWAIT   "exit_group(42)", -1, 0
        IN_CHILD
        CALL_SYSTEM SYS_exit, 0x1234
        END_CHILD 0
        AWAIT   "exit(0x1234)", -1, 0
        IN_CHILD
        xor     eax, eax
        mov     [rax], rax
        END_CHILD 0
        AWAIT   "a fault", -1, 0
        IN_CHILD
        CALL_SYSTEM SYS_getpid
        mov     rbx, rax
        CALL_SYSTEM SYS_kill, rbx, SIGTERM
        END_CHILD 0
        AWAIT   "SIGTERM", -1, 0
        IN_CHILD
        CALL_SYSTEM SYS_getpid
        mov     rbx, rax
        CALL_SYSTEM SYS_kill, rbx, SIGABRT
        END_CHILD 0
        AWAIT   "SIGABRT", -1, 0

        SAY     "one that still runs"
        IN_CHILD
        AT_GATE
        END_CHILD 5
        AWAIT   "at once", -1, WNOHANG
        WAITID  "waitid at once", P_ALL, 0, WEXITED | WNOHANG
        AWAIT   "another id", 1, WNOHANG
        CALL_SYSTEM SYS_kill, r15, SIGKILL
        AWAIT   "killed", r15, 0

        SAY     "bad memory"
        IN_CHILD
        END_CHILD 0
        RESULT  "status in the kernel", SYS_wait4, r15, KERNEL, 0, 0
        AWAIT   "it is gone all the same", r15, 0
        IN_CHILD
        END_CHILD 0
        RESULT  "siginfo in the kernel", SYS_waitid, P_PID, r15, KERNEL, WEXITED, 0
        AWAIT   "it is gone all the same", r15, 0
        IN_CHILD
        END_CHILD 0
        OUTCOME "usage", SYS_wait4, r15, 0, 0, usage

        SAY     "stopped and continued"
        IN_CHILD
        CALL_SYSTEM SYS_getpid
        mov     rbx, rax
        CALL_SYSTEM SYS_kill, rbx, SIGSTOP
        AT_GATE
        END_CHILD 9
        AWAIT   "stopped", r15, WUNTRACED
        AWAIT   "only once", r15, WUNTRACED | WNOHANG
        CALL_SYSTEM SYS_kill, r15, SIGCONT
        AWAIT   "continued", r15, WCONTINUED
        AWAIT   "only once", r15, WCONTINUED | WNOHANG
        CALL_SYSTEM SYS_kill, r15, SIGSTOP
        WAITID  "waitid for a stop, and leave it", P_PID, r15, WSTOPPED | WNOWAIT
        WAITID  "waitid for a stop", P_PID, r15, WSTOPPED
        CALL_SYSTEM SYS_kill, r15, SIGCONT
        WAITID  "waitid for its going on", P_PID, r15, WCONTINUED
        CALL_SYSTEM SYS_kill, r15, SIGSTOP
        AWAIT   "stopped again", r15, WUNTRACED
        CALL_SYSTEM SYS_kill, r15, SIGKILL
        AWAIT   "killed while stopped", r15, 0

        SAY     "waitid"
        IN_CHILD
        END_CHILD 11
        WAITID  "its end, and leave it", P_PID, r15, WEXITED | WNOWAIT
        WAITID  "its end", P_ALL, 0, WEXITED
        WAITID  "again", P_ALL, 0, WEXITED
        IN_CHILD
        AT_GATE
        END_CHILD 0
        CALL_SYSTEM SYS_kill, r15, SIGUSR1
        WAITID  "a signal", P_PID, r15, WEXITED

        SAY     "groups"
        IN_CHILD
        AT_GATE
        END_CHILD 1
        mov     [first_child], r15
        RESULT  "the first child gets a group", SYS_setpgid, r15, r15
        IN_CHILD
        END_CHILD 2
        AWAIT   "the program's group", 0, 0
        AWAIT   "no one else in it", 0, 0
        OPEN_GATE
        mov     r15, [first_child]
        mov     rbx, r15
        neg     rbx
        AWAIT   "the first child's", rbx, 0
        AWAIT   "empty now", rbx, 0
        RESULT  "waitid of a group", SYS_waitid, P_PGID, r15, information, WEXITED, 0

        SAY     "an orphan"
        CALL_SYSTEM SYS_pipe, answer
        IN_CHILD
        CALL_SYSTEM SYS_getpid
        mov     rbx, rax
        CALL_SYSTEM SYS_fork
        test    rax, rax
        jnz     .orphaned
        AT_GATE
        CALL_SYSTEM SYS_getppid
        cmp     rax, rbx
        setne   [word_read]
        mov     edi, [answer + 4]
        CALL_SYSTEM SYS_write, rdi, word_read, 1
        CALL_SYSTEM SYS_exit, 0
.orphaned:
        END_CHILD 0
        AWAIT   "its parent ends", -1, 0
        AWAIT   "it is not the program's", -1, 0
        OPEN_GATE
        mov     edi, [answer]
        RESULT  "it says something", SYS_read, rdi, word_read, 1
        SHOW_DECIMAL "it has another parent", [word_read]

        SAY     "children that nobody waits for"
        CALL_SYSTEM SYS_rt_sigaction, SIGCHLD, ignore, 0, 8
        IN_CHILD
        END_CHILD 0
        AWAIT   "SIGCHLD ignored", -1, 0
        CALL_SYSTEM SYS_rt_sigaction, SIGCHLD, no_zombies, 0, 8
        IN_CHILD
        END_CHILD 0
        AWAIT   "SA_NOCLDWAIT", r15, 0
        CALL_SYSTEM SYS_rt_sigaction, SIGCHLD, by_default, 0, 8
        IN_CHILD
        END_CHILD 0
        AWAIT   "the default again", r15, 0

        SAY     "many"
        mov     ebx, 100
.another:
        IN_CHILD
        END_CHILD 0
        dec     ebx
        jnz     .another
        xor     ebx, ebx
.reap:
        CALL_SYSTEM SYS_wait4, -1, 0, 0, 0
        test    rax, rax
        js      .reaped
        inc     ebx
        jmp     .reap
.reaped:
        SHOW_DECIMAL "children", rbx
        EXIT    0
