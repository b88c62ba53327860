; Pseudo-terminals, pty(7): both ends of one, its lock, its sizes and settings, packet mode, and what an end finds when the other is
; gone. R12 is the master, R13 the slave.
%include "program.inc"
%include "terminals.inc"

KERNEL                  equ 1 << 63
STAT_INO                equ 8
STAT_MODE               equ 24
STAT_RDEV               equ 40

section .bss
ALIGN_BSS 8
settings:       resb 64
status:         resb 256
size:           resw 4
many:           resb 4096

section .rodata
gone:           db "/dev/pts/99", 0

section .data
new_size:       dw 24, 80, 640, 480

section .text
global _start
_start:
        mov     byte [slave_path + 9], "0"
        OUTCOME "open", SYS_open, ptmx_path, O_RDWR | O_NOCTTY
        mov     r12, rax
        ASK     "number", r12, TIOCGPTN
        ASK     "locked", r12, TIOCGPTLCK
        RESULT  "opening what is locked", SYS_open, slave_path, O_RDWR | O_NOCTTY
        REQUEST "or from the master", r12, TIOCGPTPEER, O_RDWR | O_NOCTTY
        CALL_SYSTEM SYS_close, r12
        call    open_pair
        mov     r12, rax
        ASK     "unlocked", r12, TIOCGPTLCK
        REQUEST "a lock in the kernel", r12, TIOCSPTLCK, KERNEL
        REQUEST "a number in the kernel", r12, TIOCGPTN, KERNEL
        READINESS "master before the slave is open", r12d
        OUTCOME "the slave", SYS_open, slave_path, O_RDWR | O_NOCTTY
        mov     r13, rax
        OUTCOME "again, from the master", SYS_ioctl, r12, TIOCGPTPEER, O_RDWR | O_NOCTTY
        CALL_SYSTEM SYS_close, rax
        RESULT  "one that is not there", SYS_open, gone, O_RDWR
        REQUEST "the number at the slave", r13, TIOCGPTN, value

        CALL_SYSTEM SYS_fstat, r13, status
        mov     eax, [status + STAT_MODE]
        SHOW_HEX "mode", rax
        SHOW_HEX "device", [status + STAT_RDEV]
        SHOW_DECIMAL "inode", [status + STAT_INO]
        CALL_SYSTEM SYS_fstat, r12, status
        SHOW_HEX "device of the master", [status + STAT_RDEV]
        ASK     "TIOCGDEV", r13, TIOCGDEV
        RESULT  "lseek", SYS_lseek, r12, 0, SEEK_SET
        RESULT  "pread", SYS_pread64, r13, value, 1, 0

        SAY     "settings"
        REQUEST "TCGETS", r13, TCGETS, settings
        call    show_settings
        REQUEST "at the master", r12, TCGETS, settings
        call    show_settings
        REQUEST "in the kernel", r13, TCGETS, KERNEL
        REQUEST "TCSETS from the kernel", r13, TCSETS, KERNEL
        ASK     "TIOCGETD", r13, TIOCGETD
        mov     dword [value], 99
        REQUEST "TIOCSETD to what is none", r13, TIOCSETD, value
        REQUEST "TCFLSH of what is none", r13, TCFLSH, 3
        REQUEST "TCXONC of what is none", r13, TCXONC, 4
        REQUEST "TCSBRK", r13, TCSBRK, 0
        REQUEST "tcdrain", r13, TCSBRK, 1
        REQUEST "a request of nobody", r13, 0x54ff, 0
        ASK     "TIOCGEXCL", r13, TIOCGEXCL
        REQUEST "TIOCEXCL", r13, TIOCEXCL, 0
        ASK     "TIOCGEXCL", r13, TIOCGEXCL
        REQUEST "TIOCNXCL", r13, TIOCNXCL, 0

        SAY     "size"
        REQUEST "TIOCSWINSZ", r12, TIOCSWINSZ, new_size
        REQUEST "TIOCGWINSZ", r13, TIOCGWINSZ, size
        SHOW_HEX "size", [size]
        REQUEST "in the kernel", r13, TIOCGWINSZ, KERNEL
        REQUEST "from the kernel", r13, TIOCSWINSZ, KERNEL

        SAY     "a line"
        PUT     "typed", r12, {"hello", 127, "p", 10}
        GET     "read", r13d
        GET     "echo", r12d
        PUT     "shown", r13, {"one", 10, "two", 9, "three"}
        GET     "on the screen", r12d
        PUT     "half a line", r12, "half"
        GET     "its echo", r12d
        ASK     "readable at the slave", r13, FIONREAD
        PUT     "and its end", r12, {"...", 4, "next", 10}
        READINESS "slave", r13d
        ASK     "readable at the slave", r13, FIONREAD
        ASK     "unsent", r13, TIOCOUTQ
        RESULT  "three bytes", SYS_read, r13, got, 3
        GET     "the rest", r13d
        GET     "the next", r13d
        RESULT  "no bytes", SYS_read, r13, got, 0
        RESULT  "read into the kernel", SYS_read, r13, KERNEL, 10
        RESULT  "written from the kernel", SYS_write, r13, KERNEL, 10
        RESULT  "typed from the kernel", SYS_write, r12, KERNEL, 10
        RESULT  "typed from nowhere", SYS_write, r12, 0x1000, 10

        SAY     "without waiting"
        CALL_SYSTEM SYS_fcntl, r12, F_SETFL, O_RDWR | O_NONBLOCK
        CALL_SYSTEM SYS_fcntl, r13, F_SETFL, O_RDWR | O_NONBLOCK
        GET     "the echo", r12d
        RESULT  "nothing at the master", SYS_read, r12, got, 10
        RESULT  "nothing at the slave", SYS_read, r13, got, 10
        READINESS "master", r12d
        READINESS "slave", r13d
        REQUEST "TCOOFF", r13, TCXONC, 0
        PUT     "stopped", r13, "x"
        READINESS "slave", r13d
        REQUEST "TCOON", r13, TCXONC, 1
        PUT     "started", r13, "y"
        GET     "on the screen", r12d
