; SYSCALL as the last instruction of the user half: the address behind it is the first that is no program's, and has to come
; back to ring 3 as a fault of the program.
%include "program.inc"
%include "faults.inc"

LAST_PAGE               equ TASK_SIZE - PAGE

section .text
global _start
_start:
        call    install_handlers
        OUTCOME "mmap of the last page", SYS_mmap, LAST_PAGE, PAGE, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0
        RESULT  "mmap of the page behind it", SYS_mmap, TASK_SIZE, PAGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0
        RESULT  "mmap of both", SYS_mmap, LAST_PAGE, 2 * PAGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0
        mov     rbx, LAST_PAGE
        mov     word [rbx + PAGE - 2], 0x050f   ; syscall
        mov     byte [rbx], 0xc3                ; ret
        PROBE   "a system call at the end"
                mov     rax, TASK_SIZE - 2
                mov     rcx, rax
                mov     eax, SYS_getuid
                jmp     rcx
        END_PROBE
        PROBE   "an unknown number at the end"
                mov     rcx, TASK_SIZE - 2
                mov     eax, 500
                jmp     rcx
        END_PROBE
        PROBE   "running over the end"
                mov     rcx, TASK_SIZE - 2
                mov     byte [rcx], 0x90
                mov     byte [rcx + 1], 0x90
                jmp     rcx
        END_PROBE
        PROBE   "a call that returns"
                call    rbx
        END_PROBE
        PROBE   "read over the end"
                mov     rax, [rbx + PAGE - 4]
        END_PROBE
        EXIT    0
