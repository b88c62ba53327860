; Signals that are read: signalfd(2).
%include "program.inc"
%include "children.inc"

POLLIN                  equ 1
POLLOUT                 equ 4
EPOLLIN                 equ 1
EPOLL_CTL_ADD           equ 1
SFD_NONBLOCK            equ O_NONBLOCK
SFD_CLOEXEC             equ O_CLOEXEC
RECORD                  equ 128         ; sizeof(struct signalfd_siginfo)
SSI_PID                 equ 12
SSI_UTIME               equ 56
SSI_STIME               equ 64
KERNEL                  equ 1 << 63
USR1                    equ 1 << (SIGUSR1 - 1)
USR2                    equ 1 << (SIGUSR2 - 1)
CHLD                    equ 1 << (SIGCHLD - 1)
KILL                    equ 1 << (SIGKILL - 1)
RT0                     equ 1 << (SIGRTMIN - 1)

section .data
align 8
signals:        dq USR1 | USR2 | CHLD | RT0 | KILL
only_usr2:      dq USR2
noting:         dq count_signal, SA_SIGINFO | SA_RESTORER, restorer, 0
soon:           dq 0, 0, 0, 20000       ; struct itimerval: 20 ms
watched:        dd EPOLLIN
                dq 7
notification:   dq 0x1234567890         ; struct sigevent: SIGRTMIN with a value
                dd SIGRTMIN, 0
                times 12 dd 0
at_once:        dq 0, 0, 0, 1           ; struct itimerspec

section .bss
own_pid:        resq 1
file:           resq 1
blocking:       resq 1
epoll:          resq 1
timer:          resq 1
handled:        resq 1
polled:         resq 1
told:           resb 12
ALIGN_BSS 8
queued:         resb SIGINFO_SIZE
records:        resb 4 * RECORD
text:           resb 512

section .rodata
information:    db "/proc/self/fdinfo/3", 0

section .text

count_signal:
        inc     qword [handled]
        ret

; QUEUE value: sends itself SIGRTMIN.
%macro QUEUE 1
        mov     dword [queued + SI_SIGNO], SIGRTMIN
        mov     dword [queued + SI_CODE], SI_QUEUE
        mov     eax, [own_pid]
        mov     [queued + SI_PID], eax
        mov     rax, %1
        mov     [queued + SI_VALUE], rax
        CALL_SYSTEM SYS_rt_sigqueueinfo, [own_pid], SIGRTMIN, queued
%endmacro

; POLL "name": what there is to read at once.
%macro POLL 1
        mov     eax, [file]
        mov     [polled], eax
        mov     dword [polled + 4], POLLIN | POLLOUT
        CALL_SYSTEM SYS_poll, polled, 1, 0
        movzx   eax, word [polled + 6]
        SHOW_HEX %1, rax
        RESULT  "  epoll_wait", SYS_epoll_wait, [epoll], told, 1, 0
%endmacro

; SHOW_RECORD "name", record: its words that are not 0. The sender's id is shown as 1 for the own, 2 for the child's.
%macro SHOW_RECORD 2
        SAY     %1
        lea     rbx, [%2]
        call    put_record
%endmacro

put_record:
        mov     eax, [rbx + SSI_PID]
        mov     ecx, 1
        cmp     rax, [own_pid]
        je      .known
        mov     ecx, 2
        cmp     rax, r15
        je      .known
        mov     ecx, eax
.known:
        mov     [rbx + SSI_PID], ecx
        xor     r12d, r12d
.word:
        mov     r13d, [rbx + r12]
        test    r13d, r13d
        jz      .next
        PUT_STRING "  "
        mov     eax, r12d
        call    put_decimal
        PUT_STRING ": "
        mov     eax, r13d
        call    put_hex
        call    put_line
.next:
        add     r12d, 4
        cmp     r12d, RECORD
        jb      .word
        ret

global _start
_start:
        CALL_SYSTEM SYS_getpid
        mov     [own_pid], rax
        mov     r15, -1                 ; there is no child yet
        CALL_SYSTEM SYS_rt_sigprocmask, SIG_SETMASK, signals, 0, 8

        SAY     "a file"
        RESULT  "a bad size", SYS_signalfd4, -1, signals, 4, 0
        RESULT  "a bad address", SYS_signalfd4, -1, KERNEL, 8, 0
        RESULT  "a bad flag", SYS_signalfd4, -1, signals, 8, 1
        RESULT  "no file", SYS_signalfd4, 99, signals, 8, 0
        RESULT  "another file", SYS_signalfd4, STDOUT, signals, 8, 0
        RESULT  "signalfd4", SYS_signalfd4, -1, signals, 8, SFD_NONBLOCK | SFD_CLOEXEC
        mov     [file], rax
        RESULT  "flags", SYS_fcntl, [file], F_GETFL, 0
        RESULT  "descriptor flags", SYS_fcntl, [file], F_GETFD, 0
        RESULT  "signalfd", SYS_signalfd, -1, signals, 8
        mov     [blocking], rax
        RESULT  "lseek", SYS_lseek, [file], 7, SEEK_SET
        RESULT  "pread", SYS_pread64, [file], records, RECORD, 0
        RESULT  "write", SYS_write, [file], records, RECORD
        CALL_SYSTEM SYS_open, information, O_RDONLY
        mov     rbx, rax
        CALL_SYSTEM SYS_read, rbx, text, 512
        lea     rsi, [text]
        mov     ecx, 4                  ; lines that all files have
