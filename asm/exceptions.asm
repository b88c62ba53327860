; Throwing and catching: what CoreLib's two-pass dispatch (System.Runtime.EH) needs of registers and stack.
;
; A throw builds on the stack, above the frame of the helper:
;     PAL_LIMITED_CONTEXT     where the exception was raised
;     ExInfo                  the state of its dispatch, linked to the thread's innermost one
; and calls into CoreLib, which walks frames through RhpSfiInit/RhpSfiNext (kernel/Machine/Runtime/Unwinding) and comes
; back through the RhpCall…Funclet helpers. Throw helpers never return; a frame walk that reaches one of their return
; addresses (g_throwSites) has come to an outer exception in flight and continues from its ExInfo.

%include "corelib_offsets.inc"
%include "percpu.inc"
%include "cfi.inc"

EXKIND_THROW            equ 1
EXKIND_HARDWARE_FAULT   equ 2
EXKIND_RETHROW          equ 4           ; set by CoreLib itself
NO_CLAUSE               equ 0xffffffff

extern RhThrowEx
extern RhThrowHwEx
extern RhRethrow

CFI_CIE

section .text

; BUILD_THROW_FRAME kind: expects RAX = instruction pointer and RDX = stack pointer of the thrower, all callee-saved
; registers as the thrower has them. Leaves RSI = ExInfo*, R8 = previous ExInfo*; keeps RDI.
%macro BUILD_THROW_FRAME 1
        sub     rsp, SIZEOF__PAL_LIMITED_CONTEXT + SIZEOF__ExInfo
        and     rsp, -16
        lea     rcx, [rsp + SIZEOF__ExInfo]
        mov     [rcx + OFFSETOF__PAL_LIMITED_CONTEXT__IP], rax
        mov     [rcx + OFFSETOF__PAL_LIMITED_CONTEXT__Rsp], rdx
        mov     [rcx + OFFSETOF__PAL_LIMITED_CONTEXT__Rbp], rbp
        mov     [rcx + OFFSETOF__PAL_LIMITED_CONTEXT__Rbx], rbx
        mov     [rcx + OFFSETOF__PAL_LIMITED_CONTEXT__R12], r12
        mov     [rcx + OFFSETOF__PAL_LIMITED_CONTEXT__R13], r13
        mov     [rcx + OFFSETOF__PAL_LIMITED_CONTEXT__R14], r14
        mov     [rcx + OFFSETOF__PAL_LIMITED_CONTEXT__R15], r15
        mov     rsi, rsp
        mov     [rsi + OFFSETOF__ExInfo__m_pExContext], rcx
        xor     ecx, ecx
        mov     [rsi + OFFSETOF__ExInfo__m_exception], rcx
        mov     byte [rsi + OFFSETOF__ExInfo__m_kind], %1
        mov     byte [rsi + OFFSETOF__ExInfo__m_passNumber], 1
        mov     dword [rsi + OFFSETOF__ExInfo__m_idxCurClause], NO_CLAUSE
        mov     r9, [gs:PERCPU_THREAD]
        mov     r8, [r9 + THREAD_EXINFO_HEAD]
        mov     [rsi + OFFSETOF__ExInfo__m_pPrevExInfo], r8
        mov     [r9 + THREAD_EXINFO_HEAD], rsi
%endmacro

; RhpThrowEx(rdi = exception object): `throw`.
global RhpThrowEx
RhpThrowEx:
        mov     rax, [rsp]
        lea     rdx, [rsp + 8]
        BUILD_THROW_FRAME EXKIND_THROW
        call    RhThrowEx
throw_site:
        ud2

; RhpThrowHwEx(edi = exception code): the fault handler returns here instead of to the faulting instruction, with every
; register as it was but RIP, RDI (code), RSI (faulting instruction) and RDX (stack pointer at the fault).
global RhpThrowHwEx
RhpThrowHwEx:
        mov     rax, rsi
        BUILD_THROW_FRAME EXKIND_HARDWARE_FAULT
        call    RhThrowHwEx
throw_hardware_site:
        ud2

; RhpRethrow(): `throw;` inside a catch funclet: the innermost ExInfo is the active exception.
global RhpRethrow
RhpRethrow:
        mov     rax, [rsp]
        lea     rdx, [rsp + 8]
        BUILD_THROW_FRAME EXKIND_THROW
        mov     rdi, r8
        call    RhRethrow
rethrow_site:
        ud2

section .rodata
global g_throwSites
g_throwSites:
        dq throw_site, throw_hardware_site, rethrow_site
section .text

