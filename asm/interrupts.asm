; Where the CPU comes in on an exception or interrupt: 256 stubs, and the two ways from them into C#.
;
; The frame that they build for C# is drawn in asm/frame.inc. In 64-bit mode the CPU aligns RSP to 16 before it pushes.
;
; An IST stack (Intel SDM volume 3, 6.14.5) ends with 16 bytes of its own above the frame: the first 8 hold the address of
; the CPU's per-CPU area. See `paranoid`.

%include "percpu.inc"
%include "frame.inc"

KERNEL_DATA             equ 0x18        ; Selector.KernelData
MSR_GS_BASE             equ 0xc0000101
STUB_SIZE               equ 16

; What a stub leaves on the stack: vector, error code, RIP, CS, RFLAGS, RSP, SS.
STUB_RIP                equ 16
STUB_CS                 equ 24
STUB_FRAME_SIZE         equ 56

extern InterruptDispatch
extern UserWorkDispatch
extern kernel_mxcsr
extern syscall_return_site             ; asm/syscall.asm
extern syscall_work_site

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
        PUSH_REGISTERS rax
        SAVE_VECTORS
        mov     [rsp + VECTOR_STATE_VECTOR], edi
        cld                             ; the ABI wants it clear; interrupted code may have set it
        cmp     byte [g_smapEnabled], 0
        je      %%no_smap
        clac                            ; user code may have set RFLAGS.AC, which switches SMAP off
%%no_smap:
%endmacro

%macro RESTORE 0
        RESTORE_VECTORS
        POP_REGISTERS
%endmacro

; --- most vectors: the privilege level they came from tells which GS is loaded ---

ordinary:
        test    byte [rsp + STUB_CS], RPL_MASK
        jz      from_kernel
        swapgs
from_user:
        SAVE
        ; The CPU has loaded SS with the null selector. SYSRET on AMD leaves what it finds in SS's hidden part to the
        ; program (AMD APM volume 3, "SYSRET"), so it must be a usable segment again before any thread goes out that way.
        mov     eax, KERNEL_DATA
        mov     ss, eax
        lea     rdi, [rsp + VECTOR_STATE_SIZE]
        call    InterruptDispatch
from_user_return_site:
        cmp     dword [gs:PERCPU_WORK], 0
        jne     from_user_work
from_user_restore:
        RESTORE
        jmp     return_to_user

; The same that syscall_work does.
from_user_work:
        lea     rdi, [rsp + VECTOR_STATE_SIZE]
        call    UserWorkDispatch
from_user_work_site:
        jmp     from_user_restore

from_kernel:
        ; The one fault that comes with the program's GS in ring 0: IRETQ refuses the frame that it is to load.
        push    rax
        lea     rax, [user_iretq]
        cmp     rax, [rsp + 8 + STUB_RIP] ; above RAX
        pop     rax
        jne     from_kernel_own_gs
        swapgs
from_kernel_own_gs:
        SAVE
        lea     rdi, [rsp + VECTOR_STATE_SIZE]
        call    InterruptDispatch
from_kernel_return_site:
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
; From ring 3 there is no doubt about GS, and they go on like any other vector on the thread's stack: what is served
; there may take long, allocate and throw.

paranoid:
        test    byte [rsp + STUB_CS], RPL_MASK
        jz      paranoid_kernel
        swapgs
        mov     [gs:PERCPU_USER_RSP], rsp ; free: no system call is being entered
        mov     rsp, [gs:PERCPU_KERNEL_RSP]
        sub     rsp, STUB_FRAME_SIZE
        push    rax
        push    rdx
        mov     rax, [gs:PERCPU_USER_RSP]
%assign offset 0
%rep STUB_FRAME_SIZE / 8
        mov     rdx, [rax + offset]
        mov     [rsp + 16 + offset], rdx ; above RDX and RAX
%assign offset offset + 8
%endrep
        pop     rdx
        pop     rax
        jmp     from_user

; In ring 0 CS does not tell whose GS is loaded, and neither does the GS base's sign where user code may write it
; (FSGSBASE). So the base is fetched from the IST stack, and the old one put back, whatever it was.
paranoid_kernel:
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

; GetInterruptReturnSites() -> rax = the addresses that InterruptDispatch and its like return to, ended by 0: whoever walks the stack
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
        dq from_kernel_return_site, from_user_return_site, from_user_work_site, paranoid_return_site
        dq syscall_return_site, syscall_work_site, 0

section .bss
global g_smapEnabled
g_smapEnabled:  resb 1
