; Ends in the way that its argument names. Without handlers: what counts is the status.
;
;   die signal N | exit N | exit-thread N | <a name of the table at the end>
%include "program.inc"
%include "words.inc"

section .text
global _start
_start:
        mov     rbx, rsp
        mov     rsi, [rbx + 16]         ; argv[1]
        lea     r12, [ways]
.next:
        mov     rdi, [r12]
        test    rdi, rdi
        jz      .unknown
        call    is_equal
        je      .found
        add     r12, 16
        jmp     .next
.unknown:
        SAY     "an unknown way to die"
        EXIT    100
.found:
        SAY     "before"
        mov     rdi, [rbx + 24]         ; argv[2], or 0
        call    read_number
        mov     rbx, rax
        call    [r12 + 8]
        SAY     "behind"
        EXIT    99

; raise(signal rbx)
raise:
        CALL_SYSTEM SYS_getpid
        mov     r13, rax
        CALL_SYSTEM SYS_kill, r13, rbx
        ret

leave:
        CALL_SYSTEM SYS_exit_group, rbx

leave_thread:
        CALL_SYSTEM SYS_exit, rbx

read_null:
        mov     al, [abs 8]

write_null:
        mov     [abs 8], al

read_kernel:
        mov     rax, 0xffffffff80000000
        mov     rax, [rax]

write_kernel:
        mov     rax, 0xffff800000000000
        mov     [rax], rax

jump_kernel:
        mov     rax, 0xffffffff80000000
        jmp     rax

read_non_canonical:
        mov     rax, 0x0000800000000000
        mov     rax, [rax]

jump_non_canonical:
        mov     rax, 0x0000800000000000
        jmp     rax

write_code:
        mov     [_start], al

jump_data:
        lea     rax, [output]
        jmp     rax

halt:
        hlt

disable_interrupts:
        cli

port:
        out     0xf4, al

divide:
        xor     ecx, ecx
        div     ecx

illegal:
        ud2

breakpoint:
        int3

single_step:
        push    RFLAGS_IF | RFLAGS_FIXED | RFLAGS_TF
        popfq
        nop
        nop

stack_overflow:
        call    stack_overflow

no_stack:
        xor     esp, esp
        ud2

kernel_stack:
        mov     rsp, 0xffffffff80001000
        push    rax

bad_frame:
        xor     esp, esp
        CALL_SYSTEM SYS_rt_sigreturn

unmap_self:
        CALL_SYSTEM SYS_munmap, $$, PAGE

unmap_all:
        CALL_SYSTEM SYS_munmap, 0x10000, TASK_SIZE - 0x10000

protect_self:
        CALL_SYSTEM SYS_mprotect, $$, PAGE, PROT_NONE

bus_error:
        CALL_SYSTEM SYS_open, small_file, O_RDONLY
        mov     r13, rax
        CALL_SYSTEM SYS_mmap, 0, 2 * PAGE, PROT_READ, MAP_PRIVATE, r13, 0
        mov     al, [rax + PAGE]

blocked_fault:
        CALL_SYSTEM SYS_rt_sigprocmask, SIG_BLOCK, all_signals, 0, 8
        ud2

ignored_fault:
        CALL_SYSTEM SYS_rt_sigaction, SIGSEGV, ignore_action, 0, 8
        mov     al, [abs 8]

; bad_handler(): the handler is nowhere: its first instruction faults, and so does the next handler's.
bad_handler:
        CALL_SYSTEM SYS_rt_sigaction, SIGSEGV, nowhere_action, 0, 8
        mov     al, [abs 8]

no_restorer:
        CALL_SYSTEM SYS_rt_sigaction, SIGUSR1, no_restorer_action, 0, 8
        mov     ebx, SIGUSR1
        jmp     raise

section .rodata
small_file:     db "/text/small.txt", 0
align 8
all_signals:    dq -1
ignore_action:  dq SIG_IGN, SA_RESTORER, 0, 0
nowhere_action: dq 0x10, SA_RESTORER, 0x10, 0
no_restorer_action: dq raise, 0, 0, 0

%macro WAY 2
        [section .rodata.names]
%%name: db %1, 0
        __?SECT?__
        dq      %%name, %2
%endmacro
section .rodata.names
section .rodata
align 8
ways:
        WAY     "signal", raise
        WAY     "exit", leave
        WAY     "exit-thread", leave_thread
        WAY     "read-null", read_null
        WAY     "write-null", write_null
        WAY     "read-kernel", read_kernel
        WAY     "write-kernel", write_kernel
        WAY     "jump-kernel", jump_kernel
        WAY     "read-non-canonical", read_non_canonical
        WAY     "jump-non-canonical", jump_non_canonical
        WAY     "write-code", write_code
        WAY     "jump-data", jump_data
        WAY     "hlt", halt
        WAY     "cli", disable_interrupts
        WAY     "out", port
        WAY     "divide", divide
        WAY     "ud2", illegal
        WAY     "int3", breakpoint
        WAY     "single-step", single_step
        WAY     "stack-overflow", stack_overflow
        WAY     "no-stack", no_stack
        WAY     "kernel-stack", kernel_stack
        WAY     "bad-frame", bad_frame
        WAY     "unmap-self", unmap_self
        WAY     "unmap-all", unmap_all
        WAY     "protect-self", protect_self
        WAY     "bus", bus_error
        WAY     "blocked-fault", blocked_fault
        WAY     "ignored-fault", ignored_fault
        WAY     "bad-handler", bad_handler
        WAY     "no-restorer", no_restorer
        dq      0
