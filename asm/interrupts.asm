; Where the CPU comes in on an exception or interrupt: 256 stubs, and the two ways from them into C#.
;
; The frame that C# gets (kernel/Machine/Interrupts/InterruptFrame.cs); general registers in the order of Linux's pt_regs:
;
;       + 168   ss          pushed by the CPU
;       + 160   rsp
;       + 152   rflags
;       + 144   cs
;       + 136   rip
;       + 128   error code  pushed by the CPU, or 0 from the stub
;       + 120   vector      pushed by the stub
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
; and below it what C# code may change besides:
;       -  16   mxcsr (4 bytes, then 12 unused)
;       - 272   xmm0 to xmm15 <- rsp at the call
;
; In 64-bit mode the CPU aligns RSP to 16 before it pushes, so the frame is aligned at both ends.
;
; An IST stack (Intel SDM volume 3, 6.14.5) ends with 16 bytes of its own above the frame: the first 8 hold the address of
; the CPU's per-CPU area. See `paranoid`.

%include "percpu.inc"

FRAME_SIZE              equ 176
VECTOR_STATE_SIZE       equ 272
VECTOR_STATE_MXCSR      equ 256
RPL_MASK                equ 3           ; the privilege level in a selector
MSR_GS_BASE             equ 0xc0000101
STUB_SIZE               equ 16

extern InterruptDispatch

section .text

; --- the stubs: STUB_SIZE bytes each, so that vector n starts at interrupt_stubs + n * STUB_SIZE ---

%macro STUB 1
        align STUB_SIZE
        ; Vectors for which the CPU pushes an error code (Intel SDM volume 3, table 6-1; AMD APM volume 2, table 8-1).
  %if %1 != 8 && %1 != 10 && %1 != 11 && %1 != 12 && %1 != 13 && %1 != 14 && %1 != 17 && %1 != 21 && %1 != 29 && %1 != 30
        push    0
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

%macro SAVE 0
        push    rdi
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
        add     rsp, 16                 ; vector, error code
%endmacro

; --- most vectors: the privilege level they came from tells which GS is loaded ---

ordinary:
        test    byte [rsp + 24], RPL_MASK ; CS, above vector, error code and RIP
        jz      .from_kernel
        swapgs
.from_kernel:
        SAVE
        lea     rdi, [rsp + VECTOR_STATE_SIZE]
        call    InterruptDispatch
ordinary_return_site:
        RESTORE
        test    byte [rsp + 8], RPL_MASK
        jz      .to_kernel
        swapgs
.to_kernel:
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
        dq ordinary_return_site, paranoid_return_site, 0
default_mxcsr:
        dd 0x1f80                       ; all exceptions masked, round to nearest (Intel SDM volume 1, 10.2.3)

section .bss
g_smapEnabled:  resb 1
