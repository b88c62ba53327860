; Where the CPU comes in on an exception or interrupt: 256 stubs, and the two ways from them into C#.
;
; The frame that C# gets (kernel/Machine/Interrupts/InterruptFrame.cs), the same that asm/syscall.asm builds; its layout is
; Linux's struct pt_regs:
;
;       + 160   ss          pushed by the CPU
;       + 152   rsp
;       + 144   rflags
;       + 136   cs
;       + 128   rip
;       + 120   orig_rax    the CPU's error code, or -1 from the stub; a system call's number
;       + 112   rdi
;       + 104   rsi
;       +  96   rdx
;       +  88   rcx
;       +  80   rax
;       +  72   r8
;       +  64   r9
;       +  56   r10
;       +  48   r11
;       +  40   rbx
;       +  32   rbp
;       +  24   r12
;       +  16   r13
;       +   8   r14
;       +   0   r15         <- InterruptFrame*
; and below it what C# code may change besides, and the vector:
;       -  20   vector (4 bytes)
;       -  24   mxcsr (4 bytes)
;       - 280   xmm0 to xmm15 <- rsp at the call
;
; In 64-bit mode the CPU aligns RSP to 16 before it pushes; the frame's odd number of words is made up below it.
;
; An IST stack (Intel SDM volume 3, 6.14.5) ends with 16 bytes of its own above the frame: the first 8 hold the address of
; the CPU's per-CPU area. See `paranoid`.

%include "percpu.inc"

FRAME_SIZE              equ 168
VECTOR_STATE_SIZE       equ 280
VECTOR_STATE_MXCSR      equ 256
VECTOR_STATE_VECTOR     equ 260
KERNEL_DATA             equ 0x18        ; Selector.KernelData
RPL_MASK                equ 3           ; the privilege level in a selector
MSR_GS_BASE             equ 0xc0000101
STUB_SIZE               equ 16

extern InterruptDispatch
extern syscall_return_site             ; asm/syscall.asm

section .text

; --- the stubs: STUB_SIZE bytes each, so that vector n starts at interrupt_stubs + n * STUB_SIZE ---

%macro STUB 1
        align STUB_SIZE
        ; Vectors for which the CPU pushes an error code (Intel SDM volume 3, table 6-1; AMD APM volume 2, table 8-1).
  %if %1 != 8 && %1 != 10 && %1 != 11 && %1 != 12 && %1 != 13 && %1 != 14 && %1 != 17 && %1 != 21 && %1 != 29 && %1 != 30
        push    -1
  %endif
        push    strict dword %1
        ; #DB, NMI, #DF and #MC can arrive between any two instructions of the kernel.
  %if %1 == 1 || %1 == 2 || %1 == 8 || %1 == 18
        jmp     paranoid
  %else
        jmp     ordinary
  %endif
%endmacro

align STUB_SIZE
interrupt_stubs:
%assign vector 0
%rep 256
        STUB    vector
%assign vector vector + 1
%endrep
        align STUB_SIZE

; --- saving and restoring ---

; The stub's vector stands where RDI belongs: the two change places.
%macro SAVE 0
        xchg    rdi, [rsp]
        push    rsi
        push    rdx
        push    rcx
        push    rax
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
%rep 16
        movaps  [rsp + register * 16], xmm %+ register
%assign register register + 1
%endrep
        stmxcsr [rsp + VECTOR_STATE_MXCSR]
        mov     [rsp + VECTOR_STATE_VECTOR], edi
        ldmxcsr [default_mxcsr]         ; user code may have unmasked exceptions
        cld                             ; the ABI wants it clear; interrupted code may have set it
        cmp     byte [g_smapEnabled], 0
        je      %%no_smap
        clac                            ; user code may have set RFLAGS.AC, which switches SMAP off
%%no_smap:
%endmacro

%macro RESTORE 0
        ldmxcsr [rsp + VECTOR_STATE_MXCSR]
%assign register 0
%rep 16
        movaps  xmm %+ register, [rsp + register * 16]
%assign register register + 1
%endrep
        add     rsp, VECTOR_STATE_SIZE
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

; --- most vectors: the privilege level they came from tells which GS is loaded ---

ordinary:
        test    byte [rsp + 24], RPL_MASK ; CS, above vector, error code and RIP
        jz      from_kernel
        swapgs
        SAVE
        ; The CPU has loaded SS with the null selector. SYSRET on AMD leaves what it finds in SS's hidden part to the
        ; program (AMD APM volume 3, "SYSRET"), so it must be a usable segment again before any thread goes out that way.
        mov     eax, KERNEL_DATA
        mov     ss, eax
        lea     rdi, [rsp + VECTOR_STATE_SIZE]
        call    InterruptDispatch
ordinary_user_return_site:
        RESTORE
        jmp     return_to_user

from_kernel:
        ; The one fault that comes with the program's GS in ring 0: IRETQ refuses the frame that it is to load.
        push    rax
        lea     rax, [user_iretq]
        cmp     rax, [rsp + 24]         ; RIP, above RAX, vector and error code
        pop     rax
        jne     .own_gs
        swapgs
.own_gs:
        SAVE
        lea     rdi, [rsp + VECTOR_STATE_SIZE]
        call    InterruptDispatch
ordinary_return_site:
        RESTORE
        iretq

; To ring 3 by IRETQ: rsp = address of RIP, CS, RFLAGS, RSP, SS; all other registers are the program's, GS is the kernel's.
global return_to_user
return_to_user:
        swapgs
global user_iretq
user_iretq:
        iretq

; --- vectors that may come before the kernel's entry code has swapped GS, or after its exit code has ---
; CS does not tell then, and neither does the GS base's sign where user code may write it (FSGSBASE). So the base is
; fetched from the IST stack, and the old one put back, whatever it was.

paranoid:
        SAVE
        mov     ecx, MSR_GS_BASE
        rdmsr
        shl     rdx, 32
        or      rax, rdx
        mov     rbx, rax                ; callee-saved: survives the call
        mov     rax, [rsp + VECTOR_STATE_SIZE + FRAME_SIZE]
        mov     rdx, rax
        shr     rdx, 32
        wrmsr
        lea     rdi, [rsp + VECTOR_STATE_SIZE]
        call    InterruptDispatch
paranoid_return_site:
        mov     rax, rbx
        mov     rdx, rax
        shr     rdx, 32
        mov     ecx, MSR_GS_BASE
        wrmsr
        RESTORE
        iretq

; GetInterruptStubs() -> rax = the stub of vector 0
global GetInterruptStubs:function
GetInterruptStubs:
        lea     rax, [interrupt_stubs]
        ret

; GetInterruptReturnSites() -> rax = the addresses that InterruptDispatch returns to, ended by 0: whoever walks the stack
; and comes to one of them finds the frame at RSP + VECTOR_STATE_SIZE.
global GetInterruptReturnSites:function
GetInterruptReturnSites:
        lea     rax, [interrupt_return_sites]
        ret

; SetSmapEnabled(): CR4.SMAP is on.
global SetSmapEnabled:function
SetSmapEnabled:
        mov     byte [g_smapEnabled], 1
        ret

section .rodata
align 8
interrupt_return_sites:
        dq ordinary_return_site, ordinary_user_return_site, paranoid_return_site, syscall_return_site, 0
default_mxcsr:
        dd 0x1f80                       ; all exceptions masked, round to nearest (Intel SDM volume 1, 10.2.3)

section .bss
global g_smapEnabled
g_smapEnabled:  resb 1
