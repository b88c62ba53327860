; Makes the calls that need no memory of the kernel, each so often:
;
;   steady N
;
; Ends with status 1 when the last one of a kind has another result than it should.
%include "program.inc"

UNKNOWN                 equ 500         ; no call yet
ENOSYS                  equ 38

section .rodata
null_path:      db "/dev/null", 0
zero_path:      db "/dev/zero", 0
file_path:      db "/bin/steady", 0

section .bss
null:           resq 1
zero:           resq 1
buffer:         resb 144                ; struct stat

section .text

; REPEAT result, number, arguments...: makes a call RBX times.
%macro REPEAT 2-6
        mov     r12, rbx
%%next: CALL_SYSTEM %{2:-1}
        dec     r12
        jnz     %%next
        cmp     rax, %1
        jne     failed
%endmacro

global _start
_start:
        mov     rdi, [rsp + 16]         ; argv[1]
        xor     ebx, ebx
.digit:
        movzx   ecx, byte [rdi]
        inc     rdi
        sub     ecx, '0'
        js      .start
        imul    rbx, 10
        add     rbx, rcx
        jmp     .digit
.start:
        CALL_SYSTEM SYS_open, null_path, O_RDWR, 0
        mov     [null], rax
        CALL_SYSTEM SYS_open, zero_path, O_RDWR, 0
        mov     [zero], rax
        CALL_SYSTEM SYS_getppid
        mov     r13, rax

        REPEAT  r13, SYS_getppid
        REPEAT  -ENOSYS, UNKNOWN
        REPEAT  1, SYS_write, [null], buffer, 1
        REPEAT  1, SYS_read, [zero], buffer, 1
        REPEAT  0, SYS_clock_gettime, CLOCK_MONOTONIC, buffer
        REPEAT  0, SYS_stat, file_path, buffer
        EXIT    0
failed:
        EXIT    1
