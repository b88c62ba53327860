; Which numbers are system calls: the low 32 bits of RAX count, as a signed number; x32's bit and all that is not in the
; table give ENOSYS (Linux, arch/x86/entry/syscall_64.c, do_syscall_64).
%include "program.inc"

X32_BIT                 equ 0x40000000
FIRST_UNUSED            equ 500
LAST_UNUSED             equ 1000

; NUMBER "name", value: makes a call with this value in all of RAX.
%macro NUMBER 2
        mov     rax, %2
        syscall
        push    rax
        PUT_STRING {%1, ": "}
        pop     rax
        call    put_result
        call    put_line
%endmacro

section .text
global _start
_start:
        NUMBER  "-1", -1
        NUMBER  "-2", -2
        NUMBER  "-4095", -4095
        NUMBER  "2^31", 1 << 31
        NUMBER  "2^31 - 1", (1 << 31) - 1
        NUMBER  "2^32 - 1", (1 << 32) - 1
        NUMBER  "2^63 - 1", ~(1 << 63)
        NUMBER  "x32 read", X32_BIT
        NUMBER  "x32 getpid", X32_BIT | SYS_getpid
        NUMBER  "x32's own readv, 515", X32_BIT | 515
        NUMBER  "x32's readv without the bit", 515
        NUMBER  "400, between the two parts of the table", 400
        NUMBER  "387", 387
        NUMBER  "423", 423
        NUMBER  "511", 511
        NUMBER  "512", 512
        NUMBER  "4096", 4096
        NUMBER  "65536", 65536

        mov     eax, SYS_getpid
        syscall
        mov     rbx, rax
        mov     rax, 0xffffffff_00000000 | SYS_getpid
        syscall
        cmp     rax, rbx
        CHECK   "getpid with ones above bit 31 is getpid", e
        mov     rax, 0x80000000_00000000 | SYS_getpid
        syscall
        cmp     rax, rbx
        CHECK   "getpid with bit 63 is getpid", e
        mov     rax, 0x1_00000000 | SYS_getpid
        syscall
        cmp     rax, rbx
        CHECK   "getpid with bit 32 is getpid", e

        mov     ebx, FIRST_UNUSED
        xor     r12d, r12d
.unused:
        mov     eax, ebx
        syscall
        cmp     rax, -38                ; ENOSYS
        je      .next
        inc     r12d
.next:
        inc     ebx
        cmp     ebx, LAST_UNUSED
        jbe     .unused
        SHOW_DECIMAL "numbers from 500 to 1000 that are not ENOSYS", r12
        EXIT    0
