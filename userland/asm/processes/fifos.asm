; FIFOs: when an open waits, and for whom (fifo(7), open(2)).
%include "program.inc"
%include "children.inc"

S_IFIFO_644             equ 0x1000 | 0o644
STAT_MODE               equ 24
STAT_SIZE               equ 48
O_DIRECT                equ 0x4000
O_ACCMODE               equ 3
EINTR                   equ 4
POLLIN                  equ 1
POLLOUT                 equ 4

section .rodata
fifo:           db "/tmp/fifo", 0
missing:        db "/tmp/missing", 0
hello:          db "hello"
HELLO           equ $ - hello

section .data
align 8
action:         dq handler, SA_RESTORER, restorer, 0
restarting:     dq handler, SA_RESTORER | SA_RESTART, restorer, 0

section .bss
reader:         resq 1
writer:         resq 1
polled:         resq 1                  ; struct pollfd
status:         resb 144                ; struct stat
buffer:         resb 64

section .text

handler:
        ret

; POLL "name", descriptor variable, events: a line with what is there at once.
%macro POLL 3
        mov     eax, [%2]
        mov     [polled], eax
        mov     dword [polled + 4], %3
        CALL_SYSTEM SYS_poll, polled, 1, 0
        movzx   eax, word [polled + 6]
        SHOW_HEX %1, rax
%endmacro

; OPEN "name", flags, variable
%macro OPEN 3
        OUTCOME %1, SYS_open, fifo, %2, 0
        mov     [%3], rax
%endmacro

