; Mounts: mount(2), umount2(2), chroot(2), pivot_root(2), and what they change for paths. Then extended attributes (xattr(7)).
%include "program.inc"

MS_RDONLY               equ 1
MS_NOEXEC               equ 8
MS_REMOUNT              equ 32
MS_BIND                 equ 4096
MS_MOVE                 equ 8192
MS_REC                  equ 16384
MS_PRIVATE              equ 1 << 18
MNT_DETACH              equ 2
MNT_EXPIRE              equ 4
UMOUNT_NOFOLLOW         equ 8
STATFS_BLOCKS           equ 16
STATFS_FFREE            equ 48
STAT_MODE               equ 24
STATX_MNT_ID            equ 0x1000
STATX_ATTRIBUTES        equ 8
STATX_ATTR_MOUNT_ROOT   equ 0x2000
XATTR_SIZE_MAX          equ 65536
MODE_755                equ 0o755
W_OK                    equ 2

section .rodata
tmpfs:          db "tmpfs", 0
nonsense:       db "nonsense", 0
source:         db "the source", 0
small:          db "size=16k,nr_inodes=5,mode=750", 0
larger:         db "nr_inodes=6", 0
too_small:      db "nr_inodes=1", 0
place:          db "/tmp/place", 0
file:           db "/tmp/place/file", 0
second:         db "/tmp/place/second", 0
third:          db "/tmp/place/third", 0
fourth:         db "/tmp/place/fourth", 0
fifth:          db "/tmp/place/fifth", 0
inner:          db "/tmp/place/inner", 0
inner_file:     db "/tmp/place/inner/file", 0
covered:        db "/tmp/place/covered", 0
other:          db "/tmp/other", 0
other_file:     db "/tmp/other/file", 0
other_inner_file: db "/tmp/other/inner/file", 0
plain:          db "/tmp/plain", 0
link:           db "/tmp/link", 0
missing:        db "/tmp/missing", 0
root:           db "/", 0
above:          db "../..", 0
new:            db "/new", 0
old:            db "/new/old", 0
old_place:      db "/old", 0
old_file:       db "/old/kept", 0
kept:           db "/kept", 0
empty:          db 0
itself:         db "/bin/mounts", 0
user_name:      db "user.name", 0
value:          db "value"
VALUE           equ $ - value
long_name:      times 256 db "x"
                db 0

section .bss
descriptor:     resq 1
status:         resb 256
buffer:         resb 4096

section .text

; STATFS path: what there is room for.
%macro STATFS 1
        RESULT  "statfs", SYS_statfs, %1, status
        SHOW_DECIMAL "  blocks", [status + STATFS_BLOCKS]
        SHOW_DECIMAL "  free inodes", [status + STATFS_FFREE]
%endmacro

; MOUNT_ROOT "name", path: whether a mount begins there.
%macro MOUNT_ROOT 2
        CALL_SYSTEM SYS_statx, AT_FDCWD, %2, 0, STATX_MNT_ID, status
        test    dword [status + STATX_ATTRIBUTES], STATX_ATTR_MOUNT_ROOT
        CHECK   %1, nz
%endmacro

; WHERE: the current directory.
%macro WHERE 0
        RESULT  "getcwd", SYS_getcwd, buffer, 4096
        lea     rdi, [rax - 1]
        RESULT  "", SYS_write, STDOUT, buffer, rdi
%endmacro

