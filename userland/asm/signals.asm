; Signals of one process: handlers, masks, nesting, alternative stacks, one-shot handlers, what rt_sigreturn brings back,
; and the calls around them (signal(7), sigaction(2), sigaltstack(2)).
%include "program.inc"

USR1                    equ 1 << (SIGUSR1 - 1)
USR2                    equ 1 << (SIGUSR2 - 1)
TERM                    equ 1 << (SIGTERM - 1)
SEGV                    equ 1 << (SIGSEGV - 1)
RT1                     equ 1 << SIGRTMIN               ; SIGRTMIN + 1
ALTERNATIVE_SIZE        equ 16384
FX_MXCSR                equ 24
FX_XMM0                 equ 160

section .bss
own_pid:        resq 1
depth:          resq 1
saw_rsp:        resq 1
register_rsp:   resq 1
old_set:        resq 1
old_stack:      resq 3
old_action:     resq 4
entry_flags:    resq 1
entry_mxcsr:    resd 1
entry_control:  resw 1
ALIGN_BSS 16
entry_xmm:      resb 16
now_xmm:        resb 16
ALIGN_BSS 64
alternative:    resb ALTERNATIVE_SIZE

section .data
align 16
pattern:        dq 0x1122334455667788, 0x99aabbccddeeff00
pattern_mxcsr:  dd 0x7f80
usual_mxcsr:    dd 0x1f80
align 8
plain_action:   dq plain_handler, SA_SIGINFO | SA_RESTORER, restorer, 0
other_action:   dq other_handler, SA_SIGINFO | SA_RESTORER, restorer, 0
nested_action:  dq nesting_handler, SA_SIGINFO | SA_RESTORER, restorer, 0
masked_action:  dq nesting_handler, SA_SIGINFO | SA_RESTORER, restorer, USR2
nodefer_action: dq recursive_handler, SA_SIGINFO | SA_RESTORER | SA_NODEFER, restorer, 0
once_action:    dq plain_handler, SA_SIGINFO | SA_RESTORER | SA_RESETHAND, restorer, 0
stack_action:   dq stack_handler, SA_SIGINFO | SA_RESTORER | SA_ONSTACK, restorer, 0
state_action:   dq state_handler, SA_SIGINFO | SA_RESTORER, restorer, 0
change_action:  dq changing_handler, SA_SIGINFO | SA_RESTORER, restorer, 0
ignore_action:  dq SIG_IGN, SA_RESTORER, restorer, 0
default_action: dq SIG_DFL, SA_RESTORER, restorer, 0
kill_action:    dq plain_handler, SA_RESTORER | SA_SIGINFO, restorer, USR1 | 1 << (SIGKILL - 1) | 1 << (SIGSTOP - 1)
alternative_stack: dq alternative, 0, ALTERNATIVE_SIZE
set:            dq 0

section .text

; SET_MASK how, signals
%macro SET_MASK 2
        mov     rax, %2
        mov     [set], rax
        CALL_SYSTEM SYS_rt_sigprocmask, %1, set, old_set, 8
%endmacro

%macro HANDLE 2
        CALL_SYSTEM SYS_rt_sigaction, %1, %2, 0, 8
%endmacro

%macro RAISE 1
        CALL_SYSTEM SYS_kill, [own_pid], %1
%endmacro

%macro SHOW_MASK 1
        CALL_SYSTEM SYS_rt_sigprocmask, SIG_BLOCK, 0, old_set, 8
        SHOW_HEX %1, [old_set]
%endmacro

%macro SHOW_PENDING 1
        CALL_SYSTEM SYS_rt_sigpending, set, 8
        SHOW_HEX %1, [set]
%endmacro

; put_handled(text rsi, length edx, signal ebx, siginfo r12): a line about the signal.
put_handled:
        call    put_string
        PUT_DECIMAL rbx
        PUT_STRING " code "
        movsxd  rax, dword [r12 + SI_CODE]
        call    put_decimal
        PUT_STRING " errno "
        movsxd  rax, dword [r12 + SI_ERRNO]
        call    put_decimal
        mov     eax, [r12 + SI_PID]
        cmp     rax, [own_pid]
        CHECK   ", from itself", e
        ret

%macro HANDLER_ENTRY 0
        push    rbx
        push    r12
        push    r13
        mov     ebx, edi
        mov     r12, rsi
        mov     r13, rdx
%endmacro

%macro HANDLER_EXIT 0
        pop     r13
        pop     r12
        pop     rbx
        ret
%endmacro

%macro PUT_HANDLED 1
        [section .rodata]
