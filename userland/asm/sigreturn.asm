; What a program can write into a signal's frame before rt_sigreturn: addresses, selectors, flags, stack pointers and
; pointers to state that make no sense. The kernel has to survive the return; the program gets SIGSEGV and goes on.
%include "program.inc"
%include "faults.inc"

KERNEL_TEXT             equ 0xffffffff80000000
NON_CANONICAL           equ 0x0000800000000000

section .bss
change_offset:  resq 1                  ; in the ucontext
change_value:   resq 1
old_value:      resq 1
flags_seen:     resq 1
zeros:          resb 1024

section .data
align 8
change_action:  dq change_handler, SA_SIGINFO | SA_RESTORER, restorer, 0
own_pid:        dq 0

section .text

; change_handler(signal edi, siginfo rsi, ucontext rdx): changes one word of the frame.
change_handler:
        mov     rcx, [change_offset]
        mov     rax, [change_value]
        mov     [rdx + rcx], rax
        ret

; CHANGED "name", offset, value: returns from a signal with this word of its ucontext changed.
%macro CHANGED 3
        mov     qword [change_offset], %2
        mov     rax, %3
        mov     [change_value], rax
        PROBE   %1
        CALL_SYSTEM SYS_kill, [own_pid], SIGUSR1
        END_PROBE
%endmacro

; FLAGS_CHANGED "name", value: which flags a program has after it returned with these.
%macro FLAGS_CHANGED 2
        mov     qword [change_offset], UC_EFLAGS
        mov     rax, %2
        mov     [change_value], rax
        CALL_SYSTEM SYS_kill, [own_pid], SIGUSR1
        pushfq
        pop     qword [flags_seen]
        push    RFLAGS_IF | RFLAGS_FIXED
        popfq
        SHOW_HEX %1, [flags_seen]
%endmacro

global _start
_start:
        call    install_handlers
        CALL_SYSTEM SYS_getpid
        mov     [own_pid], rax
        CALL_SYSTEM SYS_rt_sigaction, SIGUSR1, change_action, 0, 8

        CHANGED "RIP = 0", UC_RIP, 0
        CHANGED "RIP in the kernel's code", UC_RIP, KERNEL_TEXT
        CHANGED "RIP at the last address", UC_RIP, -1
        CHANGED "RIP at the end of a program's half", UC_RIP, TASK_SIZE
        CHANGED "RIP at the last canonical address", UC_RIP, NON_CANONICAL - 1
        CHANGED "RIP at the first non-canonical address", UC_RIP, NON_CANONICAL
        CHANGED "RIP in the middle of nowhere", UC_RIP, 0xdead000000000000
        CHANGED "RIP at the last non-canonical address", UC_RIP, 0xffff7fffffffffff

        CHANGED "CS = 0", UC_CS, 0x002b000000000000
        CHANGED "CS = 3", UC_CS, 0x002b000000000003
        CHANGED "CS of the kernel's code", UC_CS, 0x002b000000000010
        CHANGED "CS of the program's data", UC_CS, 0x002b00000000002b
        CHANGED "CS of the task state", UC_CS, 0x002b000000000040
        CHANGED "CS behind the table", UC_CS, 0x002b00000000fffb
        CHANGED "CS without its privilege level", UC_CS, 0x002b000000000030
        CHANGED "SS = 0", UC_CS, 0x0000000000000033
        CHANGED "SS = 3", UC_CS, 0x0003000000000033
        CHANGED "SS of the kernel's data", UC_CS, 0x0018000000000033
        CHANGED "SS of the program's code", UC_CS, 0x0033000000000033
        CHANGED "SS behind the table", UC_CS, 0xfffb000000000033
        CHANGED "FS and GS of anything", UC_CS, 0x002bfffbfffb0033

        CHANGED "RSP = 0, and nothing that needs it", UC_RSP, 0
        PROBE   "RSP is not canonical"
                mov     qword [change_offset], UC_RSP
                mov     rax, NON_CANONICAL
                mov     [change_value], rax
                CALL_SYSTEM SYS_kill, [own_pid], SIGUSR1
                cmp     rsp, [change_value]
                jne     .other
        END_PROBE
.other:

        FLAGS_CHANGED "no flag at all", 0
        FLAGS_CHANGED "every flag but TF", ~RFLAGS_TF
        FLAGS_CHANGED "IOPL and VM", 0x23000
        FLAGS_CHANGED "RF and ID", RFLAGS_RF | RFLAGS_ID
        FLAGS_CHANGED "carry and direction", RFLAGS_CF | RFLAGS_DF

        CHANGED "the x87 state at 8", UC_FPSTATE, 8
        CHANGED "the x87 state in the kernel", UC_FPSTATE, KERNEL_TEXT
        CHANGED "the x87 state at a non-canonical address", UC_FPSTATE, NON_CANONICAL
        CHANGED "no x87 state", UC_FPSTATE, 0

        ; The frame itself lies somewhere else.
        PROBE   "a frame at 0"
                xor     esp, esp
                mov     eax, SYS_rt_sigreturn
                syscall
        END_PROBE
        PROBE   "a frame in the kernel"
                mov     rsp, KERNEL_TEXT
                mov     eax, SYS_rt_sigreturn
                syscall
        END_PROBE
        PROBE   "a frame at a non-canonical address"
                mov     rsp, NON_CANONICAL
                mov     eax, SYS_rt_sigreturn
                syscall
        END_PROBE
        PROBE   "a frame over the end of the address space"
                mov     rsp, -1
                mov     eax, SYS_rt_sigreturn
                syscall
        END_PROBE
        PROBE   "a frame of zeros"
                lea     rsp, [zeros]
                mov     eax, SYS_rt_sigreturn
                syscall
        END_PROBE
        SAY     "the program is still there"
        EXIT    0
