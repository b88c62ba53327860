; Pipes between a program and itself and its children (pipe(2), pipe(7)).
%include "program.inc"
%include "children.inc"

CAPACITY                equ 65536
PIPE_BUF                equ 4096
KERNEL                  equ 1 << 63
POLLIN                  equ 1
POLLOUT                 equ 4
ROUNDS                  equ 200

section .bss
pipe:           resd 2
other:          resd 2
polled:         resq 1                  ; struct pollfd
count:          resd 1
signals:        resq 1
total:          resq 1
writers:        resq 2
status:         resb 144                ; struct stat
buffer:         resb CAPACITY * 2

section .data
align 8
counting:       dq count_signal, SA_SIGINFO | SA_RESTORER, restorer, 0
ignore:         dq SIG_IGN, SA_RESTORER, restorer, 0
by_default:     dq SIG_DFL, SA_RESTORER, restorer, 0
vector:         dq buffer, 3, buffer + 3, 0, buffer + 3, 5
moment:         dq 0, 10000000          ; struct timespec

section .text

count_signal:
        inc     qword [signals]
        ret

; ON read or write end: "name", call, descriptor variable, then the other arguments.
%macro ON_PIPE 3-6
        mov     ebx, [%3]
    %if %0 = 3
        RESULT  %1, %2, rbx
    %elif %0 = 4
        RESULT  %1, %2, rbx, %4
    %elif %0 = 5
        RESULT  %1, %2, rbx, %4, %5
    %else
        RESULT  %1, %2, rbx, %4, %5, %6
    %endif
%endmacro

%macro CLOSE_ALL 0
        mov     edi, [pipe]
        CALL_SYSTEM SYS_close, rdi
        mov     edi, [pipe + 4]
        CALL_SYSTEM SYS_close, rdi
%endmacro

; POLL "name", descriptor variable, events: a line with what is there at once.
%macro POLL 3
        mov     eax, [%2]
        mov     [polled], eax
        mov     dword [polled + 4], %3
        CALL_SYSTEM SYS_poll, polled, 1, 0
        movzx   eax, word [polled + 6]
        SHOW_HEX %1, rax
%endmacro

