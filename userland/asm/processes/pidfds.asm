; Descriptors for processes and threads: pidfd_open(2) and its relatives.
%include "program.inc"
%include "children.inc"
%include "threads.inc"

POLLIN                  equ 0x01
POLLRDNORM              equ 0x40
EPOLLIN                 equ 1
EPOLL_CTL_ADD           equ 1
P_PIDFD                 equ 3
PIDFD_NONBLOCK          equ O_NONBLOCK
PIDFD_THREAD            equ O_EXCL
SIGNAL_THREAD           equ 1
SIGNAL_GROUP            equ 4
CLONE_ARGUMENTS         equ 88          ; sizeof(struct clone_args)
USR1                    equ 1 << (SIGUSR1 - 1)
NOBODY                  equ 0x3fffffff
FORK_FLAGS              equ CLONE_PIDFD | SIGCHLD

section .data
align 8
usr1:           dq USR1
watched:        dd EPOLLIN
                dq 7
clone_arguments:
                dq CLONE_PIDFD, pidfd, 0, 0, SIGCHLD, 0, 0, 0, 0, 0, 0

section .bss
own_pid:        resq 1
file:           resq 1
epoll:          resq 1
pidfd:          resq 1
polled:         resq 1
told:           resb 12
ALIGN_BSS 8
info:           resb SIGINFO_SIZE
queued:         resb SIGINFO_SIZE
pair:           resd 2
byte_read:      resq 1
hold:           resd 1
text:           resb 64

section .rodata
processes:      db "/proc/self", 0

section .text

; POLL "name", milliseconds: what the descriptor is ready for.
%macro POLL 2
        mov     eax, [file]
        mov     [polled], eax
        mov     dword [polled + 4], POLLIN | POLLRDNORM
        CALL_SYSTEM SYS_poll, polled, 1, %2
        movzx   eax, word [polled + 6]
        SHOW_HEX %1, rax
%endmacro

; WAITID "name", type, id, options: the call, and what it says of the child.
%macro WAITID 4
        mov     qword [info + SI_SIGNO], 0
        mov     qword [info + SI_CODE], 0
        mov     qword [info + SI_STATUS], 0
        RESULT  %1, SYS_waitid, %2, %3, info, %4, 0
        movsxd  rax, dword [info + SI_SIGNO]
        test    rax, rax
        jz      %%nothing
        SHOW_DECIMAL "  code", [info + SI_CODE]
        movsxd  rax, dword [info + SI_STATUS]
        SHOW_DECIMAL "  status", rax
%%nothing:
%endmacro

; A thread that ends when it is told to.
wait_for_end:
        FUTEX   hold, FUTEX_WAIT, 0, 0
        cmp     dword [hold], 0
        je      wait_for_end
        ret