global _start
_start:
        SAY     "a node"
        RESULT  "mknod", SYS_mknod, fifo, S_IFIFO_644, 0
        RESULT  "again", SYS_mknod, fifo, S_IFIFO_644, 0
        CALL_SYSTEM SYS_stat, fifo, status
        mov     eax, [status + STAT_MODE]
        SHOW_HEX "mode", rax
        SHOW_DECIMAL "size", [status + STAT_SIZE]

        SAY     "without waiting"
        OPEN    "to write, without a reader", O_WRONLY | O_NONBLOCK, writer
        OPEN    "to read, without a writer", O_RDONLY | O_NONBLOCK, reader
        POLL    "no writer yet", reader, POLLIN
        RESULT  "read", SYS_read, [reader], buffer, 64
        OPEN    "to write", O_WRONLY | O_NONBLOCK, writer
        POLL    "ready to read", reader, POLLIN
        POLL    "ready to write", writer, POLLOUT
        RESULT  "read", SYS_read, [reader], buffer, 64
        RESULT  "write", SYS_write, [writer], hello, HELLO
        POLL    "ready to read", reader, POLLIN
        CALL_SYSTEM SYS_close, [writer]
        POLL    "its writer is gone", reader, POLLIN
        RESULT  "read", SYS_read, [reader], buffer, 64
        RESULT  "read", SYS_read, [reader], buffer, 64
        POLL    "ready to read", reader, POLLIN
        CALL_SYSTEM SYS_close, [reader]

        SAY     "both ways"
        OPEN    "to read and write", O_RDWR, writer
        RESULT  "flags", SYS_fcntl, [writer], F_GETFL, 0
        RESULT  "write", SYS_write, [writer], hello, HELLO
        OPEN    "to read", O_RDONLY, reader
        RESULT  "read", SYS_read, [reader], buffer, 2
        CALL_SYSTEM SYS_close, [reader]
        POLL    "ready for both", writer, POLLIN | POLLOUT
        RESULT  "read", SYS_read, [writer], buffer, 64
        RESULT  "write", SYS_write, [writer], hello, HELLO
        CALL_SYSTEM SYS_close, [writer]
        OPEN    "what nobody has open is empty", O_RDWR | O_NONBLOCK, writer
        RESULT  "read", SYS_read, [writer], buffer, 64
        RESULT  "lseek", SYS_lseek, [writer], 0, 0
        RESULT  "pread64", SYS_pread64, [writer], buffer, 1, 0
        RESULT  "ftruncate", SYS_ftruncate, [writer], 0
        RESULT  "fallocate", SYS_fallocate, [writer], 0, 0, 1
        RESULT  "packets", SYS_fcntl, [writer], F_SETFL, O_DIRECT | O_NONBLOCK
        RESULT  "write", SYS_write, [writer], hello, HELLO
        RESULT  "write", SYS_write, [writer], hello, 2
        RESULT  "a part of a packet", SYS_read, [writer], buffer, 3
        RESULT  "the next one", SYS_read, [writer], buffer, 64
        CALL_SYSTEM SYS_close, [writer]
        OPEN    "with O_DIRECT", O_RDWR | O_DIRECT, reader
        OPEN    "neither to read nor to write", O_ACCMODE | O_NONBLOCK, reader
        OPEN    "only its name", O_PATH, reader
        RESULT  "read", SYS_read, [reader], buffer, 1
        CALL_SYSTEM SYS_close, [reader]
        RESULT  "truncated when it is opened", SYS_open, fifo, O_RDWR | O_TRUNC | O_CREAT, 0
        CALL_SYSTEM SYS_close, rax
        RESULT  "truncate", SYS_truncate, fifo, 0

        SAY     "an open that waits"
        IN_CHILD
        OPEN    "the child opens to read", O_RDONLY, reader
        RESULT  "the child reads", SYS_read, [reader], buffer, 64
        RESULT  "and at the end", SYS_read, [reader], buffer, 64
        END_CHILD 0
        CALL_SYSTEM SYS_open, fifo, O_WRONLY, 0
        mov     [writer], rax
        CALL_SYSTEM SYS_write, [writer], hello, HELLO
        CALL_SYSTEM SYS_close, [writer]
        AWAIT   "it ends", -1, 0
        IN_CHILD
        CALL_SYSTEM SYS_open, fifo, O_WRONLY, 0
        mov     [writer], rax
        CALL_SYSTEM SYS_write, [writer], hello, HELLO
        END_CHILD 0
        OPEN    "to read, with a child that opens to write", O_RDONLY, reader
        RESULT  "read", SYS_read, [reader], buffer, 64
        RESULT  "and at the end", SYS_read, [reader], buffer, 64
        CALL_SYSTEM SYS_close, [reader]
        AWAIT   "it ends", -1, 0

        SAY     "a signal ends the wait, to read and to write"
        CALL_SYSTEM SYS_rt_sigaction, SIGUSR1, action, 0, 8
        IN_CHILD
        CALL_SYSTEM SYS_open, fifo, O_RDONLY, 0
        WAS_INTERRUPTED
        END_CHILD rax
        DISTURB
        IN_CHILD
        CALL_SYSTEM SYS_open, fifo, O_WRONLY, 0
        WAS_INTERRUPTED
        END_CHILD rax
        DISTURB
        OPEN    "nobody is left who reads", O_WRONLY | O_NONBLOCK, writer

        SAY     "a signal that does not"
        CALL_SYSTEM SYS_rt_sigaction, SIGUSR1, restarting, 0, 8
        IN_CHILD
        OPEN    "to read", O_RDONLY, reader
        RESULT  "read", SYS_read, [reader], buffer, 64
        END_CHILD 3
        CALL_SYSTEM SYS_kill, r15, SIGUSR1
        CALL_SYSTEM SYS_sched_yield
        CALL_SYSTEM SYS_kill, r15, SIGUSR1
        CALL_SYSTEM SYS_open, fifo, O_WRONLY, 0
        mov     [writer], rax
        CALL_SYSTEM SYS_kill, r15, SIGUSR1
        CALL_SYSTEM SYS_write, [writer], hello, HELLO
        CALL_SYSTEM SYS_close, [writer]
        AWAIT   "it ends", -1, 0

        SAY     "without a name"
        OPEN    "to read and write", O_RDWR | O_NONBLOCK, writer
        RESULT  "unlink", SYS_unlink, fifo
        RESULT  "write", SYS_write, [writer], hello, HELLO
        RESULT  "read", SYS_read, [writer], buffer, 64
        OPEN    "it is gone", O_RDONLY, reader
        EXIT    0
