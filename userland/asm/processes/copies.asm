; Bytes from file to file, and flags of single transfers: copy_file_range(2), preadv2(2), sync_file_range(2), readahead(2).
%include "program.inc"

RWF_HIPRI               equ 0x01
RWF_SYNC                equ 0x04
RWF_NOWAIT              equ 0x08
RWF_APPEND              equ 0x10
RWF_NOAPPEND            equ 0x20
RWF_ATOMIC              equ 0x40
RLIMIT_FSIZE            equ 1
SIGXFSZ                 equ 25
KERNEL                  equ 1 << 63
MODE_600                equ 0o600

section .rodata
source_name:    db "/tmp/source", 0
target_name:    db "/tmp/target", 0
temporary:      db "/tmp", 0
null_device:    db "/dev/null", 0
zero_device:    db "/dev/zero", 0
full_device:    db "/dev/full", 0
statistics:     db "/proc/self/stat", 0
digits_ten:     db "0123456789"
align 8
limit:          dq 12, -1
ignore:         dq SIG_IGN, 0, 0, 0

section .data
align 8
four:           dq buffer, 4
eight:          dq buffer, 8
pieces:         dq buffer, 3, buffer + 3, 5
one:            dq 1

section .bss
source:         resq 1
target:         resq 1
reader:         resq 1
writer:         resq 1
appender:       resq 1
directory:      resq 1
device:         resq 1
event:          resq 1
in_offset:      resq 1
out_offset:     resq 1
pair:           resd 2
buffer:         resb 64

section .text

; OPEN variable, name, flags
%macro OPEN 3
        CALL_SYSTEM SYS_open, %2, %3, MODE_600
        mov     [%1], rax
%endmacro

; AT variable, offset: for the calls that take an offset by its address.
%macro AT 2
        mov     rax, %2
        mov     [%1], rax
%endmacro

; WHERE: the positions of both files, and the length of the target.
%macro WHERE 0
        RESULT  "  source at", SYS_lseek, [source], 0, SEEK_CUR
        RESULT  "  target at", SYS_lseek, [target], 0, SEEK_CUR
%endmacro

; NOWAIT "name", descriptor, offset
%macro NOWAIT 3
        RESULT  %1, SYS_preadv2, %2, eight, 1, %3, 0, RWF_NOWAIT
%endmacro

global _start
_start:
        OPEN    source, source_name, O_RDWR | O_CREAT | O_TRUNC
        OPEN    target, target_name, O_RDWR | O_CREAT | O_TRUNC
        OPEN    reader, source_name, O_RDONLY
        OPEN    writer, source_name, O_WRONLY
        OPEN    appender, target_name, O_WRONLY | O_APPEND
        OPEN    directory, temporary, O_RDONLY
        OPEN    device, null_device, O_RDWR
        CALL_SYSTEM SYS_pipe, pair
        CALL_SYSTEM SYS_write, [source], digits_ten, 10

        SAY     "copies"
        RESULT  "from the end", SYS_copy_file_range, [source], 0, [target], 0, 5, 0
        CALL_SYSTEM SYS_lseek, [source], 0, SEEK_SET
        RESULT  "by positions", SYS_copy_file_range, [source], 0, [target], 0, 7, 0
        WHERE
        AT      in_offset, 2
        AT      out_offset, 20
        RESULT  "by offsets", SYS_copy_file_range, [source], in_offset, [target], out_offset, 100, 0
        SHOW_DECIMAL "  from", [in_offset]
        SHOW_DECIMAL "  to", [out_offset]
        WHERE
        RESULT  "  length", SYS_lseek, [target], 0, SEEK_END
        RESULT  "read", SYS_pread64, [target], buffer, 64, 0
        mov     rdx, rax
        lea     rsi, [buffer]
.zero:                                  ; the hole is shown as dots
        cmp     byte [rsi], 0
        jne     .next
        mov     byte [rsi], '.'
