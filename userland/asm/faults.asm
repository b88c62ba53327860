; Exceptions and what a program is told about them: reads, writes and jumps to where nothing is or nothing may be done, to the
; kernel's half and to addresses that are not canonical (siginfo: sigaction(2)).
%include "program.inc"
%include "faults.inc"

KERNEL_HALF             equ 0xffff800000000000
KERNEL_TEXT             equ 0xffffffff80000000
NON_CANONICAL           equ 0x0000800000000000
FREE                    equ 0x10000000          ; fixed addresses where nothing is
READ_ONLY               equ 0x20000000
NO_ACCESS               equ 0x21000000
WRITABLE                equ 0x22000000          ; one page
FILE                    equ 0x23000000          ; two pages over a file of less than one
ANONYMOUS               equ MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED

section .rodata
small_file:     db "text/small.txt", 0

section .data
data_code:      ret

section .text
global _start
_start:
        call    install_handlers
        CALL_SYSTEM SYS_mmap, READ_ONLY, PAGE, PROT_READ, ANONYMOUS, -1, 0
        CALL_SYSTEM SYS_mmap, NO_ACCESS, PAGE, PROT_NONE, ANONYMOUS, -1, 0
        CALL_SYSTEM SYS_mmap, WRITABLE, PAGE, PROT_READ | PROT_WRITE, ANONYMOUS, -1, 0

        PROBE_CODE "read of 0", mov al, [abs 0]
        PROBE_CODE "read of -1", mov al, [abs -1]
        PROBE_CODE "write to 0", mov [abs 0], al
        PROBE_CODE "read where nothing is", mov al, [abs FREE]
        PROBE_CODE "write where nothing is", mov [abs FREE + 123], al
        PROBE_CODE "write to a read-only page", mov [abs READ_ONLY + 5], al
        PROBE_CODE "write to the program's code", mov [_start], al
        PROBE_CODE "write to the program's constants", mov [digits], al
        PROBE_CODE "read of a page without access", mov al, [abs NO_ACCESS]
        PROBE_CODE "write to a page without access", mov [abs NO_ACCESS], al
        PROBE   "read-modify-write of a read-only page that is there"
                mov     al, [abs READ_ONLY]
                lock inc qword [abs READ_ONLY]
        END_PROBE
        PROBE   "write over the end of a page"
                mov     rax, WRITABLE + PAGE - 4
                mov     [rax], rax
        END_PROBE
        PROBE   "read over the end of a page"
                mov     rax, WRITABLE + PAGE - 1
                mov     ax, [rax]
        END_PROBE

        PROBE   "read of the kernel's half"
                mov     rax, KERNEL_HALF
                mov     rax, [rax]
        END_PROBE
        PROBE   "write to the kernel's half"
                mov     rax, KERNEL_HALF
                mov     [rax], rax
        END_PROBE
        PROBE   "read of the kernel's code"
                mov     rax, KERNEL_TEXT
                mov     rax, [rax]
        END_PROBE
        PROBE   "write to the kernel's code"
                mov     rax, KERNEL_TEXT
                mov     [rax], rax
        END_PROBE
        PROBE   "read of the last byte of all"
                mov     rax, -1
                mov     al, [rax]
        END_PROBE
        PROBE   "read at the end of a program's half"
                mov     rax, TASK_SIZE
                mov     al, [rax]
        END_PROBE
        PROBE   "read over the end of a program's half"
                mov     rax, NON_CANONICAL - 1
                mov     al, [rax]
        END_PROBE
        PROBE   "read of a non-canonical address"
                mov     rax, NON_CANONICAL
                mov     al, [rax]
        END_PROBE
        PROBE   "write to a non-canonical address"
                mov     rax, 0xdead000000000000
                mov     [rax], rax
        END_PROBE

        PROBE   "jump to 0"
                xor     eax, eax
                jmp     rax
        END_PROBE
        PROBE   "jump where nothing is"
                mov     eax, FREE
                jmp     rax
        END_PROBE
        PROBE   "jump to data"
                lea     rax, [data_code]
                jmp     rax
        END_PROBE
        PROBE   "jump to the stack"
                jmp     rsp
        END_PROBE
        PROBE   "jump to a page without access"
                mov     eax, NO_ACCESS
                jmp     rax
        END_PROBE
        PROBE   "jump to the kernel's code"
                mov     rax, KERNEL_TEXT
                jmp     rax
        END_PROBE
        PROBE   "jump to the end of a program's half"
                mov     rax, TASK_SIZE
                jmp     rax
        END_PROBE

        ; A mapping that goes on behind the file's last page.
        CALL_SYSTEM SYS_open, small_file, O_RDONLY, 0
        mov     r12, rax
        CALL_SYSTEM SYS_mmap, FILE, 3 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_FIXED, r12, 0
        PROBE_CODE "read of a file's first page", mov al, [abs FILE]
        PROBE_CODE "read behind the end, in the last page", mov al, [abs FILE + PAGE - 1]
        PROBE_CODE "read of a page behind the file's end", mov al, [abs FILE + PAGE]
        PROBE_CODE "write to a page behind the file's end", mov [abs FILE + 2 * PAGE + 7], al
        PROBE   "jump to a page behind the file's end"
                CALL_SYSTEM SYS_mprotect, FILE, 3 * PAGE, PROT_READ | PROT_EXEC
                mov     eax, FILE + PAGE
                jmp     rax
        END_PROBE

        ; The stack grows down to its limit, and no further.
        PROBE   "write 1 MiB below the stack"
                mov     [rsp - (1 << 20)], rax
        END_PROBE
        PROBE   "write 7 MiB below the stack"
                mov     [rsp - (7 << 20)], rax
        END_PROBE
        mov     qword [hide_address], 1
        PROBE   "write 9 MiB below the stack"
                mov     [rsp - (9 << 20)], rax
        END_PROBE
        PROBE   "endless recursion"
.recursion:     call    .recursion
        END_PROBE
        PROBE   "and once more"
.again:         push    rax
                jmp     .again
        END_PROBE
        EXIT    0