global _start
_start:
        CALL_SYSTEM SYS_getpid
        mov     [own_pid], rax
        MAKE_GATE

        SAY     "a descriptor"
        RESULT  "a bad flag", SYS_pidfd_open, [own_pid], 1
        RESULT  "no id", SYS_pidfd_open, 0, 0
        RESULT  "a negative one", SYS_pidfd_open, -1, 0
        RESULT  "nobody", SYS_pidfd_open, NOBODY, 0
        RESULT  "pidfd_open", SYS_pidfd_open, [own_pid], PIDFD_NONBLOCK
        mov     [file], rax
        RESULT  "flags", SYS_fcntl, [file], F_GETFL, 0
        RESULT  "descriptor flags", SYS_fcntl, [file], F_GETFD, 0
        RESULT  "lseek", SYS_lseek, [file], 0, SEEK_SET
        RESULT  "read", SYS_read, [file], text, 8
        RESULT  "pread", SYS_pread64, [file], text, 8, 0
        RESULT  "write", SYS_write, [file], text, 8
        POLL    "ready for", 0
        WAITID  "the own process", P_PIDFD, [file], WEXITED
        CALL_SYSTEM SYS_close, [file]

        SAY     "a child"
        CALL_SYSTEM SYS_pipe, pair
        IN_CHILD
        AT_GATE
        END_CHILD 5
        RESULT  "pidfd_open", SYS_pidfd_open, r15, 0
        mov     [file], rax
        CALL_SYSTEM SYS_epoll_create1, 0
        mov     [epoll], rax
        RESULT  "epoll_ctl", SYS_epoll_ctl, [epoll], EPOLL_CTL_ADD, [file], watched
        POLL    "it runs", 0
        WAITID  "not yet", P_PIDFD, [file], WEXITED | WNOHANG
        RESULT  "getfd with a flag", SYS_pidfd_getfd, [file], 1, 1
        RESULT  "getfd of none", SYS_pidfd_getfd, [file], 99, 0
        RESULT  "getfd of no process", SYS_pidfd_getfd, STDOUT, 1, 0
        mov     ebx, [pair + 4]
        RESULT  "getfd", SYS_pidfd_getfd, [file], rbx, 0
        mov     r14, rax
        RESULT  "its flags", SYS_fcntl, r14, F_GETFD, 0
        RESULT  "write by it", SYS_write, r14, own_pid, 3
        mov     ebx, [pair]
        RESULT  "read", SYS_read, rbx, byte_read, 8
        RESULT  "signal 0", SYS_pidfd_send_signal, [file], 0, 0, 0
        RESULT  "a bad signal", SYS_pidfd_send_signal, [file], 65, 0, 0
        RESULT  "a bad flag", SYS_pidfd_send_signal, [file], 0, 0, 8
        RESULT  "two scopes", SYS_pidfd_send_signal, [file], 0, 0, 3
        RESULT  "no process", SYS_pidfd_send_signal, STDOUT, 0, 0, 0
        RESULT  "no descriptor", SYS_pidfd_send_signal, 99, 0, 0, 0
        mov     dword [queued + SI_SIGNO], SIGUSR1
        RESULT  "as if by kill", SYS_pidfd_send_signal, [file], SIGUSR1, queued, 0
        RESULT  "information of another signal", SYS_pidfd_send_signal, [file], SIGUSR2, queued, 0
        RESULT  "information that is not there", SYS_pidfd_send_signal, [file], SIGUSR1, 8, 0
        OPEN_GATE
        POLL    "it has ended", -1
        RESULT  "epoll_wait", SYS_epoll_wait, [epoll], told, 1, -1
        WAITID  "look", P_PIDFD, [file], WEXITED | WNOWAIT
        RESULT  "signal 0", SYS_pidfd_send_signal, [file], 0, 0, 0
        RESULT  "getfd", SYS_pidfd_getfd, [file], 1, 0
        RESULT  "pidfd_open", SYS_pidfd_open, r15, 0
        WAITID  "wait", P_PIDFD, [file], WEXITED
        POLL    "it is gone", 0
        RESULT  "epoll_wait", SYS_epoll_wait, [epoll], told, 1, 0
        SHOW_HEX "  events", [told]
        WAITID  "wait again", P_PIDFD, [file], WEXITED
        RESULT  "signal 0", SYS_pidfd_send_signal, [file], 0, 0, 0
        RESULT  "getfd", SYS_pidfd_getfd, [file], 1, 0
        RESULT  "pidfd_open", SYS_pidfd_open, r15, 0
        WAITID  "no process", P_PIDFD, STDOUT, WEXITED
        WAITID  "no descriptor", P_PIDFD, 99, WEXITED
        WAITID  "a negative one", P_PIDFD, -1, WEXITED

        SAY     "not waiting"
        IN_CHILD
        CALL_SYSTEM SYS_setpgid, 0, 0
        AT_GATE
        END_CHILD 0
        CALL_SYSTEM SYS_setpgid, r15, r15
        CALL_SYSTEM SYS_pidfd_open, r15, PIDFD_NONBLOCK
        mov     [file], rax
        WAITID  "O_NONBLOCK", P_PIDFD, [file], WEXITED
        WAITID  "and WNOHANG", P_PIDFD, [file], WEXITED | WNOHANG
        RESULT  "to its group", SYS_pidfd_send_signal, [file], SIGTERM, 0, SIGNAL_GROUP
        POLL    "it has ended", -1
        WAITID  "wait", P_PIDFD, [file], WEXITED

        SAY     "with information"
        CALL_SYSTEM SYS_rt_sigprocmask, SIG_BLOCK, usr1, 0, 8
        CALL_SYSTEM SYS_pidfd_open, [own_pid], 0
        mov     [file], rax
        mov     qword [queued + SI_VALUE], 12345
        RESULT  "to itself", SYS_pidfd_send_signal, [file], SIGUSR1, queued, 0
        CALL_SYSTEM SYS_rt_sigtimedwait, usr1, info, 0, 8
        SHOW_DECIMAL "value", [info + SI_VALUE]
        RESULT  "to its thread", SYS_pidfd_send_signal, [file], SIGUSR1, 0, SIGNAL_THREAD
        CALL_SYSTEM SYS_rt_sigtimedwait, usr1, info, 0, 8
        movsxd  rax, dword [info + SI_CODE]
        SHOW_DECIMAL "code", rax
        CALL_SYSTEM SYS_open, processes, O_RDONLY
        mov     [file], rax
        RESULT  "by its directory", SYS_pidfd_send_signal, [file], SIGUSR1, 0, 0
        CALL_SYSTEM SYS_rt_sigtimedwait, usr1, info, 0, 8
        SHOW_DECIMAL "signal", rax
        RESULT  "getfd by it", SYS_pidfd_getfd, [file], 1, 0

        SAY     "clone"
        mov     qword [pidfd], 0
        CALL_SYSTEM SYS_clone, FORK_FLAGS, 0, pidfd, 0, 0
        test    rax, rax
        jnz     .cloned
        CALL_SYSTEM SYS_exit_group, 3