; The frame of the three funclet helpers:
;       rsp + 72  return address
;       rsp + 64  rbp
;       rsp + 56  rbx
;       rsp + 48  r12
;       rsp + 40  r13
;       rsp + 32  r14
;       rsp + 24  r15
;       rsp + 16  (alignment)
;       rsp +  8  ExInfo* or unused
;       rsp +  0  REGDISPLAY* of the frame that the funclet belongs to
%macro FUNCLET_PROLOG 0
        push    rbp
        push    rbx
        push    r12
        push    r13
        push    r14
        push    r15
        sub     rsp, 24
%endmacro

%macro FUNCLET_FRAME 2                  ; begin, end
CFI_FRAME %1, %2, 80, DW_REG_RBP, 2, DW_REG_RBX, 3, DW_REG_R12, 4, DW_REG_R13, 5, DW_REG_R14, 6, DW_REG_R15, 7
%endmacro

; Loads the callee-saved registers of the frame that REGDISPLAY %1 describes.
%macro LOAD_PRESERVED 1
        mov     rax, [%1 + OFFSETOF__REGDISPLAY__pRbx]
        mov     rbx, [rax]
        mov     rax, [%1 + OFFSETOF__REGDISPLAY__pRbp]
        mov     rbp, [rax]
        mov     rax, [%1 + OFFSETOF__REGDISPLAY__pR12]
        mov     r12, [rax]
        mov     rax, [%1 + OFFSETOF__REGDISPLAY__pR13]
        mov     r13, [rax]
        mov     rax, [%1 + OFFSETOF__REGDISPLAY__pR14]
        mov     r14, [rax]
        mov     rax, [%1 + OFFSETOF__REGDISPLAY__pR15]
        mov     r15, [rax]
%endmacro

; Writes them back where that frame's callees saved them.
%macro STORE_PRESERVED 1
        mov     rax, [%1 + OFFSETOF__REGDISPLAY__pRbx]
        mov     [rax], rbx
        mov     rax, [%1 + OFFSETOF__REGDISPLAY__pRbp]
        mov     [rax], rbp
        mov     rax, [%1 + OFFSETOF__REGDISPLAY__pR12]
        mov     [rax], r12
        mov     rax, [%1 + OFFSETOF__REGDISPLAY__pR13]
        mov     [rax], r13
        mov     rax, [%1 + OFFSETOF__REGDISPLAY__pR14]
        mov     [rax], r14
        mov     rax, [%1 + OFFSETOF__REGDISPLAY__pR15]
        mov     [rax], r15
%endmacro

%macro FUNCLET_EPILOG 0
        add     rsp, 24
        pop     r15
        pop     r14
        pop     r13
        pop     r12
        pop     rbx
        pop     rbp
        ret
%endmacro

; RhpCallCatchFunclet(rdi = exception object, rsi = funclet, rdx = REGDISPLAY*, rcx = ExInfo*): runs the catch block in
; its method's frame and resumes there; every frame below, this one too, is gone afterwards.
global RhpCallCatchFunclet
RhpCallCatchFunclet:
        FUNCLET_PROLOG
catch_body:
        mov     [rsp], rdx
        mov     [rsp + 8], rcx
        LOAD_PRESERVED rdx
        call    rsi
        mov     rdx, [rsp]
        mov     r8, [rdx + OFFSETOF__REGDISPLAY__SP]
        ; Exceptions whose dispatch lay in the frames that vanish are over.
        mov     r9, [gs:PERCPU_THREAD]
        mov     r10, [r9 + THREAD_EXINFO_HEAD]
.pop:   test    r10, r10
        jz      .popped
        cmp     r10, r8
        jae     .popped
        mov     r10, [r10 + OFFSETOF__ExInfo__m_pPrevExInfo]
        jmp     .pop
.popped:
        mov     [r9 + THREAD_EXINFO_HEAD], r10
        mov     rsp, r8
        jmp     rax
catch_end:
FUNCLET_FRAME catch_body, catch_end

; RhpCallFinallyFunclet(rdi = funclet, rsi = REGDISPLAY*): runs a finally or fault block in the second pass.
global RhpCallFinallyFunclet
RhpCallFinallyFunclet:
        FUNCLET_PROLOG
finally_body:
        mov     [rsp], rsi
        LOAD_PRESERVED rsi
        call    rdi
        mov     rsi, [rsp]
        STORE_PRESERVED rsi
        FUNCLET_EPILOG
finally_end:
FUNCLET_FRAME finally_body, finally_end

; RhpCallFilterFunclet(rdi = exception object, rsi = funclet, rdx = REGDISPLAY*) -> al: runs an exception filter in the
; first pass. The frame is still active: only RBP is its own.
global RhpCallFilterFunclet
RhpCallFilterFunclet:
        FUNCLET_PROLOG
filter_body:
        mov     [rsp], rdx
        mov     rax, [rdx + OFFSETOF__REGDISPLAY__pRbp]
        mov     rbp, [rax]
        call    rsi
        FUNCLET_EPILOG
filter_end:
FUNCLET_FRAME filter_body, filter_end
