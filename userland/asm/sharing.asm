; Memory that mappings, files and processes have in common, and memory that they must not: mmap of files, shared memory, fork.
%include "program.inc"
%include "faults.inc"

SHARED                  equ 0x10000000  ; the file, shared
PRIVATE                 equ 0x20000000  ; the file, private
VIEW                    equ 0x30000000  ; the file, shared, for reading
JOINT                  equ 0x40000000  ; shared anonymous memory
OWN                     equ 0x50000000  ; private anonymous memory
NOTHING                 equ 0x60000000
RW                      equ PROT_READ | PROT_WRITE
PAGES                   equ 4
LENGTH                  equ PAGES * PAGE
FIXED_SHARED            equ MAP_SHARED | MAP_FIXED
FIXED_PRIVATE           equ MAP_PRIVATE | MAP_FIXED
PUNCH_HOLE              equ FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE
OLD_TIME                equ 1000        ; seconds
STAT_MTIME              equ 88          ; struct stat

section .rodata
file_name:      db "/tmp/sharing", 0
align 8
old_times:      dq OLD_TIME, 0, OLD_TIME, 0

section .bss
file:           resq 1
reader:         resq 1
status:         resq 1                  ; of which wait4 writes the lower half
ALIGN_BSS 8
bytes:          resb 8
info:           resb 144                ; struct stat

section .text

; BYTE_AT "name", address: a line with a byte of memory, or the signal that reading it gives.
%macro BYTE_AT 2
        PROBE   %1
                mov     rax, %2
                movzx   eax, byte [rax]
                call    put_decimal
                mov     al, ' '
                call    put_char
        END_PROBE
%endmacro

; STORE_AT "name", address, value: a line with the outcome of a write.
%macro STORE_AT 3
        PROBE   %1
                mov     rax, %2
                mov     byte [rax], %3
        END_PROBE
%endmacro

; FILE_BYTE "name", offset: a line with a byte of the file as pread64 gives it.
%macro FILE_BYTE 2
        mov     byte [bytes], 0
        CALL_SYSTEM SYS_pread64, [file], bytes, 1, %2
        movzx   eax, byte [bytes]
        SHOW_DECIMAL %1, rax
%endmacro

; RESIDENT "name", address: a line with what mincore says of PAGES pages.
%macro RESIDENT 2
        mov     dword [bytes], 0x02020202
        RESULT  %1, SYS_mincore, %2, LENGTH, bytes
        and     dword [bytes], 0x03030303
        mov     eax, [bytes]
        SHOW_HEX "its pages", rax
%endmacro

; CHILD ... END_CHILD "name": runs the code in a child, which ends with AL as its status; a line with what wait4 tells.
%macro CHILD 0
        %push child
        call    flush
        CALL_SYSTEM SYS_fork
        test    eax, eax
        jnz     %$parent
%endmacro
%macro END_CHILD 1
        movzx   edi, al
        mov     eax, SYS_exit
        syscall
%$parent:
        PUT_STRING {%1, ": "}
        CALL_SYSTEM SYS_wait4, -1, status, 0, 0
        PUT_HEX [status]
        call    put_line
        %pop child
%endmacro