global _start
_start:
        CALL_SYSTEM SYS_mkdir, place, MODE_755
        CALL_SYSTEM SYS_mkdir, covered, MODE_755
        CALL_SYSTEM SYS_mkdir, other, MODE_755
        CALL_SYSTEM SYS_open, plain, O_RDWR | O_CREAT, MODE_755
        CALL_SYSTEM SYS_close, rax
        CALL_SYSTEM SYS_symlink, place, link

        SAY     "what cannot be mounted"
        RESULT  "on nothing", SYS_mount, source, missing, tmpfs, 0, 0
        RESULT  "of no type", SYS_mount, source, place, 0, 0, 0
        RESULT  "of a type that is not there", SYS_mount, source, place, nonsense, 0, 0
        RESULT  "with options that are not there", SYS_mount, source, place, tmpfs, 0, nonsense
        RESULT  "on a file", SYS_mount, source, plain, tmpfs, 0, 0
        RESULT  "from nowhere", SYS_mount, 8, place, tmpfs, 0, 0
        RESULT  "to nowhere", SYS_mount, source, 8, tmpfs, 0, 0
        RESULT  "options from nowhere", SYS_mount, source, place, tmpfs, 0, 8
        RESULT  "bind nothing", SYS_mount, 0, place, 0, MS_BIND, 0
        RESULT  "bind what is missing", SYS_mount, missing, place, 0, MS_BIND, 0
        RESULT  "bind a file to a directory", SYS_mount, plain, place, 0, MS_BIND, 0
        RESULT  "remount what is no mount", SYS_mount, 0, place, 0, MS_REMOUNT, 0
        RESULT  "move what is no mount", SYS_mount, place, other, 0, MS_MOVE, 0
        RESULT  "make it private, though it is no mount", SYS_mount, 0, place, 0, MS_PRIVATE, 0
        RESULT  "unmount what is no mount", SYS_umount2, place, 0
        RESULT  "unmount what is missing", SYS_umount2, missing, 0
        RESULT  "unmount with unknown flags", SYS_umount2, place, 16
        MOUNT_ROOT "a mount begins at the place", place

        SAY     "a tmpfs"
        RESULT  "mount", SYS_mount, source, place, tmpfs, 0xC0ED0000, small
        MOUNT_ROOT "a mount begins at the place", place
        RESULT  "what it covers", SYS_access, covered, 0
        RESULT  "stat", SYS_stat, place, status
        mov     eax, [status + STAT_MODE]
        SHOW_HEX "  mode", rax
        STATFS  place
        RESULT  "make a file", SYS_open, file, O_RDWR | O_CREAT, MODE_755
        mov     [descriptor], rax
        RESULT  "fill it", SYS_pwrite64, [descriptor], buffer, 4096, 0
        RESULT  "fill it more", SYS_pwrite64, [descriptor], buffer, 4096, 12288
        RESULT  "link", SYS_link, file, second
        RESULT  "mkdir", SYS_mkdir, inner, MODE_755
        RESULT  "one more", SYS_mkdir, third, MODE_755
        RESULT  "one too many", SYS_mkdir, fourth, MODE_755
        RESULT  "allow more", SYS_mount, 0, place, 0, MS_REMOUNT, larger
        RESULT  "one more", SYS_mkdir, fourth, MODE_755
        RESULT  "one too many", SYS_mkdir, fifth, MODE_755
        RESULT  "allow less than there is", SYS_mount, 0, place, 0, MS_REMOUNT, too_small
        RESULT  "link out of it", SYS_link, file, other_file
        RESULT  "rename out of it", SYS_rename, file, other_file
        RESULT  "rmdir the place", SYS_rmdir, place
        RESULT  "rename the place", SYS_rename, place, missing
        RESULT  "unmount it while a file is open", SYS_umount2, place, 0
        RESULT  "close", SYS_close, [descriptor]
        RESULT  "stand in it", SYS_chdir, inner
        WHERE
        RESULT  "unmount it while somebody is there", SYS_umount2, place, 0
        RESULT  "leave", SYS_chdir, root

        SAY     "a mount in a mount"
        RESULT  "mount", SYS_mount, source, inner, tmpfs, 0, 0
        RESULT  "make a file", SYS_mknod, inner_file, 0o100644, 0
        RESULT  "unmount what it lies in", SYS_umount2, place, 0
        RESULT  "bind", SYS_mount, place, other, 0, MS_BIND, 0
        RESULT  "the file", SYS_access, other_file, 0
        RESULT  "the inner file", SYS_access, other_inner_file, 0
        RESULT  "unmount", SYS_umount2, other, 0
        RESULT  "bind with what lies in it", SYS_mount, place, other, 0, MS_BIND | MS_REC, 0
        RESULT  "the inner file", SYS_access, other_inner_file, 0
        RESULT  "link to the same file in the other place", SYS_link, file, other_inner_file
        RESULT  "unmount", SYS_umount2, other, 0
        RESULT  "take it out of the tree", SYS_umount2, other, MNT_DETACH
        RESULT  "the inner file", SYS_access, other_inner_file, 0
        RESULT  "move it into itself", SYS_mount, place, inner, 0, MS_MOVE, 0
        RESULT  "move it", SYS_mount, place, other, 0, MS_MOVE, 0
        RESULT  "the inner file", SYS_access, other_inner_file, 0
        RESULT  "what it covered", SYS_access, covered, 0
        RESULT  "move it back", SYS_mount, other, place, 0, MS_MOVE, 0
        RESULT  "unmount the inner one", SYS_umount2, inner, 0
        RESULT  "unmount through a link", SYS_umount2, link, UMOUNT_NOFOLLOW
        RESULT  "expire with a detachment", SYS_umount2, place, MNT_EXPIRE | MNT_DETACH
        RESULT  "expire", SYS_umount2, place, MNT_EXPIRE
        RESULT  "expire again", SYS_umount2, link, MNT_EXPIRE
        RESULT  "unmount", SYS_umount2, place, 0

        SAY     "how it is mounted"
        RESULT  "mount", SYS_mount, source, place, tmpfs, 0, 0
        RESULT  "make a file", SYS_mknod, file, 0o100755, 0
        RESULT  "bind a file", SYS_mount, itself, file, 0, MS_BIND, 0
        RESULT  "remove it", SYS_unlink, file
        RESULT  "rename over it", SYS_rename, second, file
        RESULT  "no execution", SYS_mount, 0, file, 0, MS_REMOUNT | MS_BIND | MS_NOEXEC, 0
        RESULT  "execute it", SYS_execve, file, 0, 0
        RESULT  "may it be executed", SYS_access, file, 1
        RESULT  "open", SYS_open, file, O_RDONLY, 0
        mov     [descriptor], rax
        OUTCOME "map its code", SYS_mmap, 0, 4096, 5, 2, [descriptor], 0
        RESULT  "close", SYS_close, [descriptor]
        RESULT  "unmount", SYS_umount2, file, 0
        RESULT  "open to write", SYS_open, file, O_RDWR, 0
        mov     [descriptor], rax
        RESULT  "bind", SYS_mount, place, other, 0, MS_BIND, 0
        RESULT  "read-only where nobody writes through it", SYS_mount, 0, other, 0, MS_REMOUNT | MS_BIND | MS_RDONLY, 0
        RESULT  "read-only where somebody does", SYS_mount, 0, place, 0, MS_REMOUNT | MS_BIND | MS_RDONLY, 0
        RESULT  "unmount", SYS_umount2, other, 0
        RESULT  "read-only while it is written", SYS_mount, 0, place, 0, MS_REMOUNT | MS_RDONLY, 0
        RESULT  "close", SYS_close, [descriptor]
        RESULT  "read-only", SYS_mount, 0, place, 0, MS_REMOUNT | MS_RDONLY, 0
        RESULT  "open to write", SYS_open, file, O_RDWR, 0
        RESULT  "may it be written", SYS_access, file, W_OK
        RESULT  "make", SYS_mkdir, inner, MODE_755
        RESULT  "make what is there", SYS_mkdir, file, MODE_755
        RESULT  "remove", SYS_unlink, file
        RESULT  "chmod", SYS_chmod, file, MODE_755
        RESULT  "truncate", SYS_truncate, file, 0
        RESULT  "unmount", SYS_umount2, place, 0

        SAY     "extended attributes of what has none"
        RESULT  "list", SYS_listxattr, plain, buffer, 4096
        RESULT  "list what is missing", SYS_listxattr, missing, buffer, 4096
        RESULT  "flistxattr of nothing", SYS_flistxattr, 99, buffer, 4096
        RESULT  "a name from nowhere", SYS_getxattr, plain, 8, buffer, 4096
        RESULT  "no name", SYS_getxattr, plain, empty, buffer, 4096
        RESULT  "a long name", SYS_getxattr, plain, long_name, buffer, 4096
        RESULT  "unknown flags", SYS_setxattr, plain, user_name, value, VALUE, 4
        RESULT  "a large value", SYS_setxattr, plain, user_name, value, XATTR_SIZE_MAX + 1, 0
        RESULT  "a value from nowhere", SYS_setxattr, plain, user_name, 8, VALUE, 0
        RESULT  "of a link to nowhere", SYS_removexattr, missing, user_name

        SAY     "another root"
        RESULT  "chroot to a file", SYS_chroot, plain
        RESULT  "chroot to nothing", SYS_chroot, missing
        RESULT  "mount", SYS_mount, source, place, tmpfs, 0, 0
        RESULT  "chroot", SYS_chroot, place
        RESULT  "chdir", SYS_chdir, root
        RESULT  "up", SYS_chdir, above
        WHERE
        RESULT  "make a file", SYS_mknod, kept, 0o100644, 0
        RESULT  "mkdir", SYS_mkdir, new, MODE_755
        RESULT  "pivot to what is no mount", SYS_pivot_root, new, new
        RESULT  "mount", SYS_mount, source, new, tmpfs, 0, 0
        RESULT  "mkdir", SYS_mkdir, old, MODE_755
        RESULT  "pivot to where it is", SYS_pivot_root, root, old
        RESULT  "pivot and put the old root on itself", SYS_pivot_root, new, root
        RESULT  "pivot to a directory", SYS_pivot_root, old, old
        RESULT  "pivot to nothing", SYS_pivot_root, missing, old
        RESULT  "pivot", SYS_pivot_root, new, old
        WHERE
        RESULT  "the file in the old root", SYS_access, old_file, 0
        RESULT  "unmount it", SYS_umount2, old_place, MNT_DETACH
        RESULT  "the file in the old root", SYS_access, old_file, 0
        EXIT    0
