; Files and descriptors: opening, reading, seeking, duplicating, names, links and their errors.
%include "program.inc"

DIRECTORY               equ O_RDONLY | O_DIRECTORY
STAT_MODE               equ 24
STAT_SIZE               equ 48
STAT_RDEV               equ 40
STAT_NLINK              equ 16
STAT_MTIME              equ 88
STATX_MODE              equ 28
STATX_SIZE              equ 40
STATX_BASIC             equ 0x7ff
LONG_NAME               equ 256
LONG_PATH               equ 4096

section .rodata
poem:           db "/text/poem.txt", 0
small:          db "/text/small.txt", 0
relative:       db "small.txt", 0
text:           db "/text", 0
text_slash:     db "/text/", 0
root:           db "/", 0
etc_dots:       db "//text/../text/./poem.txt", 0
above_root:     db "/../../text/poem.txt", 0
missing:        db "/text/missing", 0
missing_parent: db "/missing/poem.txt", 0
file_slash:     db "/text/poem.txt/", 0
through_file:   db "/text/poem.txt/x", 0
link:           db "/text/link", 0
link_slash:     db "/text/link/", 0
loop_link:      db "/text/loop", 0
dangling:       db "/text/dangling", 0
new_file:       db "/text/new", 0
null_device:    db "/dev/null", 0
zero_device:    db "/dev/zero", 0
full_device:    db "/dev/full", 0
urandom_device: db "/dev/urandom", 0
proc_exe:       db "/proc/self/exe", 0
proc_cmdline:   db "/proc/self/cmdline", 0
proc_fd:        db "/proc/self/nothing", 0
empty:          db 0

section .bss
file:           resq 1
directory:      resq 1
status:         resb 256
buffer:         resb 4096
ALIGN_BSS 8
vectors:        resq 6
names:          resb LONG_PATH + 16

section .text

; SHOW_BUFFER count in RAX: the bytes of the buffer as a line.
%macro SHOW_BUFFER 0
        mov     rdx, rax
        test    rdx, rdx
        jle     %%end
        lea     rsi, [buffer]
        cmp     byte [rsi + rdx - 1], 1
        sbb     rdx, 0                  ; without the 0 at the end of a path
        call    put_string
        call    put_line
%%end:
%endmacro

; READ_LINE "name", number, arguments...: a call that fills the buffer, and what it filled it with.
%macro READ_LINE 2-8
        RESULT  %{1:-1}
        SHOW_BUFFER
%endmacro

; SHOW_STATUS "name": mode, size and links of the struct stat that was read.
%macro SHOW_STATUS 1
        PUT_STRING {%1, ": mode "}
        mov     eax, [status + STAT_MODE]
        call    put_hex
        PUT_STRING " size "
        PUT_DECIMAL [status + STAT_SIZE]
        PUT_STRING " links "
        PUT_DECIMAL [status + STAT_NLINK]
        PUT_STRING " time "
        PUT_DECIMAL [status + STAT_MTIME]
        call    put_line
%endmacro