global _start
_start:
        call    install_handlers
        CALL_SYSTEM SYS_open, file_name, O_RDWR | O_CREAT | O_TRUNC, 0o600
        mov     [file], rax
        CALL_SYSTEM SYS_open, file_name, O_RDONLY, 0
        mov     [reader], rax

        SAY     "a file, mapped three times"
        RESULT  "two pages and a bit", SYS_ftruncate, [file], 2 * PAGE + 100
        RESULT  "shared", SYS_mmap, SHARED, LENGTH, RW, FIXED_SHARED, [file], 0
        RESULT  "private", SYS_mmap, PRIVATE, LENGTH, RW, FIXED_PRIVATE, [file], 0
        RESULT  "shared, for reading", SYS_mmap, VIEW, LENGTH, PROT_READ, FIXED_SHARED, [reader], 0
        RESULT  "shared, for writing, of a reader", SYS_mmap, NOTHING, PAGE, RW, FIXED_SHARED, [reader], 0
        RESULT  "private, for writing, of a reader", SYS_mmap, NOTHING, PAGE, RW, FIXED_PRIVATE, [reader], 0
        RESULT  "a reader's cannot be made writable", SYS_mprotect, VIEW, PAGE, RW
        STORE_AT "write to the shared one", SHARED, 7
        BYTE_AT "the view has it", VIEW
        BYTE_AT "so has the private one", PRIVATE
        FILE_BYTE "so has the file", 0
        STORE_AT "write to the private one", PRIVATE + 1, 8
        BYTE_AT "the shared one does not have it", SHARED + 1
        FILE_BYTE "nor has the file", 1
        STORE_AT "write to the shared one again", SHARED, 9
        BYTE_AT "the private one keeps what it had", PRIVATE
        mov     byte [bytes], 10
        RESULT  "write to the file", SYS_pwrite64, [file], bytes, 1, PAGE
        BYTE_AT "the shared one has it", SHARED + PAGE
        BYTE_AT "the view has it", VIEW + PAGE
        STORE_AT "write to the view", VIEW, 1
        RESULT  "msync", SYS_msync, SHARED, LENGTH, MS_SYNC
        RESULT  "msync of what is not mapped", SYS_msync, SHARED + LENGTH, PAGE, MS_ASYNC

        SAY     "its end"
        BYTE_AT "behind the end, in its page", SHARED + 2 * PAGE + 200
        STORE_AT "write there", SHARED + 2 * PAGE + 200, 11
        BYTE_AT "behind its page", SHARED + 3 * PAGE
        STORE_AT "write there", SHARED + 3 * PAGE, 1
        STORE_AT "write there, private", PRIVATE + 3 * PAGE, 1
        STORE_AT "a copy of the second page", PRIVATE + PAGE, 12
        RESULT  "cut to half a page", SYS_ftruncate, [file], PAGE / 2
        BYTE_AT "what is left", SHARED
        BYTE_AT "the second page, shared", SHARED + PAGE
        BYTE_AT "the second page, copied", PRIVATE + PAGE
        BYTE_AT "the second page, seen", VIEW + PAGE
        RESULT  "as long as it was", SYS_ftruncate, [file], LENGTH
        BYTE_AT "the second page, shared", SHARED + PAGE
        BYTE_AT "the second page, private", PRIVATE + PAGE
        STORE_AT "the last page", SHARED + 3 * PAGE, 13
        FILE_BYTE "it is in the file", 3 * PAGE

        SAY     "holes"
        STORE_AT "a page", SHARED + PAGE, 14
        STORE_AT "a copy of the next", PRIVATE + 2 * PAGE, 15
        RESULT  "punched", SYS_fallocate, [file], PUNCH_HOLE, PAGE, 2 * PAGE
        BYTE_AT "the page", SHARED + PAGE
        BYTE_AT "the page, seen", VIEW + PAGE
        BYTE_AT "the copy stays", PRIVATE + 2 * PAGE
        STORE_AT "the page again", SHARED + PAGE, 16
        RESULT  "removed", SYS_madvise, SHARED + PAGE, PAGE, MADV_REMOVE
        FILE_BYTE "it is gone", PAGE
        RESULT  "removed by a reader", SYS_madvise, VIEW, PAGE, MADV_REMOVE
        RESULT  "removed from private memory", SYS_madvise, PRIVATE, PAGE, MADV_REMOVE

        SAY     "not needed"
        STORE_AT "shared", SHARED, 17
        STORE_AT "private", PRIVATE, 18
        RESULT  "shared", SYS_madvise, SHARED, PAGE, MADV_DONTNEED
        RESULT  "private", SYS_madvise, PRIVATE, PAGE, MADV_DONTNEED
        BYTE_AT "the file's", SHARED
        BYTE_AT "the file's again", PRIVATE

        SAY     "times"
        RESULT  "unmapped", SYS_munmap, SHARED, LENGTH
        RESULT  "an old time", SYS_utimensat, [file], 0, old_times, 0
        RESULT  "mapped", SYS_mmap, SHARED, LENGTH, RW, FIXED_SHARED, [file], 0
        STORE_AT "write", SHARED, 19
        CALL_SYSTEM SYS_fstat, [file], info
        cmp     qword [info + STAT_MTIME], OLD_TIME
        CHECK   "the file was modified", a
        RESULT  "an old time", SYS_utimensat, [file], 0, old_times, 0
        STORE_AT "write to a private page", PRIVATE + PAGE, 1
        CALL_SYSTEM SYS_fstat, [file], info
        cmp     qword [info + STAT_MTIME], OLD_TIME
        CHECK   "it was not", e

        SAY     "what is in memory"
        RESULT  "anonymous", SYS_mmap, OWN, LENGTH, RW, FIXED_PRIVATE | MAP_ANONYMOUS, -1, 0
        STORE_AT "write", OWN + PAGE, 1
        BYTE_AT "read", OWN + 2 * PAGE
        RESIDENT "of it", OWN
        RESULT  "prepared for reading", SYS_madvise, OWN, PAGE, MADV_POPULATE_READ
        RESULT  "prepared for writing", SYS_madvise, OWN + 2 * PAGE, PAGE, MADV_POPULATE_WRITE
        RESIDENT "of it", OWN
        RESULT  "prepared where nothing is", SYS_madvise, OWN, LENGTH + PAGE, MADV_POPULATE_READ
        RESULT  "prepared for what is forbidden", SYS_madvise, VIEW, PAGE, MADV_POPULATE_WRITE
        RESULT  "not needed", SYS_madvise, OWN, LENGTH, MADV_DONTNEED
        RESIDENT "of it", OWN
        RESULT  "locked", SYS_mlock, OWN + 1, PAGE
        RESIDENT "of it", OWN
        RESULT  "unlocked", SYS_munlock, OWN, LENGTH
        RESULT  "at once", SYS_mmap, OWN, LENGTH, RW, FIXED_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0
        RESIDENT "of it", OWN
        RESULT  "a hole in the range", SYS_mincore, OWN, LENGTH + PAGE, bytes
        RESULT  "an odd address", SYS_mincore, OWN + 1, PAGE, bytes
        RESULT  "no room for the answer", SYS_mincore, OWN, PAGE, NOTHING + PAGE
        RESULT  "the answer in the kernel", SYS_mincore, OWN, PAGE, -PAGE
        RESULT  "the kernel", SYS_mincore, -PAGE, PAGE, bytes
        RESULT  "no length", SYS_mincore, OWN, 0, bytes

        SAY     "shared memory"
        RESULT  "two pages", SYS_mmap, JOINT, 2 * PAGE, RW, FIXED_SHARED | MAP_ANONYMOUS, -1, 0
        STORE_AT "write", JOINT, 20
        RESULT  "not needed", SYS_madvise, JOINT, PAGE, MADV_DONTNEED
        BYTE_AT "it is still there", JOINT
        RESULT  "free", SYS_madvise, JOINT, PAGE, MADV_FREE
        RESULT  "a second view", SYS_mremap, JOINT, 0, 2 * PAGE, MREMAP_MAYMOVE | MREMAP_FIXED, JOINT + 16 * PAGE
        BYTE_AT "it shows the same", JOINT + 16 * PAGE
        STORE_AT "write to it", JOINT + 17 * PAGE, 21
        BYTE_AT "the first has it", JOINT + PAGE
        RESULT  "one page of it moves", SYS_mremap, JOINT + PAGE, PAGE, PAGE, MREMAP_MAYMOVE | MREMAP_FIXED, JOINT + 32 * PAGE
        BYTE_AT "it has what it had", JOINT + 32 * PAGE
        RESULT  "longer", SYS_mremap, JOINT + 16 * PAGE, 2 * PAGE, 3 * PAGE, 0
        BYTE_AT "behind its end", JOINT + 18 * PAGE
        RESULT  "removed", SYS_madvise, JOINT + 16 * PAGE, PAGE, MADV_REMOVE
        BYTE_AT "zero again", JOINT

        SAY     "fork"
        STORE_AT "own memory", OWN, 30
        STORE_AT "common memory", JOINT, 31
        STORE_AT "the file", SHARED, 32
        STORE_AT "a copy of its page", PRIVATE, 33
        CHILD
                mov     al, [abs OWN]
                add     al, [abs JOINT]
                add     al, [abs SHARED]
                add     al, [abs PRIVATE]
                mov     byte [abs OWN], 40
                mov     byte [abs JOINT], 41
                mov     byte [abs SHARED], 42
                mov     byte [abs PRIVATE], 43
        END_CHILD "the child sees the sum of them"
        BYTE_AT "own memory", OWN
        BYTE_AT "common memory", JOINT
        BYTE_AT "the file", SHARED
        BYTE_AT "a copy of its page", PRIVATE
        FILE_BYTE "the file itself", 0

        mov     dword [abs JOINT], 0
        call    flush
        CALL_SYSTEM SYS_fork
        test    eax, eax
        jz      .late
        mov     byte [abs OWN], 50
        mov     byte [abs JOINT + 1], 51
        mov     byte [abs JOINT], 1            ; the child may look now
        CALL_SYSTEM SYS_wait4, -1, status, 0, 0
        PUT_STRING "a child that looks later: "
        PUT_HEX [status]
        call    put_line
        BYTE_AT "own memory", OWN
        jmp     .advice
