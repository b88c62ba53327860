; Locks of files: of processes, of open files, and of all of a file (fcntl_locking(2), flock(2)).
%include "program.inc"
%include "children.inc"

F_RDLCK                 equ 0
F_WRLCK                 equ 1
F_UNLCK                 equ 2
LOCK_SH                 equ 1
LOCK_EX                 equ 2
LOCK_NB                 equ 4
LOCK_UN                 equ 8
LOCK_MAND               equ 32
KERNEL                  equ 1 << 63
MOST                    equ 0x7fffffffffffffff
MODE_644                equ 0o644
EINTR                   equ 4
EDEADLK                 equ 35

section .rodata
name:           db "/tmp/locked", 0
text:           db "0123456789"
TEXT            equ $ - text

section .data
align 8
action:         dq handler, SA_RESTORER, restorer, 0
all_of_it:      dw F_WRLCK, SEEK_SET
                dd 0
                dq 0, 0, 0
given_back:     dw F_UNLCK, SEEK_SET
                dd 0
                dq 0, 0, 0              ; all of the file

section .bss
file:           resq 1
other:          resq 1
reader:         resq 1
writer:         resq 1
null:           resq 1
parent:         resq 1
request:        resb 32                 ; struct flock
answer:         resq 1

section .text

handler:
        ret

; LOCK "name", descriptor variable, command, type, whence, start, length
%macro LOCK 7
        mov     word [request], %4
        mov     word [request + 2], %5
        mov     rax, %6
        mov     [request + 8], rax
        mov     rax, %7
        mov     [request + 16], rax
        mov     dword [request + 24], 0
        RESULT  %1, SYS_fcntl, [%2], %3, request
%endmacro

; ASK "name", descriptor variable, command, type, start, length: which lock hinders.
%macro ASK 6
        LOCK    %1, %2, %3, %4, SEEK_SET, %5, %6
        movzx   eax, word [request]
        SHOW_DECIMAL "  type", rax
        SHOW_DECIMAL "  start", [request + 8]
        SHOW_DECIMAL "  length", [request + 16]
        call    show_holder
%endmacro

show_holder:
        mov     eax, [request + 24]
        cmp     rax, [parent]
        je      .parent
        movsx   rax, dword [request + 24]
        SHOW_DECIMAL "  of", rax
        ret
.parent:
        SAY     "  of the parent"
        ret

%macro OPEN 2
        CALL_SYSTEM SYS_open, name, %2
        mov     [%1], rax
%endmacro

; WAIT_FOR byte: waits for a lock of it -> RAX = whether that would be for ever.
%macro WAIT_FOR 1
        mov     word [request], F_WRLCK
        mov     qword [request + 8], %1
        mov     qword [request + 16], 1
        CALL_SYSTEM SYS_fcntl, [file], F_SETLKW, request
        cmp     rax, -EDEADLK
        sete    al
        movzx   eax, al
%endmacro