.cloned:
        mov     r15, rax
        WAITID  "its end", P_PIDFD, [pidfd], WEXITED
        RESULT  "descriptor flags", SYS_fcntl, [pidfd], F_GETFD, 0
        CALL_SYSTEM SYS_close, [pidfd]
        RESULT  "id and descriptor to one place", SYS_clone, FORK_FLAGS | CLONE_PARENT_SETTID, 0, pidfd, 0, 0
        RESULT  "CLONE_DETACHED", SYS_clone, FORK_FLAGS | CLONE_DETACHED, 0, pidfd, 0, 0
        RESULT  "nowhere", SYS_clone, FORK_FLAGS, 0, 8, 0, 0
        WAITID  "no child of that", P_ALL, 0, WEXITED | WNOHANG
        CALL_SYSTEM SYS_clone3, clone_arguments, CLONE_ARGUMENTS
        test    rax, rax
        jnz     .cloned_3
        CALL_SYSTEM SYS_exit_group, 4
.cloned_3:
        WAITID  "clone3", P_PIDFD, [pidfd], WEXITED

        SAY     "a thread"
        START_THREAD 0, wait_for_end
        mov     r14, rax
        RESULT  "pidfd_open", SYS_pidfd_open, r14, 0
        CALL_SYSTEM SYS_pidfd_open, r14, PIDFD_THREAD
        mov     [file], rax
        RESULT  "flags", SYS_fcntl, [file], F_GETFL, 0
        POLL    "it runs", 0
        RESULT  "signal 0", SYS_pidfd_send_signal, [file], 0, 0, 0
        RESULT  "to nobody's group", SYS_pidfd_send_signal, [file], 0, 0, SIGNAL_GROUP
        WAITID  "wait", P_PIDFD, [file], WEXITED
        mov     dword [hold], 1
        FUTEX   hold, FUTEX_WAKE, 1
        mov     eax, [file]
        mov     [polled], eax
        mov     dword [polled + 4], POLLIN
        RESULT  "it has ended", SYS_poll, polled, 1, -1
        EXIT    0