.line:
        lodsb
        cmp     al, 10
        jne     .line
        dec     ecx
        jnz     .line
        mov     edx, 26                 ; "sigmask:", a tab, 16 digits, the end of the line
        call    put_string
        CALL_SYSTEM SYS_close, rbx
        CALL_SYSTEM SYS_epoll_create1, 0
        mov     [epoll], rax
        RESULT  "epoll_ctl", SYS_epoll_ctl, [epoll], EPOLL_CTL_ADD, [file], watched

        SAY     "reading"
        POLL    "nothing there"
        RESULT  "read of nothing", SYS_read, [file], records, RECORD
        RESULT  "too little room", SYS_read, [file], records, RECORD - 1
        QUEUE   0x123456789a
        CALL_SYSTEM SYS_kill, [own_pid], SIGUSR1
        QUEUE   22
        POLL    "three there"
        RESULT  "room for two and a half", SYS_read, [file], records, 2 * RECORD + 64
        SHOW_RECORD "kill", records
        SHOW_RECORD "sigqueue", records + RECORD
        POLL    "one there"
        RESULT  "room for four", SYS_read, [file], records, 4 * RECORD
        SHOW_RECORD "sigqueue", records
        POLL    "none there"
        CALL_SYSTEM SYS_gettid
        mov     rbx, rax
        CALL_SYSTEM SYS_tkill, rbx, SIGUSR2
        RESULT  "read", SYS_read, [file], records, RECORD
        SHOW_RECORD "tkill", records
        RESULT  "timer_create", SYS_timer_create, CLOCK_MONOTONIC, notification, timer
        CALL_SYSTEM SYS_timer_settime, [timer], 0, at_once, 0
        RESULT  "read", SYS_read, [blocking], records, RECORD
        SHOW_RECORD "timer", records

        SAY     "a child"
        IN_CHILD
        END_CHILD 5
        RESULT  "read", SYS_read, [blocking], records, RECORD
        mov     qword [records + SSI_UTIME], 0
        mov     qword [records + SSI_STIME], 0
        SHOW_RECORD "its end", records
        AWAIT   "it ended", r15, 0
        CALL_SYSTEM SYS_kill, [own_pid], SIGUSR1
        IN_CHILD
        RESULT  "the parent's signals are not the child's", SYS_read, [file], records, RECORD
        CALL_SYSTEM SYS_getpid
        mov     [own_pid], rax
        CALL_SYSTEM SYS_kill, [own_pid], SIGUSR2
        RESULT  "its own are", SYS_read, [file], records, RECORD
        SHOW_RECORD "kill", records
        END_CHILD 0
        AWAIT   "it ended", r15, 0
        RESULT  "the parent's are there, and the child's end", SYS_read, [file], records, 4 * RECORD

        SAY     "other signals"
        CALL_SYSTEM SYS_kill, [own_pid], SIGUSR1
        POLL    "before"
        mov     rbx, [file]
        CALL_SYSTEM SYS_signalfd4, rbx, only_usr2, 8, 0
        cmp     rax, rbx
        CHECK   "the same descriptor", e
        POLL    "after"
        RESULT  "read", SYS_read, [file], records, RECORD
        RESULT  "read by the other file", SYS_read, [blocking], records, RECORD
        CALL_SYSTEM SYS_kill, [own_pid], SIGUSR2
        RESULT  "read to where nothing is", SYS_read, [file], PAGE, RECORD
        RESULT  "the signal is lost", SYS_read, [file], records, RECORD

        SAY     "waiting"
        CALL_SYSTEM SYS_rt_sigaction, SIGALRM, noting, 0, 8
        CALL_SYSTEM SYS_setitimer, 0, soon, 0
        RESULT  "another signal", SYS_read, [blocking], records, RECORD
        SHOW_DECIMAL "handled", [handled]
        IN_CHILD
        CALL_SYSTEM SYS_getppid
        mov     rbx, rax
        CALL_SYSTEM SYS_kill, rbx, SIGUSR1
        END_CHILD 0
        RESULT  "one of them", SYS_read, [blocking], records, RECORD
        SHOW_RECORD "kill", records
        AWAIT   "it ended", r15, 0
        EXIT    0
