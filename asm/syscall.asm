; The way of a system call: SYSCALL in ring 3 lands at syscall_entry (LSTAR), C# serves it, SYSRET or IRETQ goes back.
;
; SYSCALL puts RIP into RCX and RFLAGS into R11, takes CS and SS from STAR and clears the flags of FMASK. It switches
; neither stack nor GS and looks at no TSS (Intel SDM volume 2, "SYSCALL"). From the first instruction until the stack is
; switched, RSP is the program's: nothing may be pushed, and NMI, #DB, #DF and #MC have stacks of their own.
;
; The frame is the one drawn in asm/interrupts.asm.

%include "percpu.inc"

USER_DATA               equ 0x2b        ; Selector.UserData
USER_CODE               equ 0x33        ; Selector.UserCode
ENOSYS                  equ 38

FRAME_R11               equ 48
FRAME_RAX               equ 80
FRAME_RCX               equ 88
FRAME_RIP               equ 128
FRAME_CS                equ 136
FRAME_RFLAGS            equ 144
FRAME_RSP               equ 152
FRAME_SS                equ 160

VECTOR_STATE_SIZE       equ 280         ; as in asm/interrupts.asm, so that stack walks find the frame the same way
VECTOR_STATE_MXCSR      equ 256
VECTOR_REGISTERS        equ 16          ; XMM registers that kernel code can touch

RFLAGS_TF               equ 1 << 8
RFLAGS_RF               equ 1 << 16
USER_ADDRESS_BITS       equ 47

; POP_FRAME: all general registers from the frame at RSP, which ends at RIP.
%macro POP_FRAME 0
        pop     r15
        pop     r14
        pop     r13
        pop     r12
        pop     rbp
        pop     rbx
        pop     r11
        pop     r10
        pop     r9
        pop     r8
        pop     rax
        pop     rcx
        pop     rdx
        pop     rsi
        pop     rdi
        add     rsp, 8                  ; orig_rax
%endmacro

extern SyscallDispatch
extern return_to_user

section .text

global syscall_entry
align 16
syscall_entry:
        swapgs
        mov     [gs:PERCPU_USER_RSP], rsp
        mov     rsp, [gs:PERCPU_KERNEL_RSP]
        push    USER_DATA
        push    qword [gs:PERCPU_USER_RSP]
        push    r11
        push    USER_CODE
        push    rcx
        push    rax                     ; orig_rax: the number
        push    rdi
        push    rsi
        push    rdx
        push    rcx
        push    -ENOSYS                 ; rax: what a call that is not there returns
        push    r8
        push    r9
        push    r10
        push    r11
        push    rbx
        push    rbp
        push    r12
        push    r13
        push    r14
        push    r15
        sub     rsp, VECTOR_STATE_SIZE
%assign register 0
%rep VECTOR_REGISTERS
        movaps  [rsp + register * 16], xmm %+ register
%assign register register + 1
%endrep
        stmxcsr [rsp + VECTOR_STATE_MXCSR]
        ldmxcsr [kernel_mxcsr]          ; the program may have unmasked exceptions, or flushes denormals
        ; No value of the program's is left where speculation in the kernel could use it.
        xor     ebx, ebx
        xor     ebp, ebp
        xor     r8d, r8d
        xor     r9d, r9d
        xor     r10d, r10d
        xor     r11d, r11d
        xor     r12d, r12d
        xor     r13d, r13d
        xor     r14d, r14d
        xor     r15d, r15d
        sti
        lea     rdi, [rsp + VECTOR_STATE_SIZE]
        call    SyscallDispatch
global syscall_return_site
syscall_return_site:
        cli
        ldmxcsr [rsp + VECTOR_STATE_MXCSR]
%assign register 0
%rep VECTOR_REGISTERS
        movaps  xmm %+ register, [rsp + register * 16]
%assign register register + 1
%endrep
        add     rsp, VECTOR_STATE_SIZE

        ; SYSRET loads less than IRETQ and checks less. It may be used only if the program's registers come out the same:
        mov     rcx, [rsp + FRAME_RIP]
        cmp     rcx, [rsp + FRAME_RCX]          ; it takes RIP from RCX
        jne     .by_iretq
        mov     r11, [rsp + FRAME_RFLAGS]
        cmp     r11, [rsp + FRAME_R11]          ; and RFLAGS from R11
        jne     .by_iretq
        test    r11d, RFLAGS_RF | RFLAGS_TF     ; it clears RF, and traps for TF on an instruction too late
        jnz     .by_iretq
        cmp     qword [rsp + FRAME_CS], USER_CODE ; it loads fixed selectors
        jne     .by_iretq
        cmp     qword [rsp + FRAME_SS], USER_DATA
        jne     .by_iretq
        mov     rax, rcx                        ; on Intel CPUs it faults in ring 0 for a RIP that is not canonical
        shr     rax, USER_ADDRESS_BITS
        jnz     .by_iretq

        pop     r15
        pop     r14
        pop     r13
        pop     r12
        pop     rbp
        pop     rbx
        add     rsp, 8                          ; r11 is loaded
        pop     r10
        pop     r9
        pop     r8
        pop     rax
        add     rsp, 8                          ; rcx is loaded
        pop     rdx
        pop     rsi
        pop     rdi
        mov     rsp, [rsp + FRAME_RSP - (FRAME_RIP - 8)] ; RSP stands at orig_rax
        swapgs
        o64 sysret

.by_iretq:
        POP_FRAME
        jmp     return_to_user

; EnterUserMode(rdi = InterruptFrame* with the program's first registers, rsi = address of the TSS's RSP0): goes to ring 3.
; Returns when LeaveUserMode is called: from here down this stack is the thread's kernel stack.
global EnterUserMode
EnterUserMode:
        push    rbp
        push    rbx
        push    r12
        push    r13
        push    r14
        push    r15
        cli
        mov     [gs:PERCPU_LEAVE_RSP], rsp
        mov     rax, rsp
        and     rax, -16
        mov     [gs:PERCPU_KERNEL_RSP], rax
        mov     [rsi], rax
        ; A new program's x87 and SSE state (psABI 3.4.1).
        fninit
        ldmxcsr [kernel_mxcsr]
%assign register 0
%rep 16
        pxor    xmm %+ register, xmm %+ register
%assign register register + 1
%endrep
        mov     rsp, rdi
        POP_FRAME
        jmp     return_to_user

; LeaveUserMode(): gives up the system call or exception that is being served, and the program with it.
global LeaveUserMode
LeaveUserMode:
        mov     rsp, [gs:PERCPU_LEAVE_RSP]
        pop     r15
        pop     r14
        pop     r13
        pop     r12
        pop     rbx
        pop     rbp
        ret

; GetSyscallEntry() -> rax = what goes into LSTAR
global GetSyscallEntry
GetSyscallEntry:
        lea     rax, [syscall_entry]
        ret

; GetCompatibilityEntry() -> rax = what goes into CSTAR: SYSCALL from 32-bit code, which cannot run here.
global GetCompatibilityEntry
GetCompatibilityEntry:
        lea     rax, [compatibility_entry]
        ret

; There is no 32-bit user code segment in use, so nothing comes here; if it does, it goes back with -ENOSYS at once.
compatibility_entry:
        mov     eax, -ENOSYS
        o32 sysret

; GetUserIretq() -> rax = the IRETQ that loads a program's frame
extern user_iretq
global GetUserIretq
GetUserIretq:
        lea     rax, [user_iretq]
        ret

section .rodata
kernel_mxcsr:
        dd 0x1f80                       ; all exceptions masked, round to nearest (Intel SDM volume 1, 10.2.3)
