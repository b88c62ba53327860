; Changing the tree: content, names, permissions, times, and what stays read-only.
%include "program.inc"

STAT_NLINK              equ 16
STAT_MODE               equ 24
STAT_SIZE               equ 48
STAT_BLOCKS             equ 64
STAT_MTIME              equ 88
SEEK_DATA               equ 3
SEEK_HOLE               equ 4
KEEP_SIZE_PUNCH_HOLE    equ 3
RENAME_NOREPLACE        equ 1
RENAME_EXCHANGE         equ 2
MS_RDONLY               equ 1
MS_REMOUNT              equ 32
MS_BIND                 equ 4096
O_TMPFILE               equ 0x410000
MODE_640                equ 0o640
MODE_777                equ 0o777
SET_IDS                 equ 0o6755
S_IFIFO                 equ 0x1000

section .rodata
poem:           db "/text/poem.txt", 0
text:           db "/text", 0
new:            db "/tmp/new", 0
new_slash:      db "/tmp/new/", 0
second:         db "/tmp/second", 0
third:          db "/tmp/d/third", 0
symbolic:       db "/tmp/symbolic", 0
directory:      db "/tmp/d", 0
inner:          db "/tmp/d/e", 0
deep:           db "/tmp/d/e/f", 0
temporary:      db "/tmp", 0
pipe:           db "/tmp/pipe", 0
in_devices:     db "/dev/new", 0
null_device:    db "/dev/null", 0
devices:        db "/dev", 0
missing:        db "/tmp/missing", 0
hello:          db "hello, "
world:          db "world"
HELLO           equ world - hello
WORLD           equ $ - world
align 8
instants:       dq 1000, 1, 2000, 2

section .bss
file:           resq 1
status:         resb 256
buffer:         resb 4096

section .text

; STATUS path: size, blocks, links, mode.
%macro STATUS 1
        RESULT  "stat", SYS_lstat, %1, status
        SHOW_DECIMAL "  size", [status + STAT_SIZE]
        SHOW_DECIMAL "  blocks", [status + STAT_BLOCKS]
        SHOW_DECIMAL "  links", [status + STAT_NLINK]
        mov     eax, [status + STAT_MODE]
        SHOW_HEX "  mode", rax
%endmacro