%%text: db %1
%%end:
        __?SECT?__
        lea     rsi, [%%text]
        mov     edx, %%end - %%text
        call    put_handled
%endmacro

plain_handler:
        HANDLER_ENTRY
        PUT_HANDLED "  handler: signal "
        HANDLER_EXIT

other_handler:
        HANDLER_ENTRY
        PUT_HANDLED "  other handler: signal "
        HANDLER_EXIT

; nesting_handler(): raises SIGUSR2 in the handler of SIGUSR1.
nesting_handler:
        HANDLER_ENTRY
        SAY     "  nesting handler begins"
        RAISE   SIGUSR2
        SHOW_MASK "  mask in the handler"
        SHOW_PENDING "  pending in the handler"
        SHOW_HEX "  mask in the frame", [r13 + UC_SIGMASK]
        SAY     "  nesting handler ends"
        HANDLER_EXIT

; recursive_handler(): raises its own signal three times in all.
recursive_handler:
        HANDLER_ENTRY
        inc     qword [depth]
        SHOW_DECIMAL "  depth", [depth]
        cmp     qword [depth], 3
        jae     .end
        RAISE   SIGUSR1
.end:
        HANDLER_EXIT

; stack_handler(): whether it runs on the alternative stack, and what it is told of it.
stack_handler:
        HANDLER_ENTRY
        mov     rax, rsp
        sub     rax, alternative
        cmp     rax, ALTERNATIVE_SIZE
        CHECK   "  on the alternative stack", b
        SHOW_DECIMAL "  flags in the frame", [r13 + UC_STACK + 8]
        SHOW_DECIMAL "  size in the frame", [r13 + UC_STACK + 16]
        CALL_SYSTEM SYS_sigaltstack, 0, old_stack
        SHOW_DECIMAL "  flags by sigaltstack", [old_stack + 8]
        RESULT  "  change it in the handler", SYS_sigaltstack, alternative_stack, 0
        HANDLER_EXIT

; state_handler(): what flags, MXCSR, x87 and XMM registers a handler starts with; and it destroys them.
state_handler:
        mov     [saw_rsp], rsp
        pushfq
        pop     qword [entry_flags]
        stmxcsr [entry_mxcsr]
        fnstcw  [entry_control]
        movaps  [entry_xmm], xmm15
        HANDLER_ENTRY
        mov     rax, [saw_rsp]
        and     eax, 15
        SHOW_DECIMAL "  RSP modulo 16", rax
        SHOW_HEX "  flags", [entry_flags]
        mov     eax, [entry_mxcsr]
        SHOW_HEX "  MXCSR", rax
        movzx   eax, word [entry_control]
        SHOW_HEX "  x87 control word", rax
        mov     rax, [entry_xmm]
        or      rax, [entry_xmm + 8]
        CHECK   "  XMM15 is zero", z
        mov     rcx, [r13 + UC_FPSTATE]
        mov     rax, [rcx + FX_XMM0]
        SHOW_HEX "  XMM0 in the frame", rax
        mov     rcx, [r13 + UC_FPSTATE]
        mov     eax, [rcx + FX_MXCSR]
        SHOW_HEX "  MXCSR in the frame", rax
        mov     rcx, [r13 + UC_FPSTATE]
        test    rcx, 15
        CHECK   "  the state is aligned", z
        SHOW_HEX "  CS in the frame", [r13 + UC_CS]
        mov     rax, [r13 + UC_RSP]
        cmp     rax, [register_rsp]
        CHECK   "  RSP in the frame is the program's", e
        mov     rax, [r13 + UC_RSP]
        sub     rax, 128
        cmp     [saw_rsp], rax
        CHECK   "  128 bytes below it are left alone", b
        pcmpeqd xmm0, xmm0
        pcmpeqd xmm15, xmm15
        fninit
        fld1
        mov     eax, 0x3f80
        push    rax
        ldmxcsr [rsp]
        pop     rax
        HANDLER_EXIT

; changing_handler(): what it writes into the frame is what the program has afterwards.
changing_handler:
        mov     rcx, [rdx + UC_FPSTATE]
        mov     rax, 0x0102030405060708
        mov     [rcx + FX_XMM0], rax
        mov     dword [rcx + FX_MXCSR], 0x5f80
        mov     [rdx + UC_R15], rax
        mov     [rdx + UC_RBX], rax
        mov     qword [rdx + UC_RAX], 77
        mov     qword [rdx + UC_SIGMASK], USR2
        or      qword [rdx + UC_EFLAGS], RFLAGS_CF
        ret