global _start
_start:
        SAY     "reading"
        RESULT  "open", SYS_open, small, O_RDONLY, 0
        mov     [file], rax
        READ_LINE "read", SYS_read, [file], buffer, 6
        READ_LINE "read on", SYS_read, [file], buffer, 100
        RESULT  "read at the end", SYS_read, [file], buffer, 100
        READ_LINE "pread64", SYS_pread64, [file], buffer, 4, 2
        RESULT  "pread64 behind the end", SYS_pread64, [file], buffer, 4, 200
        RESULT  "pread64 at -1", SYS_pread64, [file], buffer, 4, -1
        RESULT  "seek to the start", SYS_lseek, [file], 0, SEEK_SET
        RESULT  "seek on", SYS_lseek, [file], 7, SEEK_CUR
        RESULT  "seek before the end", SYS_lseek, [file], -6, SEEK_END
        READ_LINE "read there", SYS_read, [file], buffer, 100
        RESULT  "seek behind the end", SYS_lseek, [file], 1000, SEEK_SET
        RESULT  "read there", SYS_read, [file], buffer, 100
        RESULT  "seek before the start", SYS_lseek, [file], -1, SEEK_SET
        RESULT  "seek with an unknown way", SYS_lseek, [file], 0, 9
        mov     qword [vectors], buffer
        mov     qword [vectors + 8], 3
        mov     qword [vectors + 16], buffer + 3
        mov     qword [vectors + 24], 5
        CALL_SYSTEM SYS_lseek, [file], 0, SEEK_SET
        READ_LINE "readv", SYS_readv, [file], vectors, 2
        RESULT  "writev", SYS_writev, STDOUT, vectors, 2
        SAY     ""
        RESULT  "write to what is open for reading", SYS_write, [file], buffer, 1
        RESULT  "read of a closed descriptor", SYS_read, 99, buffer, 1
        RESULT  "read of descriptor -1", SYS_read, -1, buffer, 1
        RESULT  "read with a large number", SYS_read, 1 << 31, buffer, 1
        RESULT  "close", SYS_close, [file]
        RESULT  "close again", SYS_close, [file]
        RESULT  "close of -1", SYS_close, -1

        SAY     "opening"
        RESULT  "with dots and slashes", SYS_open, etc_dots, O_RDONLY, 0
        RESULT  "above the root", SYS_open, above_root, O_RDONLY, 0
        RESULT  "what is missing", SYS_open, missing, O_RDONLY, 0
        RESULT  "in what is missing", SYS_open, missing_parent, O_RDONLY, 0
        RESULT  "an empty name", SYS_open, empty, O_RDONLY, 0
        RESULT  "a file with a slash behind", SYS_open, file_slash, O_RDONLY, 0
        RESULT  "through a file", SYS_open, through_file, O_RDONLY, 0
        RESULT  "a file as a directory", SYS_open, poem, DIRECTORY, 0
        RESULT  "a directory for writing", SYS_open, text, O_RDWR, 0
        RESULT  "a file for writing", SYS_open, poem, O_RDWR, 0
        RESULT  "a new file", SYS_open, new_file, O_CREAT | O_RDWR, 420
        RESULT  "a file to truncate", SYS_open, new_file, O_RDONLY | O_TRUNC, 0
        RESULT  "a new file that is there", SYS_open, poem, O_CREAT | O_EXCL, 420
        RESULT  "a link", SYS_open, link, O_RDONLY, 0
        RESULT  "a link, not followed", SYS_open, link, O_RDONLY | O_NOFOLLOW, 0
        RESULT  "a link with a slash behind", SYS_open, link_slash, O_RDONLY, 0
        RESULT  "a link to itself", SYS_open, loop_link, O_RDONLY, 0
        RESULT  "a link to nothing", SYS_open, dangling, O_RDONLY, 0
        RESULT  "a link as such", SYS_open, link, O_PATH | O_NOFOLLOW, 0
        mov     rbx, rax
        RESULT  "read of it", SYS_read, rbx, buffer, 1
        RESULT  "its target", SYS_readlinkat, rbx, empty, buffer, 100
        RESULT  "openat, relative to a file", SYS_openat, 3, relative, O_RDONLY, 0
        RESULT  "openat, relative to a closed descriptor", SYS_openat, 99, relative, O_RDONLY, 0
        RESULT  "openat, absolute with a closed descriptor", SYS_openat, 99, poem, O_RDONLY, 0
        RESULT  "a directory", SYS_open, text, DIRECTORY, 0
        mov     [directory], rax
        RESULT  "read of a directory", SYS_read, [directory], buffer, 1
        RESULT  "openat, relative to it", SYS_openat, [directory], relative, O_RDONLY, 0
        RESULT  "O_PATH", SYS_open, poem, O_PATH, 0
        mov     rbx, rax
        RESULT  "read of it", SYS_read, rbx, buffer, 1
        RESULT  "seek in it", SYS_lseek, rbx, 0, SEEK_SET
        RESULT  "fstat of it", SYS_fstat, rbx, status
        mov     ebx, 3
