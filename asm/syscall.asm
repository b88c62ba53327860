; The way of a system call: SYSCALL in ring 3 lands at syscall_entry (LSTAR), C# serves it, SYSRET or IRETQ goes back.
;
; SYSCALL puts RIP into RCX and RFLAGS into R11, takes CS and SS from STAR and clears the flags of FMASK. It switches
; neither stack nor GS and looks at no TSS (Intel SDM volume 2, "SYSCALL"). From the first instruction until the stack is
; switched, RSP is the program's: nothing may be pushed, and NMI, #DB, #DF and #MC have stacks of their own.
;
; The frame is the one drawn in asm/frame.inc.

%include "percpu.inc"
%include "frame.inc"

USER_DATA               equ 0x2b        ; Selector.UserData
USER_CODE               equ 0x33        ; Selector.UserCode
ENOSYS                  equ 38

SYSCALL_NUMBERS         equ 512         ; UnservedCalls.Numbers

RFLAGS_TF               equ 1 << 8
RFLAGS_RF               equ 1 << 16

extern SyscallDispatch
extern kernel_mxcsr
extern UserWorkDispatch
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
        PUSH_REGISTERS -ENOSYS          ; rax: what a call that is not there returns
        cmp     eax, SYSCALL_NUMBERS
        jae     .outside
        bt      [g_unservedCalls], eax
        jc      .unserved
.serve: SAVE_VECTORS
        ; No value of the program's is left where speculation in the kernel could use it.
        lea     rdi, [rsp + VECTOR_STATE_SIZE]
        xor     eax, eax
        xor     ecx, ecx
        xor     edx, edx
        xor     esi, esi
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
        call    SyscallDispatch
global syscall_return_site
syscall_return_site:
        cli
        cmp     dword [gs:PERCPU_WORK], 0
        jne     syscall_work
syscall_restore:
        RESTORE_VECTORS
syscall_leave:
        ; SYSRET loads less than IRETQ and checks less. It may be used only if the program's registers come out the same:
        mov     rcx, [rsp + FRAME_RIP]
        cmp     rcx, [rsp + FRAME_RCX]          ; it takes RIP from RCX
        jne     syscall_by_iretq
        cmp     rcx, [user_half_end]            ; on Intel CPUs it faults in ring 0 for a RIP that is not canonical
        jae     syscall_by_iretq
        mov     r11, [rsp + FRAME_RFLAGS]
        cmp     r11, [rsp + FRAME_R11]          ; and RFLAGS from R11
        jne     syscall_by_iretq
        test    r11d, RFLAGS_RF | RFLAGS_TF     ; it clears RF, and traps for TF on an instruction too late
        jnz     syscall_by_iretq
        cmp     qword [rsp + FRAME_CS], USER_CODE ; it loads fixed selectors
        jne     syscall_by_iretq
        cmp     qword [rsp + FRAME_SS], USER_DATA
        jne     syscall_by_iretq

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
        add     rsp, 16                         ; rax is the result, rcx is loaded
        pop     rdx
        pop     rsi
        pop     rdi
        mov     rsp, [rsp + FRAME_RSP - (FRAME_RIP - 8)] ; RSP stands at orig_rax
        swapgs
        o64 sysret

syscall_by_iretq:
        mov     [rsp + FRAME_RAX], rax
        POP_REGISTERS
        jmp     return_to_user

; Something waits to be done on the way to ring 3, such as a signal: it sees the result and may change all registers.
syscall_work:
        mov     [rsp + VECTOR_STATE_SIZE + FRAME_RAX], rax
        lea     rdi, [rsp + VECTOR_STATE_SIZE]
        call    UserWorkDispatch
global syscall_work_site
syscall_work_site:
        mov     rax, [rsp + VECTOR_STATE_SIZE + FRAME_RAX]
        jmp     syscall_restore

; A number that C# wants to hear no more of (UnservedCalls): no code runs that could change registers.
syscall_entry.outside:
        cmp     byte [g_unservedCalls + SYSCALL_NUMBERS / 8], 0
        je      syscall_entry.serve
syscall_entry.unserved:
        cmp     dword [gs:PERCPU_WORK], 0
        jne     syscall_entry.serve
        mov     rax, -ENOSYS
        jmp     syscall_leave

; GetUnservedCalls() -> rax = the bits that syscall_entry looks at: one for each number, and a byte for all others
global GetUnservedCalls
GetUnservedCalls:
        lea     rax, [g_unservedCalls]
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

; GetReturnToUser() -> rax = the way to ring 3 with the frame at RSP
global GetReturnToUser
GetReturnToUser:
        lea     rax, [return_to_user]
        ret

section .rodata
align 8
user_half_end:
        dq 1 << 47                      ; the first address above the lower half (Intel SDM volume 1, 3.3.7.1)

section .bss align=8
g_unservedCalls: resb SYSCALL_NUMBERS / 8 + 1