.fill:
        CALL_SYSTEM SYS_write, r13, many, 4096
        test    rax, rax
        jns     .fill
        cmp     rax, -11
        CHECK   "a screen that nobody reads is full", e
        READINESS "slave", r13d
.drain:
        CALL_SYSTEM SYS_read, r12, many, 4096
        test    rax, rax
        jns     .drain
        READINESS "when it was read", r13d

        SAY     "packet mode"
        ASK     "TIOCGPKT", r12, TIOCGPKT
        mov     dword [value], 1
        REQUEST "TIOCPKT", r12, TIOCPKT, value
        ASK     "TIOCGPKT", r12, TIOCGPKT
        REQUEST "at the slave", r13, TIOCPKT, value
        PUT     "data", r13, "data"
        GET     "with a zero before it", r12d
        REQUEST "TCOOFF", r13, TCXONC, 0
        REQUEST "TCOON", r13, TCXONC, 1
        READINESS "master", r12d
        GET     "started", r12d
        REQUEST "TCFLSH", r13, TCFLSH, 0
        GET     "flushed", r12d
        mov     dword [value], 0
        REQUEST "off again", r12, TIOCPKT, value

        SAY     "the slave is closed"
        PUT     "last words", r13, "bye"
        CALL_SYSTEM SYS_close, r13
        READINESS "master", r12d
        GET     "last words", r12d
        RESULT  "nothing more", SYS_read, r12, got, 10
        READINESS "master", r12d
        OUTCOME "opened again", SYS_open, slave_path, O_RDWR | O_NOCTTY
        mov     r13, rax
        READINESS "master", r12d
        RESULT  "nothing yet", SYS_read, r12, got, 10

        SAY     "the master is closed"
        PUT     "typed and not read", r12, {"lost", 10}
        CALL_SYSTEM SYS_close, r12
        READINESS "slave", r13d
        RESULT  "read", SYS_read, r13, got, 10
        RESULT  "write", SYS_write, r13, got, 10
        REQUEST "TCGETS", r13, TCGETS, settings
        REQUEST "TIOCSPGRP", r13, TIOCSPGRP, value
        REQUEST "FIONREAD", r13, FIONREAD, value
        RESULT  "its name", SYS_open, slave_path, O_RDWR
        RESULT  "close", SYS_close, r13
        call    open_pair
        ASK     "the number is free again", rax, TIOCGPTN
        EXIT    0

; show_settings(): the flags in settings.
show_settings:
        mov     eax, [settings + C_IFLAG]
        SHOW_HEX "  c_iflag", rax
        mov     eax, [settings + C_OFLAG]
        SHOW_HEX "  c_oflag", rax
        mov     eax, [settings + C_CFLAG]
        SHOW_HEX "  c_cflag", rax
        mov     eax, [settings + C_LFLAG]
        SHOW_HEX "  c_lflag", rax
        ret