.close:
        CALL_SYSTEM SYS_close, rbx
        inc     ebx
        cmp     ebx, 30
        jb      .close

        SAY     "long names"
        call    fill_names
        RESULT  "a name of 255 characters", SYS_access, names + 1, 0
        RESULT  "a name of 256 characters", SYS_access, names, 0
        call    fill_path
        RESULT  "a path of 4095 characters", SYS_access, names + 1, 0
        RESULT  "a path of 4096 characters", SYS_access, names, 0

        SAY     "status"
        RESULT  "stat", SYS_stat, poem, status
        SHOW_STATUS "  file"
        RESULT  "lstat of a link", SYS_lstat, link, status
        mov     eax, [status + STAT_MODE]
        SHOW_HEX "  mode", rax
        SHOW_DECIMAL "  size", [status + STAT_SIZE]
        RESULT  "stat of a link", SYS_stat, link, status
        SHOW_STATUS "  file"
        RESULT  "stat of a directory", SYS_stat, text_slash, status
        mov     eax, [status + STAT_MODE]
        SHOW_HEX "  mode", rax
        RESULT  "stat of a device", SYS_stat, null_device, status
        mov     eax, [status + STAT_MODE]
        and     eax, 0xf000
        SHOW_HEX "  type", rax
        SHOW_HEX "  device", [status + STAT_RDEV]
        RESULT  "stat of nothing", SYS_stat, missing, status
        RESULT  "stat of a link to itself", SYS_stat, loop_link, status
        RESULT  "lstat of a link to itself", SYS_lstat, loop_link, status
        RESULT  "newfstatat, empty name", SYS_newfstatat, AT_FDCWD, empty, status, AT_EMPTY_PATH
        RESULT  "newfstatat, empty name without the flag", SYS_newfstatat, AT_FDCWD, empty, status, 0
        RESULT  "newfstatat, unknown flag", SYS_newfstatat, AT_FDCWD, poem, status, 0x8000
        RESULT  "statx", SYS_statx, AT_FDCWD, poem, 0, STATX_BASIC, status
        movzx   eax, word [status + STATX_MODE]
        SHOW_HEX "  mode", rax
        SHOW_DECIMAL "  size", [status + STATX_SIZE]
        RESULT  "statx with a reserved bit", SYS_statx, AT_FDCWD, poem, 0, 1 << 31, status
        RESULT  "access to read", SYS_access, poem, 4
        RESULT  "access to write", SYS_access, poem, 2
        RESULT  "access to execute what is not executable", SYS_access, poem, 1
        RESULT  "access with an unknown mode", SYS_access, poem, 8
        RESULT  "faccessat2 with an unknown flag", SYS_faccessat2, AT_FDCWD, poem, 4, 0x8000

        SAY     "links and names"
        READ_LINE "readlink", SYS_readlink, link, buffer, 100
        READ_LINE "readlink to 4 bytes", SYS_readlink, link, buffer, 4
        RESULT  "readlink to no bytes", SYS_readlink, link, buffer, 0
        RESULT  "readlink of a file", SYS_readlink, poem, buffer, 100
        READ_LINE "/proc/self/exe", SYS_readlink, proc_exe, buffer, 100
        RESULT  "open of /proc/self/cmdline", SYS_open, proc_cmdline, O_RDONLY, 0
        mov     rbx, rax
        RESULT  "its length", SYS_read, rbx, buffer, 100
        lea     rsi, [buffer]
        mov     edx, 10                 ; "/bin/files" without the 0 behind
        call    put_string
        call    put_line
        CALL_SYSTEM SYS_close, rbx
        RESULT  "open of what is not in /proc/self", SYS_open, proc_fd, O_RDONLY, 0
        RESULT  "getcwd", SYS_getcwd, buffer, 100
        RESULT  "chdir", SYS_chdir, text
        READ_LINE "getcwd", SYS_getcwd, buffer, 100
        RESULT  "getcwd to 5 bytes", SYS_getcwd, buffer, 5
        RESULT  "getcwd to no bytes", SYS_getcwd, buffer, 0
        RESULT  "a relative name", SYS_access, relative, 0
        RESULT  "chdir to a file", SYS_chdir, poem
        RESULT  "chdir to nothing", SYS_chdir, missing
        RESULT  "chdir back", SYS_chdir, root

        SAY     "directories"
        CALL_SYSTEM SYS_open, text, DIRECTORY, 0
        mov     [directory], rax
        xor     ebx, ebx
.entries:
        CALL_SYSTEM SYS_getdents64, [directory], buffer, 100
        test    rax, rax
        jle     .entries_read
        lea     rsi, [buffer]
        add     rax, rsi
.entry:
        movzx   ecx, word [rsi + 16]
        inc     ebx
        add     rsi, rcx
        cmp     rsi, rax
        jb      .entry
        jmp     .entries