global _start
_start:
        SAY     "content"
        RESULT  "make a file", SYS_open, new, O_RDWR | O_CREAT | O_EXCL, MODE_777
        mov     [file], rax
        RESULT  "make it again", SYS_open, new, O_RDWR | O_CREAT | O_EXCL, MODE_777
        RESULT  "write", SYS_write, [file], hello, HELLO
        RESULT  "write more", SYS_write, [file], world, WORLD
        RESULT  "write from nowhere", SYS_write, [file], 8, WORLD
        RESULT  "write far away", SYS_pwrite64, [file], world, WORLD, 100000
        STATUS  new
        RESULT  "read", SYS_pread64, [file], buffer, HELLO + WORLD, 0
        RESULT  "which is", SYS_write, STDOUT, buffer, HELLO + WORLD
        SAY     ""
        RESULT  "read the hole", SYS_pread64, [file], buffer, 4096, 8192
        mov     rax, [buffer]
        or      rax, [buffer + 4088]
        CHECK   "zeros", z
        RESULT  "seek a hole", SYS_lseek, [file], 0, SEEK_HOLE
        RESULT  "seek data", SYS_lseek, [file], 5000, SEEK_DATA
        RESULT  "seek a hole behind it", SYS_lseek, [file], 99000, SEEK_HOLE
        RESULT  "punch a hole", SYS_fallocate, [file], KEEP_SIZE_PUNCH_HOLE, 98304, 4096
        RESULT  "allocate", SYS_fallocate, [file], 0, 0, 40960
        RESULT  "allocate nothing", SYS_fallocate, [file], 0, 0, 0
        RESULT  "punch without keeping the size", SYS_fallocate, [file], 2, 0, 1
        RESULT  "collapse", SYS_fallocate, [file], 8, 0, 4096
        STATUS  new
        RESULT  "ftruncate", SYS_ftruncate, [file], 5
        RESULT  "ftruncate, negative", SYS_ftruncate, [file], -1
        RESULT  "truncate, longer", SYS_truncate, new, 10
        RESULT  "truncate, a directory", SYS_truncate, text, 0
        RESULT  "read what was cut", SYS_pread64, [file], buffer, 100, 0
        mov     rax, [buffer]
        shr     rax, 40
        CHECK   "zeros behind the cut", z
        RESULT  "open to append", SYS_open, new, O_WRONLY | O_APPEND
        mov     rbx, rax
        RESULT  "append", SYS_pwrite64, rbx, world, WORLD, 0
        RESULT  "send a file to it", SYS_sendfile, rbx, [file], 0, 5
        RESULT  "write to the archive's file", SYS_open, poem, O_RDWR
        mov     rbp, rax
        STATUS  poem
        RESULT  "in its middle", SYS_pwrite64, rbp, hello, HELLO, 100
        RESULT  "read it all", SYS_read, rbp, buffer, 4096
        RESULT  "print it", SYS_write, STDOUT, buffer, rax
        STATUS  poem

        SAY     "names"
        RESULT  "mkdir", SYS_mkdir, directory, MODE_777
        RESULT  "mkdir again", SYS_mkdir, directory, MODE_777
        RESULT  "mkdir below", SYS_mkdir, inner, MODE_640
        RESULT  "link", SYS_link, new, second
        RESULT  "link a directory", SYS_link, directory, third
        RESULT  "symlink", SYS_symlink, new, symbolic
        STATUS  symbolic
        STATUS  second
        STATUS  directory
        RESULT  "rename", SYS_rename, second, third
        RESULT  "rename to the same file", SYS_rename, new, third
        RESULT  "rename over nothing, twice", SYS_renameat2, AT_FDCWD, symbolic, AT_FDCWD, third, RENAME_NOREPLACE
        RESULT  "exchange", SYS_renameat2, AT_FDCWD, symbolic, AT_FDCWD, third, RENAME_EXCHANGE
        RESULT  "exchange with nothing", SYS_renameat2, AT_FDCWD, symbolic, AT_FDCWD, missing, RENAME_EXCHANGE
        STATUS  symbolic
        RESULT  "a directory into itself", SYS_rename, directory, deep
        RESULT  "over one that is not empty", SYS_rename, inner, directory
        RESULT  "a file to a slash", SYS_rename, new, new_slash
        RESULT  "a directory over a file", SYS_rename, inner, new
        RESULT  "a file over a directory", SYS_rename, new, inner
        RESULT  "rmdir, not empty", SYS_rmdir, directory
        RESULT  "rmdir", SYS_rmdir, inner
        RESULT  "rmdir a file", SYS_rmdir, new
        RESULT  "unlink a directory", SYS_unlink, directory
        RESULT  "unlink", SYS_unlink, new
        RESULT  "unlink again", SYS_unlink, new
        RESULT  "what is open lives on", SYS_pread64, [file], buffer, 100, 0
        RESULT  "mknod, a pipe", SYS_mknod, pipe, S_IFIFO | MODE_640, 0
        STATUS  pipe
        RESULT  "a file without a name", SYS_open, temporary, O_TMPFILE | O_RDWR, MODE_640
        mov     rbx, rax
        RESULT  "fstat", SYS_fstat, rbx, status
        SHOW_DECIMAL "  links", [status + STAT_NLINK]
        RESULT  "chdir", SYS_chdir, directory
        RESULT  "unlink what is in it", SYS_unlink, third
        RESULT  "rmdir where one is", SYS_rmdir, directory
        RESULT  "getcwd there", SYS_getcwd, buffer, 4096
        RESULT  "chdir back", SYS_chdir, text

        SAY     "attributes"
        RESULT  "chmod", SYS_chmod, pipe, SET_IDS
        STATUS  pipe
        RESULT  "chown", SYS_chown, pipe, 0, 0
        STATUS  pipe
        RESULT  "utimensat", SYS_utimensat, AT_FDCWD, pipe, instants, 0
        RESULT  "stat", SYS_stat, pipe, status
        SHOW_DECIMAL "  seconds", [status + STAT_MTIME]
        SHOW_DECIMAL "  nanoseconds", [status + STAT_MTIME + 8]

        SAY     "a mount that is read-only"
        RESULT  "make /dev one", SYS_mount, 0, devices, 0, MS_REMOUNT | MS_BIND | MS_RDONLY, 0
        RESULT  "make a file there", SYS_open, in_devices, O_RDWR | O_CREAT, MODE_640
        RESULT  "mkdir there", SYS_mkdir, in_devices, MODE_777
        RESULT  "unlink there", SYS_unlink, null_device
        RESULT  "rename to there", SYS_rename, pipe, in_devices
        RESULT  "rmdir what is mounted", SYS_rmdir, devices
        RESULT  "rename what is mounted", SYS_rename, devices, missing
        EXIT    0