.next:
        inc     rsi
        dec     rdx
        jnz     .zero
        lea     rsi, [buffer]
        mov     edx, 28
        call    put_string
        call    put_line
        AT      in_offset, 0
        AT      out_offset, 10
        RESULT  "inside of a file", SYS_copy_file_range, [source], in_offset, [source], out_offset, 5, 0
        AT      in_offset, 0
        AT      out_offset, 2
        RESULT  "onto itself", SYS_copy_file_range, [source], in_offset, [source], out_offset, 5, 0
        AT      in_offset, 15
        RESULT  "nothing there", SYS_copy_file_range, [source], in_offset, [target], 0, 5, 0
        RESULT  "nothing wanted", SYS_copy_file_range, [source], 0, [target], 0, 0, 0
        AT      in_offset, -1
        RESULT  "an offset that wraps", SYS_copy_file_range, [source], in_offset, [target], 0, 5, 0
        RESULT  "a negative offset", SYS_copy_file_range, [source], in_offset, [target], 0, 0, 0
        RESULT  "a flag", SYS_copy_file_range, [source], 0, [target], 0, 5, 1
        RESULT  "a bad address", SYS_copy_file_range, [source], KERNEL, [target], 0, 5, 0
        RESULT  "no source", SYS_copy_file_range, 99, 0, [target], 0, 5, 0
        RESULT  "no target", SYS_copy_file_range, [source], 0, 99, 0, 5, 0
        RESULT  "from a directory", SYS_copy_file_range, [directory], 0, [target], 0, 5, 0
        mov     ebx, [pair]
        RESULT  "from a pipe", SYS_copy_file_range, rbx, 0, [target], 0, 5, 0
        RESULT  "to a device", SYS_copy_file_range, [source], 0, [device], 0, 5, 0
        RESULT  "from what cannot be read", SYS_copy_file_range, [writer], 0, [target], 0, 5, 0
        RESULT  "to what cannot be written", SYS_copy_file_range, [target], 0, [reader], 0, 5, 0
        RESULT  "to the end", SYS_copy_file_range, [reader], 0, [appender], 0, 5, 0
        OPEN    event, statistics, O_RDONLY
        RESULT  "from another file system", SYS_copy_file_range, [event], 0, [target], 0, 5, 0
        CALL_SYSTEM SYS_rt_sigaction, SIGXFSZ, ignore, 0, 8
        CALL_SYSTEM SYS_setrlimit, RLIMIT_FSIZE, limit
        CALL_SYSTEM SYS_ftruncate, [target], 0
        AT      in_offset, 0
        AT      out_offset, 4
        RESULT  "more than is allowed", SYS_copy_file_range, [source], in_offset, [target], out_offset, 10, 0
        RESULT  "and again", SYS_copy_file_range, [source], in_offset, [target], out_offset, 1, 0

        SAY     "flags of a write"
        CALL_SYSTEM SYS_ftruncate, [target], 0
        CALL_SYSTEM SYS_lseek, [target], 0, SEEK_SET
        RESULT  "at an offset", SYS_pwritev2, [target], four, 1, 2, 0, 0
        RESULT  "RWF_APPEND", SYS_pwritev2, [target], four, 1, 0, 0, RWF_APPEND
        RESULT  "  position", SYS_lseek, [target], 0, SEEK_CUR
        RESULT  "RWF_APPEND at the position", SYS_pwritev2, [target], pieces, 1, -1, 0, RWF_APPEND
        RESULT  "  position", SYS_lseek, [target], 0, SEEK_CUR
        RESULT  "RWF_APPEND across the limit", SYS_pwritev2, [target], four, 1, 0, 0, RWF_APPEND
        CALL_SYSTEM SYS_ftruncate, [target], 6
        RESULT  "RWF_NOAPPEND", SYS_pwritev2, [appender], four, 1, 0, 0, RWF_NOAPPEND
        RESULT  "  length", SYS_lseek, [target], 0, SEEK_END
        RESULT  "both", SYS_pwritev2, [target], four, 1, 0, 0, RWF_APPEND | RWF_NOAPPEND
        RESULT  "RWF_ATOMIC", SYS_pwritev2, [target], four, 1, 0, 0, RWF_ATOMIC
        RESULT  "an unknown one", SYS_pwritev2, [target], four, 1, 0, 0, 1 << 30
        RESULT  "RWF_SYNC of a read", SYS_preadv2, [target], four, 1, 0, 0, RWF_SYNC | RWF_HIPRI

        SAY     "RWF_NOWAIT"
        NOWAIT  "a file", [target], 0
        NOWAIT  "/dev/null", [device], 0
        OPEN    in_offset, zero_device, O_RDONLY
        NOWAIT  "/dev/zero", [in_offset], 0
        OPEN    in_offset, full_device, O_RDONLY
        NOWAIT  "/dev/full", [in_offset], 0
        mov     ebx, [pair]
        NOWAIT  "an empty pipe", rbx, -1
        mov     ebx, [pair + 4]
        RESULT  "a pipe with room", SYS_pwritev2, rbx, eight, 1, -1, 0, RWF_NOWAIT
        mov     ebx, [pair]
        NOWAIT  "a pipe with something", rbx, -1
        CALL_SYSTEM SYS_eventfd2, 0, 0
        mov     [event], rax
        NOWAIT  "an eventfd", [event], -1
        CALL_SYSTEM SYS_write, [event], one, 8
        NOWAIT  "an eventfd with something", [event], -1
        CALL_SYSTEM SYS_timerfd_create, CLOCK_MONOTONIC, 0
        mov     [in_offset], rax
        NOWAIT  "a timer", [in_offset], -1
        NOWAIT  "a directory", [directory], 0
        CALL_SYSTEM SYS_write, [event], one, 8
        RESULT  "vectors of an eventfd", SYS_readv, [event], pieces, 2

        SAY     "what a disk would be asked for"
        RESULT  "sync_file_range", SYS_sync_file_range, [target], 0, 0, 7
        RESULT  "a bad flag", SYS_sync_file_range, [target], 0, 0, 8
        RESULT  "a negative offset", SYS_sync_file_range, [target], -1, 0, 0
        RESULT  "a negative length", SYS_sync_file_range, [target], 8, -4, 0
        RESULT  "a directory", SYS_sync_file_range, [directory], 0, 0, 0
        RESULT  "a device", SYS_sync_file_range, [device], 0, 0, 0
        RESULT  "no file", SYS_sync_file_range, 99, 0, 0, 8
        RESULT  "readahead", SYS_readahead, [target], 0, 10
        RESULT  "of what cannot be read", SYS_readahead, [writer], 0, 10
        RESULT  "of a directory", SYS_readahead, [directory], 0, 10
        RESULT  "of a device", SYS_readahead, [device], 0, 10
        EXIT    0
