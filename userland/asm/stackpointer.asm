; System calls with a stack pointer that makes no sense: the kernel must not touch the program's stack, and RSP comes back
; as it was. A signal that finds no stack ends the program, unless there is an alternative one.
%include "program.inc"
%include "faults.inc"

section .bss
saved_rsp:      resq 1
seen_rsp:       resq 1
wanted_rsp:     resq 1

section .text

; WITH_RSP "name", value: getuid and a number that is no call, with this RSP.
%macro WITH_RSP 2
        mov     rax, %2
        mov     [wanted_rsp], rax
        mov     [saved_rsp], rsp
        mov     rsp, [wanted_rsp]
        mov     eax, SYS_getuid
        syscall
        mov     rbx, rax
        mov     eax, 500
        syscall
        mov     r12, rax
        mov     eax, SYS_write
        mov     edi, 12345
        syscall
        mov     r13, rax
        mov     [seen_rsp], rsp
        mov     rsp, [saved_rsp]
        PUT_STRING {%1, ": "}
        PUT_DECIMAL rbx
        PUT_STRING " "
        mov     rax, r12
        call    put_result
        PUT_STRING " "
        mov     rax, r13
        call    put_result
        mov     rax, [seen_rsp]
        cmp     rax, [wanted_rsp]
        CHECK   ", RSP is as it was", e
%endmacro

global _start
_start:
        call    install_handlers
        WITH_RSP "0", 0
        WITH_RSP "1", 1
        WITH_RSP "7", 7
        WITH_RSP "-1", -1
        WITH_RSP "-8", -8
        WITH_RSP "the kernel's code", 0xffffffff80000000
        WITH_RSP "the kernel's half", 0xffff800000000000
        WITH_RSP "a non-canonical address", 0x0000800000000000
        WITH_RSP "the end of a program's half", TASK_SIZE
        WITH_RSP "a page that is not there", 0x10000000
        WITH_RSP "the program's constants", digits

        ; Faults with such a stack pointer, with an alternative stack.
        PROBE   "push with RSP = 0"
                xor     esp, esp
                push    rax
        END_PROBE
        PROBE   "push with RSP in the kernel"
                mov     rsp, 0xffffffff80001000
                push    rax
        END_PROBE
        PROBE   "ud2 with RSP = 0"
                xor     esp, esp
                ud2
        END_PROBE
        PROBE   "ud2 with RSP in the kernel"
                mov     rsp, 0xffffffff80000000
                ud2
        END_PROBE
        PROBE   "ud2 with a non-canonical RSP"
                mov     rsp, 0x0000800000000000
                ud2
        END_PROBE
        PROBE   "int3 with RSP = 1"
                mov     esp, 1
                int3
        END_PROBE
        PROBE   "read of 0 with RSP in the constants"
                lea     rsp, [digits]
                mov     al, [abs 0]
        END_PROBE

        ; Without one, the frame can't be written.
        call    flush
        mov     qword [fault_sigaltstack + 8], SS_DISABLE
        CALL_SYSTEM SYS_sigaltstack, fault_sigaltstack, 0
        xor     esp, esp
        ud2