.late:  CALL_SYSTEM SYS_sched_yield
        cmp     byte [abs JOINT], 0
        je      .late
        movzx   edi, byte [abs OWN]             ; of before the fork
        add     dil, [abs JOINT + 1]
        mov     eax, SYS_exit
        syscall

.advice:
        RESULT  "a page that a child gets empty", SYS_madvise, OWN, PAGE, MADV_WIPEONFORK
        RESULT  "of common memory", SYS_madvise, JOINT, PAGE, MADV_WIPEONFORK
        STORE_AT "another page", OWN + PAGE, 60
        CHILD
                mov     al, [abs OWN]
                add     al, [abs OWN + PAGE]
        END_CHILD "the child's"
        BYTE_AT "the parent's", OWN
        RESULT  "a page that a child does not get", SYS_madvise, OWN + PAGE, PAGE, MADV_DONTFORK
        CHILD
                CALL_SYSTEM SYS_mincore, OWN + PAGE, PAGE, bytes
                neg     eax
        END_CHILD "the child's"

        CHILD
                CALL_SYSTEM SYS_munmap, OWN, LENGTH
                CALL_SYSTEM SYS_munmap, JOINT, 2 * PAGE
                CALL_SYSTEM SYS_ftruncate, [file], PAGE
                mov     al, 0
        END_CHILD "a child that unmaps, and cuts the file"
        BYTE_AT "own memory is there", OWN
        BYTE_AT "common memory too", JOINT + 1
        BYTE_AT "the file has been cut", SHARED + PAGE

        SAY     "without a name"
        RESULT  "unlink", SYS_unlink, file_name
        RESULT  "close", SYS_close, [file]
        RESULT  "close", SYS_close, [reader]
        BYTE_AT "it is still mapped", VIEW
        STORE_AT "write", SHARED, 70
        BYTE_AT "the view has it", VIEW
        EXIT    0