global _start
_start:
        SAY     "making one"
        RESULT  "pipe in the kernel", SYS_pipe, KERNEL
        RESULT  "pipe2 with a bad flag", SYS_pipe2, pipe, O_TRUNC
        RESULT  "pipe", SYS_pipe, pipe
        mov     eax, [pipe]
        SHOW_DECIMAL "to read", rax
        mov     eax, [pipe + 4]
        SHOW_DECIMAL "to write", rax
        ON_PIPE "its flags to read", SYS_fcntl, pipe, F_GETFL, 0
        ON_PIPE "its flags to write", SYS_fcntl, pipe + 4, F_GETFL, 0
        ON_PIPE "size", SYS_fcntl, pipe, F_GETPIPE_SZ, 0
        mov     ebx, [pipe]
        CALL_SYSTEM SYS_fstat, rbx, status
        mov     eax, [status + 24]
        SHOW_HEX "mode", rax
        RESULT  "pipe2", SYS_pipe2, other, O_NONBLOCK | O_CLOEXEC
        ON_PIPE "flags", SYS_fcntl, other, F_GETFL, 0
        ON_PIPE "close on exec", SYS_fcntl, other, F_GETFD, 0

        SAY     "the wrong way"
        ON_PIPE "read from the end to write", SYS_read, pipe + 4, buffer, 1
        ON_PIPE "write to the end to read", SYS_write, pipe, buffer, 1
        ON_PIPE "lseek", SYS_lseek, pipe, 0, SEEK_SET
        ON_PIPE "pread64", SYS_pread64, pipe, buffer, 1
        ON_PIPE "ftruncate", SYS_ftruncate, pipe + 4, 0

        SAY     "bytes"
        ON_PIPE "write of nothing", SYS_write, pipe + 4, buffer, 0
        ON_PIPE "write", SYS_write, pipe + 4, buffer, 10
        ON_PIPE "writev", SYS_writev, pipe + 4, vector, 3
        ON_PIPE "bytes that wait", SYS_ioctl, pipe, FIONREAD, count
        mov     eax, [count]
        SHOW_DECIMAL "bytes", rax
        ON_PIPE "read of nothing", SYS_read, pipe, buffer, 0
        ON_PIPE "read of a part", SYS_read, pipe, buffer, 4
        ON_PIPE "read of all there is", SYS_read, pipe, buffer, 100
        ON_PIPE "write from the kernel", SYS_write, pipe + 4, KERNEL, 5
        ON_PIPE "write", SYS_write, pipe + 4, buffer, 5
        ON_PIPE "read into the kernel", SYS_read, pipe, KERNEL, 5
        ON_PIPE "nothing was lost", SYS_read, pipe, buffer, 100

        SAY     "without waiting"
        ON_PIPE "read of an empty one", SYS_read, other, buffer, 1
        POLL    "ready to read", other, POLLIN
        POLL    "ready to write", other + 4, POLLOUT
        ON_PIPE "a write of more than fits", SYS_write, other + 4, buffer, CAPACITY * 2
        ON_PIPE "when it is full", SYS_write, other + 4, buffer, 1
        POLL    "ready to read", other, POLLIN
        POLL    "ready to write", other + 4, POLLOUT
        ON_PIPE "room for less than a page", SYS_read, other, buffer, PIPE_BUF - 1
        POLL    "ready to write", other + 4, POLLOUT
        ON_PIPE "a page is whole or not at all", SYS_write, other + 4, buffer, PIPE_BUF
        ON_PIPE "the rest of the page", SYS_read, other, buffer, 1
        ON_PIPE "now it fits", SYS_write, other + 4, buffer, PIPE_BUF
        ON_PIPE "all of it", SYS_read, other, buffer, CAPACITY * 2

        SAY     "its size"
        ON_PIPE "a page", SYS_fcntl, other, F_SETPIPE_SZ, 1
        ON_PIPE "as much as a page holds", SYS_write, other + 4, buffer, CAPACITY
        ON_PIPE "a size that is no power of 2", SYS_fcntl, other, F_SETPIPE_SZ, 5 * PAGE
        ON_PIPE "more", SYS_write, other + 4, buffer, CAPACITY
        ON_PIPE "less than is in it", SYS_fcntl, other, F_SETPIPE_SZ, PAGE
        ON_PIPE "nothing", SYS_fcntl, other, F_SETPIPE_SZ, 0
        ON_PIPE "too much", SYS_fcntl, other, F_SETPIPE_SZ, -1
        ON_PIPE "size", SYS_fcntl, other, F_GETPIPE_SZ, 0
        ON_PIPE "all of it", SYS_read, other, buffer, CAPACITY * 2

        SAY     "no reader"
        mov     ebx, [other]
        CALL_SYSTEM SYS_close, rbx
        CALL_SYSTEM SYS_rt_sigaction, SIGPIPE, counting, 0, 8
        ON_PIPE "write", SYS_write, other + 4, buffer, 1
        SHOW_DECIMAL "signals", [signals]
        ON_PIPE "write of nothing", SYS_write, other + 4, buffer, 0
        CALL_SYSTEM SYS_rt_sigaction, SIGPIPE, ignore, 0, 8
        ON_PIPE "write with the signal ignored", SYS_write, other + 4, buffer, 1
        POLL    "ready to write", other + 4, POLLOUT
        CALL_SYSTEM SYS_rt_sigaction, SIGPIPE, by_default, 0, 8
        IN_CHILD
        ON_PIPE "not reached", SYS_write, other + 4, buffer, 1
        END_CHILD 0
        AWAIT   "a child that writes", -1, 0

        SAY     "no writer"
        ON_PIPE "write", SYS_write, pipe + 4, buffer, 3
        mov     ebx, [pipe + 4]
        CALL_SYSTEM SYS_close, rbx
        POLL    "ready to read", pipe, POLLIN
        ON_PIPE "what is left", SYS_read, pipe, buffer, 100
        ON_PIPE "the end", SYS_read, pipe, buffer, 100
        POLL    "ready to read", pipe, POLLIN
        mov     ebx, [pipe]
        CALL_SYSTEM SYS_close, rbx

        SAY     "a reader that waits"
        CALL_SYSTEM SYS_pipe, pipe
        IN_CHILD
        mov     ebx, [pipe + 4]
        CALL_SYSTEM SYS_close, rbx
        ON_PIPE "the child reads", SYS_read, pipe, buffer, 100
        ON_PIPE "and at the end", SYS_read, pipe, buffer, 100
        END_CHILD 0
        mov     ebx, [pipe + 4]
        CALL_SYSTEM SYS_write, rbx, buffer, 11
        CALL_SYSTEM SYS_close, rbx
        AWAIT   "it ends", -1, 0

        SAY     "a writer that waits"
        mov     ebx, [pipe]
        CALL_SYSTEM SYS_close, rbx
        CALL_SYSTEM SYS_pipe, pipe
        IN_CHILD
        ON_PIPE "the child writes twice what fits", SYS_write, pipe + 4, buffer, CAPACITY * 2
        END_CHILD 0
        mov     ebx, [pipe + 4]
        CALL_SYSTEM SYS_close, rbx
        mov     ebx, [pipe]