global _start
_start:
        CALL_SYSTEM SYS_getpid
        mov     [own_pid], rax

        SAY     "a handler"
        HANDLE  SIGUSR1, plain_action
        RESULT  "kill", SYS_kill, [own_pid], SIGUSR1
        CALL_SYSTEM SYS_gettid
        mov     rbx, rax
        RESULT  "tkill", SYS_tkill, rbx, SIGUSR1
        RESULT  "tgkill", SYS_tgkill, [own_pid], rbx, SIGUSR1
        RESULT  "signal 0", SYS_kill, [own_pid], 0

        SAY     "errors"
        RESULT  "kill with signal 65", SYS_kill, [own_pid], 65
        RESULT  "kill with signal -1", SYS_kill, [own_pid], -1
        RESULT  "kill of nobody", SYS_kill, 0x3fffffff, SIGUSR1
        RESULT  "tgkill with 0", SYS_tgkill, 0, rbx, SIGUSR1
        RESULT  "tgkill of nobody", SYS_tgkill, [own_pid], 0x3fffffff, SIGUSR1
        RESULT  "tkill with -1", SYS_tkill, -1, SIGUSR1
        RESULT  "an action for signal 0", SYS_rt_sigaction, 0, plain_action, 0, 8
        RESULT  "an action for signal 65", SYS_rt_sigaction, 65, plain_action, 0, 8
        RESULT  "an action for signal 64", SYS_rt_sigaction, 64, plain_action, 0, 8
        RESULT  "an action for SIGKILL", SYS_rt_sigaction, SIGKILL, plain_action, 0, 8
        RESULT  "an action for SIGSTOP", SYS_rt_sigaction, SIGSTOP, plain_action, 0, 8
        RESULT  "asking for SIGKILL's", SYS_rt_sigaction, SIGKILL, 0, old_action, 8
        RESULT  "an action with a set of 4 bytes", SYS_rt_sigaction, SIGUSR1, plain_action, 0, 4
        RESULT  "a mask with a set of 16 bytes", SYS_rt_sigprocmask, SIG_BLOCK, set, 0, 16
        RESULT  "a mask with an unknown way", SYS_rt_sigprocmask, 3, set, 0, 8
        RESULT  "an unknown way, and no set", SYS_rt_sigprocmask, 3, 0, 0, 8
        RESULT  "pending with a set of 9 bytes", SYS_rt_sigpending, set, 9
        RESULT  "pending with a set of 4 bytes", SYS_rt_sigpending, set, 4

        SAY     "what an action was"
        CALL_SYSTEM SYS_rt_sigaction, SIGUSR2, kill_action, 0, 8
        CALL_SYSTEM SYS_rt_sigaction, SIGUSR2, other_action, old_action, 8
        SHOW_HEX "flags", [old_action + 8]
        SHOW_HEX "mask, without SIGKILL and SIGSTOP", [old_action + 24]
        mov     rax, [old_action + 16]
        cmp     rax, restorer
        CHECK   "restorer", e

        SAY     "masks"
        SET_MASK SIG_BLOCK, USR1 | USR2 | 1 << (SIGKILL - 1)
        SHOW_MASK "SIGKILL can't be blocked"
        RAISE   SIGUSR1
        RAISE   SIGUSR1
        RAISE   SIGUSR2
        SHOW_PENDING "pending"
        SAY     "unblocked: once each; the lower number's frame is made first, so its handler runs last"
        SET_MASK SIG_UNBLOCK, USR1 | USR2
        SHOW_PENDING "pending"
        SAY     "real-time signals come as often as they were sent"
        HANDLE  SIGRTMIN + 1, plain_action
        SET_MASK SIG_SETMASK, RT1
        RAISE   SIGRTMIN + 1
        RAISE   SIGRTMIN + 1
        SHOW_PENDING "pending"
        SET_MASK SIG_SETMASK, 0
        SAY     "ignored signals don't stay pending"
        SET_MASK SIG_SETMASK, TERM
        HANDLE  SIGTERM, ignore_action
        RAISE   SIGTERM
        SHOW_PENDING "pending while ignored and blocked"
        HANDLE  SIGTERM, default_action
        RAISE   SIGTERM
        SHOW_PENDING "pending by default"
        HANDLE  SIGTERM, ignore_action
        SHOW_PENDING "pending after it is ignored"
        SET_MASK SIG_SETMASK, 0
        RAISE   SIGURG
        RAISE   SIGCHLD
        SAY     "SIGURG and SIGCHLD do nothing"

        SAY     "nesting"
        HANDLE  SIGUSR1, nested_action
        HANDLE  SIGUSR2, other_action
        RAISE   SIGUSR1
        SAY     "nesting with the other signal masked"
        HANDLE  SIGUSR1, masked_action
        RAISE   SIGUSR1
        SHOW_MASK "mask afterwards"
        SAY     "SA_NODEFER"
        HANDLE  SIGUSR1, nodefer_action
        RAISE   SIGUSR1
        SAY     "SA_RESETHAND"
        HANDLE  SIGURG, once_action
        RAISE   SIGURG
        RAISE   SIGURG
        CALL_SYSTEM SYS_rt_sigaction, SIGURG, 0, old_action, 8
        SHOW_HEX "handler afterwards", [old_action]

        SAY     "alternative stacks"
        CALL_SYSTEM SYS_sigaltstack, 0, old_stack
        SHOW_DECIMAL "flags without one", [old_stack + 8]
        mov     qword [alternative_stack + 16], 2047
        RESULT  "2047 bytes", SYS_sigaltstack, alternative_stack, 0
        mov     qword [alternative_stack + 16], ALTERNATIVE_SIZE
        mov     qword [alternative_stack + 8], 4
        RESULT  "an unknown flag", SYS_sigaltstack, alternative_stack, 0
        mov     qword [alternative_stack + 8], SS_ONSTACK
        RESULT  "SS_ONSTACK, which is no error", SYS_sigaltstack, alternative_stack, 0
        mov     qword [alternative_stack + 8], 0
        RESULT  "a right one", SYS_sigaltstack, alternative_stack, old_stack
        HANDLE  SIGUSR1, stack_action
        RAISE   SIGUSR1
        CALL_SYSTEM SYS_sigaltstack, 0, old_stack
        SHOW_DECIMAL "flags afterwards", [old_stack + 8]
        mov     rax, SS_AUTODISARM
        mov     [alternative_stack + 8], rax
        RESULT  "SS_AUTODISARM", SYS_sigaltstack, alternative_stack, 0
        RAISE   SIGUSR1
        mov     qword [alternative_stack + 8], SS_DISABLE
        RESULT  "disabled", SYS_sigaltstack, alternative_stack, 0
        RAISE   SIGUSR1

        SAY     "the state of a handler"
        HANDLE  SIGUSR1, state_action
        fninit
        fldpi
        ldmxcsr [pattern_mxcsr]
        movaps  xmm0, [pattern]
        movaps  xmm15, [pattern]
        mov     [register_rsp], rsp
        mov     rdi, [own_pid]
        mov     esi, SIGUSR1
        mov     eax, SYS_kill
        std
        stc
        syscall
        pushfq
        pop     rbx
        cld
        SHOW_HEX "flags come back", rbx
        stmxcsr [entry_mxcsr]
        ldmxcsr [usual_mxcsr]
        mov     eax, [entry_mxcsr]
        SHOW_HEX "MXCSR comes back", rax
        movaps  [now_xmm], xmm0
        movaps  [entry_xmm], xmm15
        mov     rax, [now_xmm]
        xor     rax, [pattern]
        mov     rcx, [now_xmm + 8]
        xor     rcx, [pattern + 8]
        or      rax, rcx
        mov     rcx, [entry_xmm]
        xor     rcx, [pattern]
        or      rax, rcx
        CHECK   "XMM0 and XMM15 come back", z
        fldpi
        fcomip  st1
        CHECK   "so does the x87 stack", e
        fninit

        SAY     "changes in the frame"
        HANDLE  SIGUSR1, change_action
        mov     r15, 1
        RAISE   SIGUSR1
        setc    cl
        movzx   r12d, cl
        mov     r13, rax
        movaps  [now_xmm], xmm0
        stmxcsr [entry_mxcsr]
        ldmxcsr [usual_mxcsr]
        SHOW_DECIMAL "RAX", r13
        SHOW_HEX "RBX", rbx
        SHOW_HEX "R15", r15
        SHOW_DECIMAL "carry", r12
        SHOW_HEX "XMM0", [now_xmm]
        mov     eax, [entry_mxcsr]
        SHOW_HEX "MXCSR", rax
        SHOW_MASK "mask"
        SET_MASK SIG_SETMASK, 0

        SAY     "a fault while its signal is blocked ends the program"
        HANDLE  SIGSEGV, plain_action
        SET_MASK SIG_BLOCK, SEGV
        mov     al, [abs 8]
        SAY     "NOT REACHED"
        EXIT    0
