; Flags at a system call, single steps over one, and the shadow of MOV SS.
%include "program.inc"
%include "faults.inc"

STEPS_SHOWN             equ 24

section .bss
first_step:     resq 1
steps:          resq 1

section .data
align 8
step_action:    dq step_handler, SA_SIGINFO | SA_RESTORER, restorer, 0
user_ss:        dw 0x2b

section .text

; step_handler(signal edi, siginfo rsi, ucontext rdx): puts where the step ended, as a distance from the first label.
step_handler:
        push    rbx
        push    r12
        push    r13
        mov     ebx, edi
        mov     r12, rsi
        mov     r13, rdx
        cld
        inc     qword [steps]
        PUT_STRING " "
        mov     rax, [r13 + UC_RIP]
        sub     rax, [first_step]
        call    put_decimal
        cmp     dword [r12 + SI_CODE], 2        ; TRAP_TRACE
        je      .same_address
        PUT_STRING " (code "
        movsxd  rax, dword [r12 + SI_CODE]
        call    put_decimal
        mov     al, ')'
        call    put_char
.same_address:
        mov     rax, [r12 + SI_ADDR]
        cmp     rax, [r13 + UC_RIP]
        je      .trap
        PUT_STRING " (another address)"
.trap:
        cmp     qword [r13 + UC_TRAPNO], 1
        je      .end
        PUT_STRING " (trap "
        PUT_DECIMAL [r13 + UC_TRAPNO]
        mov     al, ')'
        call    put_char
.end:
        test    qword [r13 + UC_EFLAGS], RFLAGS_TF
        jnz     .stepping
        PUT_STRING " (TF is clear)"
.stepping:
        cmp     qword [steps], STEPS_SHOWN
        jb      .go_on
        and     qword [r13 + UC_EFLAGS], ~RFLAGS_TF
.go_on:
        pop     r13
        pop     r12
        pop     rbx
        ret

; STEP "name": steps through what follows up to END_STEP.
%macro STEP 1
        %push step
        PUT_STRING {%1, ":"}
        lea     rax, [%$first]
        mov     [first_step], rax
        mov     qword [steps], 0
        pushfq
        or      qword [rsp], RFLAGS_TF
        popfq
%$first:
%endmacro

%macro END_STEP 0
        pushfq
        and     qword [rsp], ~RFLAGS_TF
        popfq
        cld
        call    put_line
        %pop step
%endmacro

; FLAGS_OVER "name", flags: getuid with these flags set; what they are afterwards.
%macro FLAGS_OVER 2
        push    RFLAGS_IF | RFLAGS_FIXED | (%2)
        popfq
        mov     eax, SYS_getuid
        syscall
        pushfq
        pop     rbx
        push    RFLAGS_IF | RFLAGS_FIXED
        popfq
        mov     r12, r11
        PUT_STRING {%1, ": "}
        PUT_HEX rbx
        PUT_STRING ", R11 "
        PUT_HEX r12
        call    put_line
%endmacro

global _start
_start:
        FLAGS_OVER "none", 0
        FLAGS_OVER "arithmetic flags", 0x8d5
        FLAGS_OVER "DF", RFLAGS_DF
        FLAGS_OVER "NT", RFLAGS_NT
        FLAGS_OVER "AC", RFLAGS_AC
        FLAGS_OVER "ID", RFLAGS_ID
        FLAGS_OVER "NT, AC, DF and ID", RFLAGS_NT | RFLAGS_AC | RFLAGS_DF | RFLAGS_ID
        FLAGS_OVER "RF, which POPF clears", RFLAGS_RF
        FLAGS_OVER "IOPL, which POPF ignores", 3 << 12

        ; A fault with NT set, resolved and returned from by IRETQ.
        CALL_SYSTEM SYS_mmap, 0x10000000, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0
        push    RFLAGS_IF | RFLAGS_FIXED | RFLAGS_NT | RFLAGS_DF
        popfq
        mov     rax, [abs 0x10000000]
        pushfq
        pop     rbx
        push    RFLAGS_IF | RFLAGS_FIXED
        popfq
        SHOW_HEX "NT and DF over a page fault", rbx

        CALL_SYSTEM SYS_rt_sigaction, SIGTRAP, step_action, 0, 8
        STEP    "three instructions"
                nop
                xor     eax, eax
                nop
        END_STEP
        STEP    "a system call"
                mov     eax, SYS_getuid
                syscall
                nop
        END_STEP
        STEP    "a number that is no system call"
                mov     eax, 500
                syscall
                nop
        END_STEP
        STEP    "two system calls without anything between"
                mov     eax, SYS_getuid
                syscall
                syscall
                nop
        END_STEP
        STEP    "a page fault"
                mov     [abs 0x10000000], rax
                nop
        END_STEP
        STEP    "a repeated instruction"
                mov     ecx, 3
                mov     esi, 0x10000000
                rep lodsb
                nop
        END_STEP
        CALL_SYSTEM SYS_mmap, 0x10000000, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0
        STEP    "popfq that clears TF"
                push    RFLAGS_IF | RFLAGS_FIXED
                popfq
                nop
                nop
        END_STEP
        STEP    "pushfq shows TF"
                pushfq
                pop     rbx
        END_STEP
        and     ebx, RFLAGS_TF
        SHOW_HEX "TF as PUSHFQ has it", rbx

        ; int3 and a system call in the shadow of MOV SS, without single steps.
        PUT_STRING "int3 behind mov ss:"
        lea     rax, [shadow]
        mov     [first_step], rax
        mov     qword [steps], 0
        mov     ax, [user_ss]
shadow:
        mov     ss, ax
        int3
        nop
        call    put_line

        mov     ax, [user_ss]
        mov     ecx, eax
        mov     eax, SYS_getuid
        mov     ss, cx
        syscall
        SHOW_DECIMAL "system call behind mov ss", rax
        mov     ax, ss
        movzx   eax, ax
        SHOW_HEX "SS behind it", rax
        EXIT    0