.drain:
        CALL_SYSTEM SYS_read, rbx, buffer, 1000
        add     [total], rax
        test    rax, rax
        jg      .drain
        SHOW_DECIMAL "the program reads", [total]
        AWAIT   "it ends", -1, 0
        CALL_SYSTEM SYS_close, rbx

        SAY     "a reader that leaves"
        CALL_SYSTEM SYS_pipe, pipe
        IN_CHILD
        mov     ebx, [pipe]
        CALL_SYSTEM SYS_close, rbx
        ON_PIPE "not reached", SYS_write, pipe + 4, buffer, CAPACITY * 2
        END_CHILD 0
        mov     ebx, [pipe + 4]
        CALL_SYSTEM SYS_close, rbx
        mov     ebx, [pipe]
        CALL_SYSTEM SYS_read, rbx, buffer, 1
        CALL_SYSTEM SYS_close, rbx
        AWAIT   "it ends", -1, 0

        ; Two that wait for the same keep neither each other nor the clock from going on.
        SAY     "two writers that wait"
        CALL_SYSTEM SYS_pipe, pipe
        mov     r12d, 2
.waiting:
        IN_CHILD
        ON_PIPE "not reached", SYS_write, pipe + 4, buffer, CAPACITY * 2
        END_CHILD 0
        lea     rcx, [writers]
        mov     [rcx + r12 * 8 - 8], r15
        dec     r12d
        jnz     .waiting
        OUTCOME "meanwhile time passes", SYS_nanosleep, moment, 0
.end_writer:
        lea     rcx, [writers]
        mov     rbx, [rcx + r12 * 8]
        CALL_SYSTEM SYS_kill, rbx, SIGKILL
        CALL_SYSTEM SYS_wait4, rbx, wait_status, 0, 0
        SHOW_HEX "a writer ends", [wait_status]
        inc     r12d
        cmp     r12d, 2
        jb      .end_writer
        mov     ebx, [pipe + 4]
        CALL_SYSTEM SYS_close, rbx
        mov     ebx, [pipe]
        CALL_SYSTEM SYS_close, rbx

        SAY     "writers of whole pages"
        CALL_SYSTEM SYS_pipe, pipe
        mov     r12d, 3
.writer:
        IN_CHILD
        lea     rdi, [buffer]
        mov     eax, r12d
        mov     ecx, PIPE_BUF
        rep stosb
        mov     r13d, ROUNDS
        mov     ebx, [pipe + 4]
.write:
        CALL_SYSTEM SYS_write, rbx, buffer, PIPE_BUF
        dec     r13d
        jnz     .write
        END_CHILD 0
        dec     r12d
        jnz     .writer
        mov     ebx, [pipe + 4]
        CALL_SYSTEM SYS_close, rbx
        xor     r12d, r12d              ; pages
        xor     r13d, r13d              ; pages of more than one writer
        mov     ebx, [pipe]
.page:
        CALL_SYSTEM SYS_read, rbx, buffer, PIPE_BUF
        test    rax, rax
        jle     .pages_end
        inc     r12d
        mov     ecx, eax
        lea     rdi, [buffer]
        mov     al, [rdi]
        repe scasb
        setne   al
        movzx   eax, al
        add     r13d, eax
        jmp     .page
.pages_end:
        SHOW_DECIMAL "pages", r12
        SHOW_DECIMAL "mixed", r13
        EXIT    0