global _start
_start:
        CALL_SYSTEM SYS_getpid
        mov     [parent], rax
        CALL_SYSTEM SYS_open, name, O_RDWR | O_CREAT, MODE_644
        mov     [file], rax
        CALL_SYSTEM SYS_write, rax, text, TEXT
        OPEN    reader, O_RDONLY
        OPEN    writer, O_WRONLY
        OPEN    null, O_PATH

        SAY     "bad arguments"
        RESULT  "no file", SYS_fcntl, 99, F_SETLK, request
        RESULT  "a request in the kernel", SYS_fcntl, [file], F_SETLK, KERNEL
        LOCK    "a file's name", null, F_SETLK, F_RDLCK, SEEK_SET, 0, 0
        LOCK    "a bad type", file, F_SETLK, 3, SEEK_SET, 0, 0
        LOCK    "a bad origin", file, F_SETLK, F_RDLCK, 3, 0, 0
        LOCK    "before the beginning", file, F_SETLK, F_RDLCK, SEEK_SET, -1, 0
        LOCK    "to before the beginning", file, F_SETLK, F_RDLCK, SEEK_SET, 5, -6
        LOCK    "too far", file, F_SETLK, F_RDLCK, SEEK_END, MOST, 1
        LOCK    "too long", file, F_SETLK, F_RDLCK, SEEK_SET, 5, MOST
        LOCK    "to write, of a reader", reader, F_SETLK, F_WRLCK, SEEK_SET, 0, 0
        LOCK    "to read, of a writer", writer, F_SETLK, F_RDLCK, SEEK_SET, 0, 0
        LOCK    "a question about nothing", file, F_GETLK, F_UNLCK, SEEK_SET, 0, 0
        LOCK    "a bad question", file, F_GETLK, 7, SEEK_SET, 0, 0
        mov     word [request], F_RDLCK
        mov     dword [request + 24], 1
        RESULT  "a process with a lock of a file", SYS_fcntl, [file], F_OFD_SETLK, request
        RESULT  "flock without an operation", SYS_flock, [file], 0
        RESULT  "with two", SYS_flock, [file], LOCK_SH | LOCK_EX
        RESULT  "mandatory", SYS_flock, [file], LOCK_MAND
        RESULT  "of no file", SYS_flock, 99, LOCK_SH
        RESULT  "of a file's name", SYS_flock, [null], LOCK_SH

        SAY     "parts of a file"
        LOCK    "bytes 10 to 19", file, F_SETLK, F_WRLCK, SEEK_SET, 10, 10
        LOCK    "the next ones", file, F_SETLK, F_WRLCK, SEEK_CUR, 10, 5
        LOCK    "five before the end", file, F_SETLK, F_RDLCK, SEEK_END, 0, -5
        ASK     "the own ones do not hinder", file, F_GETLK, F_WRLCK, 0, 0
        IN_CHILD
        ASK     "the first", file, F_GETLK, F_WRLCK, 0, 0
        ASK     "a shared lock hinders no other", file, F_GETLK, F_RDLCK, 0, 0
        ASK     "neighbours are one", file, F_GETLK, F_RDLCK, 12, 2
        ASK     "behind them", file, F_GETLK, F_WRLCK, 25, 0
        LOCK    "one of them", file, F_SETLK, F_RDLCK, SEEK_SET, 24, 1
        LOCK    "one that is free", file, F_SETLK, F_WRLCK, SEEK_SET, 25, 1
        LOCK    "what the child does not have", file, F_SETLK, F_UNLCK, SEEK_SET, 0, 0
        END_CHILD 0
        AWAIT   "it ends", -1, 0
        LOCK    "a hole", file, F_SETLK, F_UNLCK, SEEK_SET, 14, 2
        LOCK    "less of it", file, F_SETLK, F_RDLCK, SEEK_SET, 20, 2
        IN_CHILD
        ASK     "before the hole", file, F_GETLK, F_WRLCK, 10, 0
        ASK     "behind it", file, F_GETLK, F_WRLCK, 14, 0
        ASK     "what is shared now", file, F_GETLK, F_WRLCK, 20, 0
        ASK     "what is left", file, F_GETLK, F_WRLCK, 22, 0
        ASK     "in the hole", file, F_GETLK, F_WRLCK, 14, 2
        END_CHILD 0
        AWAIT   "it ends", -1, 0
        LOCK    "all, in place of the parts", file, F_SETLK, F_WRLCK, SEEK_SET, 0, 0
        IN_CHILD
        ASK     "all of it", file, F_GETLK, F_RDLCK, 1000, 5
        END_CHILD 0
        AWAIT   "it ends", -1, 0

        SAY     "a descriptor is closed"
        OPEN    other, O_RDONLY
        CALL_SYSTEM SYS_close, [other]
        IN_CHILD
        ASK     "any of the file's", file, F_GETLK, F_WRLCK, 0, 0
        END_CHILD 0
        AWAIT   "it ends", -1, 0

        SAY     "open files"
        OPEN    other, O_RDWR
        LOCK    "of one", file, F_OFD_SETLK, F_WRLCK, SEEK_SET, 0, 10
        ASK     "it hinders the other", other, F_OFD_GETLK, F_RDLCK, 5, 1
        ASK     "and the process", file, F_GETLK, F_RDLCK, 5, 1
        LOCK    "which does not get one", file, F_SETLK, F_RDLCK, SEEK_SET, 9, 1
        LOCK    "the other does not either", other, F_OFD_SETLK, F_RDLCK, SEEK_SET, 9, 1
        CALL_SYSTEM SYS_dup, [file]
        mov     [answer], rax
        CALL_SYSTEM SYS_close, [answer]
        LOCK    "still, with a duplicate closed", other, F_OFD_SETLK, F_RDLCK, SEEK_SET, 9, 1
        IN_CHILD
        LOCK    "a child has the same file", file, F_OFD_SETLK, F_UNLCK, SEEK_SET, 0, 0
        END_CHILD 0
        AWAIT   "it ends", -1, 0
        LOCK    "so it is free", other, F_OFD_SETLK, F_WRLCK, SEEK_SET, 9, 1
        CALL_SYSTEM SYS_close, [other]
        LOCK    "with the last descriptor, too", file, F_OFD_SETLK, F_WRLCK, SEEK_SET, 0, 0
        LOCK    "given back", file, F_OFD_SETLK, F_UNLCK, SEEK_SET, 0, 0

        SAY     "all of a file"
        OPEN    other, O_RDONLY
        RESULT  "shared", SYS_flock, [file], LOCK_SH
        RESULT  "shared with another", SYS_flock, [other], LOCK_SH | LOCK_NB
        RESULT  "not alone", SYS_flock, [file], LOCK_EX | LOCK_NB
        RESULT  "the old lock is lost", SYS_flock, [other], LOCK_EX | LOCK_NB
        RESULT  "and not to be had", SYS_flock, [file], LOCK_SH | LOCK_NB
        LOCK    "parts are something else", file, F_SETLK, F_WRLCK, SEEK_SET, 0, 0
        LOCK    "given back", file, F_SETLK, F_UNLCK, SEEK_SET, 0, 0
        IN_CHILD
        RESULT  "the child has the same file", SYS_flock, [other], LOCK_SH
        END_CHILD 0
        AWAIT   "it ends", -1, 0
        RESULT  "so it is shared now", SYS_flock, [file], LOCK_SH | LOCK_NB
        RESULT  "given back", SYS_flock, [file], LOCK_UN
        RESULT  "given back again", SYS_flock, [file], LOCK_UN
        CALL_SYSTEM SYS_close, [other]
        RESULT  "closed", SYS_flock, [file], LOCK_EX | LOCK_NB
        RESULT  "given back", SYS_flock, [file], LOCK_UN

        SAY     "waiting"
        MAKE_GATE
        IN_CHILD
        LOCK    "the child takes it", file, F_SETLK, F_WRLCK, SEEK_SET, 0, 0
        OPEN_GATE
        END_CHILD 0
        AT_GATE
        LOCK    "its end gives it back", file, F_SETLKW, F_WRLCK, SEEK_SET, 0, 0
        AWAIT   "it ended", -1, 0
        IN_CHILD
        LOCK    "the child waits", file, F_SETLKW, F_RDLCK, SEEK_SET, 0, 5
        END_CHILD 0
        CALL_SYSTEM SYS_sched_yield
        CALL_SYSTEM SYS_fcntl, [file], F_SETLK, given_back
        AWAIT   "it ends", -1, 0
        RESULT  "all of it", SYS_flock, [file], LOCK_EX
        IN_CHILD
        OPEN    other, O_RDONLY
        RESULT  "the child waits", SYS_flock, [other], LOCK_SH
        END_CHILD 0
        CALL_SYSTEM SYS_sched_yield
        CALL_SYSTEM SYS_flock, [file], LOCK_UN
        AWAIT   "it ends", -1, 0

        SAY     "a signal ends the wait"
        CALL_SYSTEM SYS_rt_sigaction, SIGUSR1, action, 0, 8
        LOCK    "taken", file, F_SETLK, F_WRLCK, SEEK_SET, 0, 0
        IN_CHILD
        CALL_SYSTEM SYS_fcntl, [file], F_SETLKW, all_of_it
        WAS_INTERRUPTED
        END_CHILD rax
        DISTURB
        RESULT  "all of it", SYS_flock, [file], LOCK_EX
        IN_CHILD
        OPEN    other, O_RDONLY
        CALL_SYSTEM SYS_flock, [other], LOCK_SH
        WAS_INTERRUPTED
        END_CHILD rax
        DISTURB
        LOCK    "given back", file, F_SETLK, F_UNLCK, SEEK_SET, 0, 0

        SAY     "each waits for the other"
        LOCK    "the parent's", file, F_SETLK, F_WRLCK, SEEK_SET, 0, 1
        IN_CHILD
        LOCK    "the child's", file, F_SETLK, F_WRLCK, SEEK_SET, 1, 1
        OPEN_GATE
        WAIT_FOR 0
        END_CHILD rax
        AT_GATE
        WAIT_FOR 1
        mov     rbx, rax
        CALL_SYSTEM SYS_fcntl, [file], F_SETLK, given_back
        CALL_SYSTEM SYS_wait4, r15, wait_status, 0, 0
        movzx   eax, byte [wait_status + 1]
        add     rbx, rax
        SHOW_DECIMAL "who waits last is told", rbx
        EXIT    0
