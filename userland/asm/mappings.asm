; mmap, munmap, mprotect, mremap, madvise and brk: errors, and what is in memory afterwards.
%include "program.inc"
%include "faults.inc"

A                       equ 0x10000000
FREE                    equ 0x30000000
KERNEL                  equ 0xffffffff80000000
RW                      equ PROT_READ | PROT_WRITE
ANONYMOUS               equ MAP_PRIVATE | MAP_ANONYMOUS
FIXED                   equ ANONYMOUS | MAP_FIXED

section .rodata
text_name:      db "/text/small.txt", 0
etc_name:       db "/etc", 0
zero_name:      db "/dev/zero", 0
null_name:      db "/dev/null", 0

section .bss
file:           resq 1
device:         resq 1
start:          resq 1

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

; WRITE_AT "name", address: a line with the outcome of a write of 7.
%macro WRITE_AT 2
        PROBE   %1
                mov     rax, %2
                mov     byte [rax], 7
        END_PROBE
%endmacro

global _start
_start:
        call    install_handlers
        CALL_SYSTEM SYS_open, text_name, O_RDONLY, 0
        mov     [file], rax
        CALL_SYSTEM SYS_open, zero_name, O_RDWR, 0
        mov     [device], rax

        SAY     "mmap"
        OUTCOME "anonymous", SYS_mmap, 0, PAGE, RW, ANONYMOUS, -1, 0
        test    eax, PAGE - 1
        CHECK   "its address is that of a page", z
        RESULT  "fixed", SYS_mmap, A, 4 * PAGE, RW, FIXED, -1, 0
        BYTE_AT "new memory", A
        WRITE_AT "write", A
        BYTE_AT "read again", A
        RESULT  "fixed over it", SYS_mmap, A, PAGE, RW, FIXED, -1, 0
        BYTE_AT "new memory again", A
        RESULT  "fixed without replacing", SYS_mmap, A + PAGE, PAGE, RW, ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0
        RESULT  "fixed without replacing, where nothing is", SYS_mmap, A + 16 * PAGE, PAGE, RW, ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0
        RESULT  "no length", SYS_mmap, 0, 0, RW, ANONYMOUS, -1, 0
        RESULT  "a length of -1", SYS_mmap, 0, -1, RW, ANONYMOUS, -1, 0
        RESULT  "a length of 2^47", SYS_mmap, 0, 1 << 47, RW, ANONYMOUS, -1, 0
        RESULT  "neither private nor shared", SYS_mmap, 0, PAGE, RW, MAP_ANONYMOUS, -1, 0
        RESULT  "fixed at an odd address", SYS_mmap, A + 1, PAGE, RW, FIXED, -1, 0
        RESULT  "fixed in the kernel", SYS_mmap, KERNEL, PAGE, RW, FIXED, -1, 0
        RESULT  "fixed over the end", SYS_mmap, TASK_SIZE - PAGE, 2 * PAGE, RW, FIXED, -1, 0
        RESULT  "fixed at 0", SYS_mmap, 0, PAGE, RW, FIXED, -1, 0
        OUTCOME "a hint in the kernel", SYS_mmap, KERNEL, PAGE, RW, ANONYMOUS, -1, 0
        OUTCOME "an odd hint", SYS_mmap, FREE + 123, PAGE, RW, ANONYMOUS, -1, 0
        RESULT  "file, private", SYS_mmap, FREE, PAGE, RW, MAP_PRIVATE | MAP_FIXED, [file], 0
        BYTE_AT "its first byte", FREE
        WRITE_AT "write to it", FREE
        BYTE_AT "behind its end", FREE + 100
        RESULT  "the file itself did not change", SYS_pread64, [file], A, 1, 0
        BYTE_AT "its first byte", A
        RESULT  "file, odd offset", SYS_mmap, FREE, PAGE, RW, MAP_PRIVATE | MAP_FIXED, [file], 1
        RESULT  "file, an offset far behind its end", SYS_mmap, FREE, PAGE, RW, MAP_PRIVATE | MAP_FIXED, [file], 1 << 40
        RESULT  "file, an offset that overflows", SYS_mmap, FREE, 2 * PAGE, RW, MAP_PRIVATE | MAP_FIXED, [file], -PAGE
        RESULT  "file, shared for reading", SYS_mmap, FREE, PAGE, PROT_READ, MAP_SHARED | MAP_FIXED, [file], 0
        RESULT  "file, shared for writing", SYS_mmap, FREE, PAGE, RW, MAP_SHARED | MAP_FIXED, [file], 0
        RESULT  "a closed descriptor", SYS_mmap, FREE, PAGE, RW, MAP_PRIVATE | MAP_FIXED, 99, 0
        CALL_SYSTEM SYS_open, etc_name, O_RDONLY, 0
        RESULT  "a directory", SYS_mmap, FREE, PAGE, PROT_READ, MAP_PRIVATE | MAP_FIXED, rax, 0
        RESULT  "/dev/zero, private", SYS_mmap, FREE, PAGE, RW, MAP_PRIVATE | MAP_FIXED, [device], 0
        BYTE_AT "its first byte", FREE
        WRITE_AT "write to it", FREE
        CALL_SYSTEM SYS_open, null_name, O_RDWR, 0
        RESULT  "/dev/null", SYS_mmap, FREE, PAGE, RW, MAP_PRIVATE | MAP_FIXED, rax, 0

        RESULT  "more than there is", SYS_mmap, 0, 1 << 45, RW, ANONYMOUS, -1, 0
        RESULT  "more than there is, shared", SYS_mmap, 0, 1 << 45, RW, MAP_SHARED | MAP_ANONYMOUS, -1, 0
        OUTCOME "more than there is, not reserved", SYS_mmap, 0, 1 << 45, RW, ANONYMOUS | MAP_NORESERVE, -1, 0
        CALL_SYSTEM SYS_munmap, rax, 1 << 45
        OUTCOME "more than there is, without access", SYS_mmap, 0, 1 << 45, PROT_NONE, ANONYMOUS, -1, 0
        mov     [start], rax
        RESULT  "made accessible", SYS_mprotect, [start], 1 << 45, RW
        RESULT  "a part of it", SYS_mprotect, [start], 16 * PAGE, RW
        CALL_SYSTEM SYS_munmap, [start], 1 << 45

        SAY     "munmap"
        RESULT  "the middle of three pages", SYS_munmap, A + PAGE, PAGE
        BYTE_AT "before it", A
        BYTE_AT "in it", A + PAGE
        BYTE_AT "behind it", A + 2 * PAGE
        RESULT  "where nothing is", SYS_munmap, A + PAGE, PAGE
        RESULT  "an odd address", SYS_munmap, A + 1, PAGE
        RESULT  "no length", SYS_munmap, A, 0
        RESULT  "an odd length", SYS_munmap, A, 1
        BYTE_AT "the whole page went", A + PAGE - 1
        RESULT  "a length of -1", SYS_munmap, A, -1
        RESULT  "in the kernel", SYS_munmap, KERNEL, PAGE
        RESULT  "over the end", SYS_munmap, TASK_SIZE - PAGE, 2 * PAGE

        SAY     "mprotect"
        CALL_SYSTEM SYS_mmap, A, 4 * PAGE, RW, FIXED, -1, 0
        WRITE_AT "write", A + PAGE
        RESULT  "no access to one page", SYS_mprotect, A + PAGE, PAGE, PROT_NONE
        BYTE_AT "read it", A + PAGE
        BYTE_AT "read the next", A + 2 * PAGE
        RESULT  "read only", SYS_mprotect, A + PAGE, PAGE, PROT_READ
        BYTE_AT "read it", A + PAGE
        WRITE_AT "write to it", A + PAGE
        RESULT  "write only, which is readable", SYS_mprotect, A + PAGE, PAGE, PROT_WRITE
        BYTE_AT "read it", A + PAGE
        WRITE_AT "write to it", A + PAGE
        mov     byte [abs A], 0xc3                      ; ret
        PROBE   "execute data"
                mov     eax, A
                call    rax
        END_PROBE
        RESULT  "executable", SYS_mprotect, A, PAGE, PROT_READ | PROT_EXEC
        PROBE   "execute it"
                mov     eax, A
                call    rax
        END_PROBE
        WRITE_AT "write to it", A
        RESULT  "into what is not mapped", SYS_mprotect, A + 3 * PAGE, 2 * PAGE, PROT_NONE
        BYTE_AT "the mapped part was changed", A + 3 * PAGE
        RESULT  "an odd address", SYS_mprotect, A + 1, PAGE, PROT_READ
        RESULT  "no length", SYS_mprotect, A, 0, PROT_READ
        RESULT  "a length of -1", SYS_mprotect, A, -1, PROT_READ
        RESULT  "an unknown protection", SYS_mprotect, A, PAGE, 0x100
        RESULT  "growing in both directions", SYS_mprotect, A, PAGE, 0x3000000
        RESULT  "in the kernel", SYS_mprotect, KERNEL, PAGE, PROT_READ
        RESULT  "a shared file for writing", SYS_mmap, FREE, PAGE, PROT_READ, MAP_SHARED | MAP_FIXED, [file], 0
        RESULT  "which mprotect can't do either", SYS_mprotect, FREE, PAGE, RW

        SAY     "mremap"
        CALL_SYSTEM SYS_munmap, A, 64 * PAGE
        CALL_SYSTEM SYS_mmap, A, 2 * PAGE, RW, FIXED, -1, 0
        WRITE_AT "write", A + PAGE
        RESULT  "larger in place", SYS_mremap, A, 2 * PAGE, 4 * PAGE, 0
        BYTE_AT "the new part", A + 3 * PAGE
        RESULT  "smaller", SYS_mremap, A, 4 * PAGE, 2 * PAGE, 0
        BYTE_AT "the part that went", A + 2 * PAGE
        CALL_SYSTEM SYS_mmap, A + 2 * PAGE, PAGE, PROT_READ, FIXED, -1, 0
        RESULT  "larger without room", SYS_mremap, A, 2 * PAGE, 4 * PAGE, 0
        OUTCOME "larger without room, may move", SYS_mremap, A, 2 * PAGE, 4 * PAGE, MREMAP_MAYMOVE
        mov     [start], rax
        PROBE   "what was written moved"
                mov     rax, [start]
                movzx   eax, byte [rax + PAGE]
                call    put_decimal
                mov     al, ' '
                call    put_char
        END_PROBE
        BYTE_AT "nothing is left behind", A
        RESULT  "to a fixed place", SYS_mremap, [start], 4 * PAGE, 4 * PAGE, MREMAP_MAYMOVE | MREMAP_FIXED, A
        BYTE_AT "what was written moved back", A + PAGE
        RESULT  "to a place over itself", SYS_mremap, A, 4 * PAGE, 4 * PAGE, MREMAP_MAYMOVE | MREMAP_FIXED, A + PAGE
        RESULT  "fixed without may move", SYS_mremap, A, PAGE, PAGE, MREMAP_FIXED, A + 32 * PAGE
        RESULT  "an unknown flag", SYS_mremap, A, PAGE, PAGE, 8
        RESULT  "an odd address", SYS_mremap, A + 1, PAGE, PAGE, 0
        RESULT  "no new length", SYS_mremap, A, PAGE, 0, 0
        RESULT  "where nothing is", SYS_mremap, A + 48 * PAGE, PAGE, 2 * PAGE, 0
        RESULT  "over the end of an area", SYS_mremap, A, 64 * PAGE, 65 * PAGE, MREMAP_MAYMOVE
        RESULT  "an old length of 0, of private memory", SYS_mremap, A, 0, PAGE, MREMAP_MAYMOVE

        SAY     "madvise"
        WRITE_AT "write", A
        RESULT  "not needed", SYS_madvise, A, PAGE, MADV_DONTNEED
        BYTE_AT "zero again", A
        RESULT  "normal", SYS_madvise, A, PAGE, MADV_NORMAL
        RESULT  "needed soon", SYS_madvise, A, PAGE, MADV_WILLNEED
        RESULT  "free", SYS_madvise, A, PAGE, MADV_FREE
        RESULT  "unknown", SYS_madvise, A, PAGE, 999
        RESULT  "an odd address", SYS_madvise, A + 1, PAGE, MADV_DONTNEED
        RESULT  "no length", SYS_madvise, A, 0, MADV_DONTNEED
        RESULT  "where nothing is", SYS_madvise, A + 48 * PAGE, PAGE, MADV_DONTNEED
        RESULT  "a length of -1", SYS_madvise, A, -1, MADV_DONTNEED

        SAY     "brk"
        CALL_SYSTEM SYS_brk, 0
        mov     rbx, rax
        lea     r12, [rbx + 3 * PAGE + 5]
        CALL_SYSTEM SYS_brk, r12
        cmp     rax, r12
        CHECK   "it moves up", e
        mov     byte [r12 - 6], 7
        CALL_SYSTEM SYS_brk, 0
        cmp     rax, r12
        CHECK   "0 asks where it is", e
        CALL_SYSTEM SYS_brk, rbx
        cmp     rax, rbx
        CHECK   "it moves down", e
        CALL_SYSTEM SYS_brk, r12
        cmp     byte [r12 - 6], 0
        CHECK   "what comes back is zero", e
        CALL_SYSTEM SYS_brk, KERNEL
        cmp     rax, r12
        CHECK   "into the kernel it does not move", e
        CALL_SYSTEM SYS_brk, -1
        cmp     rax, r12
        CHECK   "nor to -1", e
        CALL_SYSTEM SYS_brk, 1
        cmp     rax, r12
        CHECK   "nor below its start", e
        EXIT    0
