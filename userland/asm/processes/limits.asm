; Resource limits that hold, getrlimit(2): the length of files, descriptors, memory, the stack.
%include "program.inc"
%include "children.inc"

RLIMIT_STACK            equ 3
RLIMIT_FSIZE            equ 1
RLIMIT_NOFILE           equ 7
RLIMIT_AS               equ 9
RLIMIT_COUNT            equ 16
RLIM_INFINITY           equ -1
SIGXFSZ                 equ 25
MODE_600                equ 0o600
PUNCH_HOLE              equ FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE
MEGABYTE                equ 1 << 20

section .rodata
name:           db "/tmp/limited", 0
poem:           db "/text/poem.txt", 0

section .data
align 8
counting:       dq count_signal, SA_SIGINFO | SA_RESTORER, restorer, 0
by_default:     dq SIG_DFL, SA_RESTORER, restorer, 0
ignore:         dq SIG_IGN, SA_RESTORER, restorer, 0
two_pieces:     dq buffer, 8, buffer, 8
limit:          dq 0, 0
wrong_order:    dq 2, 1
too_many_files: dq 1, 1 << 40

section .bss
own_pid:        resq 1
file:           resq 1
source:         resq 1
block:          resq 1
signals:        resq 1                  ; how many SIGXFSZ have come
signal_code:    resq 1
signal_sender:  resq 1
pair:           resd 2
polled:         resq 8
buffer:         resb 8192

section .text

count_signal:
        inc     qword [signals]
        movsxd  rax, dword [rsi + SI_CODE]
        mov     [signal_code], rax
        mov     eax, [rsi + SI_PID]
        mov     [signal_sender], rax
        ret

; LIMIT resource, soft: the hard limit stays infinite but for descriptors.
%macro LIMIT 2
        mov     qword [limit], %2
        mov     qword [limit + 8], RLIM_INFINITY
        CALL_SYSTEM SYS_setrlimit, %1, limit
%endmacro

; LIMITED "name", number, arguments...: RESULT, and how many signals came by it if there were any.
%macro LIMITED 2-8
        mov     qword [signals], 0
        RESULT  %{1:-1}
        cmp     qword [signals], 0
        je      %%none
        SHOW_DECIMAL "  signals", [signals]
%%none:
%endmacro

global _start
_start:
        CALL_SYSTEM SYS_getpid
        mov     [own_pid], rax
        CALL_SYSTEM SYS_rt_sigaction, SIGXFSZ, counting, 0, 8
        CALL_SYSTEM SYS_open, name, O_RDWR | O_CREAT | O_TRUNC, MODE_600
        mov     [file], rax
        CALL_SYSTEM SYS_open, poem, O_RDONLY
        mov     [source], rax

        SAY     "the length of a file"
        LIMITED "write", SYS_write, [file], buffer, 3000
        LIMIT   RLIMIT_FSIZE, 5000
        LIMITED "write below the limit", SYS_write, [file], buffer, 1000
        LIMITED "write across it", SYS_write, [file], buffer, 4096
        LIMITED "write at it", SYS_write, [file], buffer, 1
        SHOW_DECIMAL "  code", [signal_code]
        mov     rax, [signal_sender]
        cmp     rax, [own_pid]
        CHECK   "  from itself", e
        LIMITED "write of nothing", SYS_write, [file], buffer, 0
        LIMITED "pwrite of the last byte", SYS_pwrite64, [file], buffer, 10, 4999
        LIMITED "pwrite behind it", SYS_pwrite64, [file], buffer, 10, 9999
        RESULT  "lseek", SYS_lseek, [file], 4990, SEEK_SET
        LIMITED "writev", SYS_writev, [file], two_pieces, 2
        LIMITED "ftruncate to the limit", SYS_ftruncate, [file], 5000
        LIMITED "ftruncate to more", SYS_ftruncate, [file], 5001
        LIMITED "truncate to more", SYS_truncate, name, 6000
        LIMITED "ftruncate to less", SYS_ftruncate, [file], 100
        LIMITED "fallocate", SYS_fallocate, [file], 0, 0, 5000
        LIMITED "fallocate of more", SYS_fallocate, [file], 0, 0, 5001
        LIMITED "fallocate of a hole", SYS_fallocate, [file], PUNCH_HOLE, 4000, 4000

        SAY     "a file that is longer than allowed"
        LIMIT   RLIMIT_FSIZE, 100
        LIMITED "pwrite across", SYS_pwrite64, [file], buffer, 100, 50
        LIMITED "pwrite inside of the file", SYS_pwrite64, [file], buffer, 1, 200
        LIMITED "ftruncate to less", SYS_ftruncate, [file], 300
        LIMITED "ftruncate to a bit more", SYS_ftruncate, [file], 301
        CALL_SYSTEM SYS_fcntl, [file], F_SETFL, O_APPEND
        LIMITED "appending", SYS_pwrite64, [file], buffer, 10, 0
        CALL_SYSTEM SYS_fcntl, [file], F_SETFL, 0
        CALL_SYSTEM SYS_ftruncate, [file], 90
        CALL_SYSTEM SYS_fcntl, [file], F_SETFL, O_APPEND
        LIMITED "appending across", SYS_write, [file], buffer, 20
        CALL_SYSTEM SYS_fcntl, [file], F_SETFL, 0

        SAY     "sendfile"
        CALL_SYSTEM SYS_ftruncate, [file], 0
        CALL_SYSTEM SYS_lseek, [file], 0, SEEK_SET
        LIMITED "across", SYS_sendfile, [file], [source], 0, 200
        RESULT  "read so far", SYS_lseek, [source], 0, SEEK_CUR
        LIMITED "once more", SYS_sendfile, [file], [source], 0, 200

        SAY     "what is no regular file"
        CALL_SYSTEM SYS_pipe, pair
        mov     ebx, [pair + 4]
        LIMITED "write to a pipe", SYS_write, rbx, buffer, 200

        SAY     "what the signal does"
        IN_CHILD
        CALL_SYSTEM SYS_rt_sigaction, SIGXFSZ, ignore, 0, 8
        RESULT  "ignored", SYS_write, [file], buffer, 1
        CALL_SYSTEM SYS_rt_sigaction, SIGXFSZ, by_default, 0, 8
        RESULT  "by default", SYS_write, [file], buffer, 1
        END_CHILD 0
        AWAIT   "the limit is a child's too", r15, 0

        SAY     "descriptors"
        mov     qword [limit], 10
        mov     qword [limit + 8], 4096
        RESULT  "setrlimit", SYS_setrlimit, RLIMIT_NOFILE, limit
        RESULT  "F_DUPFD of the last", SYS_fcntl, STDOUT, F_DUPFD, 9
        RESULT  "F_DUPFD of the last again", SYS_fcntl, STDOUT, F_DUPFD, 9
        RESULT  "F_DUPFD above", SYS_fcntl, STDOUT, F_DUPFD, 10
        RESULT  "dup2 above", SYS_dup2, STDOUT, 10
        RESULT  "dup2 of itself", SYS_dup2, STDOUT, STDOUT