.entries_read:
        SHOW_DECIMAL "entries, with . and ..", rbx
        RESULT  "at the end", SYS_getdents64, [directory], buffer, 100
        RESULT  "back to the start", SYS_lseek, [directory], 0, SEEK_SET
        RESULT  "too small for one", SYS_getdents64, [directory], buffer, 10
        RESULT  "of a closed descriptor", SYS_getdents64, 99, buffer, 100
        CALL_SYSTEM SYS_close, [directory]

        SAY     "descriptors"
        CALL_SYSTEM SYS_open, small, O_RDONLY | O_CLOEXEC, 0
        mov     [file], rax
        RESULT  "the lowest free one", SYS_dup, [file]
        RESULT  "dup2", SYS_dup2, [file], 10
        READ_LINE "they share the position", SYS_read, 10, buffer, 6
        READ_LINE "as here", SYS_read, [file], buffer, 5
        RESULT  "dup2 to itself", SYS_dup2, 10, 10
        RESULT  "dup3 to itself", SYS_dup3, 10, 10, 0
        RESULT  "dup3 with a flag", SYS_dup3, 10, 11, O_CLOEXEC
        RESULT  "dup3 with an unknown flag", SYS_dup3, 10, 12, O_APPEND
        RESULT  "dup2 of a closed one", SYS_dup2, 99, 12
        RESULT  "dup2 to -1", SYS_dup2, 10, -1
        RESULT  "dup2 to the limit", SYS_dup2, 10, 1024
        RESULT  "dup2 below the limit", SYS_dup2, 10, 1023
        RESULT  "F_GETFD", SYS_fcntl, [file], F_GETFD
        RESULT  "F_GETFD of the copy", SYS_fcntl, 10, F_GETFD
        RESULT  "F_GETFD of dup3's", SYS_fcntl, 11, F_GETFD
        RESULT  "F_SETFD", SYS_fcntl, 11, F_SETFD, 0
        RESULT  "F_GETFD", SYS_fcntl, 11, F_GETFD
        RESULT  "F_DUPFD from 20", SYS_fcntl, 10, F_DUPFD, 20
        RESULT  "F_DUPFD_CLOEXEC from 20", SYS_fcntl, 10, F_DUPFD_CLOEXEC, 20
        RESULT  "F_DUPFD from the limit", SYS_fcntl, 10, F_DUPFD, 1024
        RESULT  "F_GETFL", SYS_fcntl, 10, F_GETFL
        RESULT  "F_SETFL", SYS_fcntl, 10, F_SETFL, O_NONBLOCK | O_APPEND
        RESULT  "F_GETFL", SYS_fcntl, [file], F_GETFL
        RESULT  "an unknown command", SYS_fcntl, 10, 999
        RESULT  "of a closed one", SYS_fcntl, 99, F_GETFD

        SAY     "devices"
        RESULT  "open of /dev/null", SYS_open, null_device, O_RDWR, 0
        mov     rbx, rax
        RESULT  "read", SYS_read, rbx, buffer, 10
        RESULT  "write", SYS_write, rbx, buffer, 10
        RESULT  "seek", SYS_lseek, rbx, 100, SEEK_SET
        RESULT  "TCGETS", SYS_ioctl, rbx, 0x5401, buffer
        RESULT  "open of /dev/zero", SYS_open, zero_device, O_RDWR, 0
        mov     rbx, rax
        RESULT  "read", SYS_read, rbx, buffer, 10
        RESULT  "write", SYS_write, rbx, buffer, 10
        RESULT  "open of /dev/full", SYS_open, full_device, O_RDWR, 0
        mov     rbx, rax
        RESULT  "read", SYS_read, rbx, buffer, 10
        RESULT  "write", SYS_write, rbx, buffer, 10
        RESULT  "open of /dev/urandom", SYS_open, urandom_device, O_RDONLY, 0
        mov     rbx, rax
        RESULT  "read", SYS_read, rbx, buffer, 10
        RESULT  "a device as a directory", SYS_open, null_device, DIRECTORY, 0
        RESULT  "seek in the terminal", SYS_lseek, STDOUT, 0, SEEK_CUR
        RESULT  "TCGETS of the terminal", SYS_ioctl, STDOUT, 0x5401, buffer
        RESULT  "TIOCGWINSZ of the terminal", SYS_ioctl, STDOUT, 0x5413, buffer
        RESULT  "TCGETS of a file", SYS_ioctl, [file], 0x5401, buffer
        RESULT  "an unknown ioctl of the terminal", SYS_ioctl, STDOUT, 0x1234, buffer
        CALL_SYSTEM SYS_fstat, STDOUT, status
        mov     eax, [status + STAT_MODE]
        and     eax, 0xf000
        SHOW_HEX "type of the terminal", rax
        RESULT  "a bad descriptor's ioctl", SYS_ioctl, 99, 0x5401, buffer
        EXIT    0

; fill_names(): a name of LONG_NAME characters.
fill_names:
        lea     rdi, [names]
        mov     ecx, LONG_NAME
        mov     al, 'n'
        rep stosb
        mov     byte [rdi], 0
        ret

; fill_path(): slashes that lead to the root.
fill_path:
        lea     rdi, [names]
        mov     ecx, LONG_PATH
        mov     al, '/'
        rep stosb
        mov     byte [rdi], 0
        ret