.fill:
        CALL_SYSTEM SYS_dup, STDOUT
        test    rax, rax
        jns     .fill
        RESULT  "dup", SYS_dup, STDOUT
        RESULT  "open", SYS_open, poem, O_RDONLY
        RESULT  "pipe", SYS_pipe, pair
        RESULT  "eventfd", SYS_eventfd, 0
        RESULT  "epoll_create1", SYS_epoll_create1, 0
        RESULT  "poll of more", SYS_poll, polled, 11, 0
        CALL_SYSTEM SYS_close, 8
        RESULT  "pipe with one free", SYS_pipe, pair
        LIMITED "dup with one free", SYS_dup, STDOUT
        mov     qword [limit], 4
        CALL_SYSTEM SYS_setrlimit, RLIMIT_NOFILE, limit
        RESULT  "one above the limit", SYS_fcntl, 9, F_GETFD, 0
        RESULT  "closing it", SYS_close, 9
        RESULT  "a limit of none", SYS_setrlimit, RLIMIT_COUNT, limit
        RESULT  "soft above hard", SYS_setrlimit, RLIMIT_NOFILE, wrong_order
        RESULT  "more than there can be", SYS_setrlimit, RLIMIT_NOFILE, too_many_files

        SAY     "memory"
        IN_CHILD
        LIMIT   RLIMIT_AS, 64 * MEGABYTE
        OUTCOME "mmap", SYS_mmap, 0, MEGABYTE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0
        mov     [block], rax
        RESULT  "mmap of more", SYS_mmap, 0, 128 * MEGABYTE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0
        RESULT  "mremap to more", SYS_mremap, [block], MEGABYTE, 128 * MEGABYTE, MREMAP_MAYMOVE
        CALL_SYSTEM SYS_brk, 0
        mov     rbx, rax
        add     rax, 128 * MEGABYTE
        CALL_SYSTEM SYS_brk, rax
        cmp     rax, rbx
        CHECK   "brk stays", e
        END_CHILD 0
        AWAIT   "it ended", r15, 0
        IN_CHILD
        LIMIT   RLIMIT_STACK, 2 * MEGABYTE
        mov     byte [rsp - MEGABYTE], 1
        SAY     "a megabyte of stack"
        mov     byte [rsp - 3 * MEGABYTE], 1
        SAY     "three megabytes"
        END_CHILD 0
        AWAIT   "too much stack", r15, 0
        CALL_SYSTEM SYS_unlink, name
        EXIT    0
