; CPU instructions and image symbols that C# cannot name.

%include "percpu.inc"
%include "corelib_offsets.inc"

section .text

; SYMBOL_GETTER name, symbol: a function that returns a symbol's address.
%macro SYMBOL_GETTER 2
extern %2
global %1
%1:     lea     rax, [%2]
        ret
%endmacro

SYMBOL_GETTER GetThrowSites, g_throwSites
SYMBOL_GETTER GetEhFrameHeader, __eh_frame_hdr
SYMBOL_GETTER GetInterfaceDispatchStub, RhpInterfaceDispatch
SYMBOL_GETTER GetModulesStart, __modules_start
SYMBOL_GETTER GetModulesEnd, __modules_end
SYMBOL_GETTER GetKernelStart, __kernel_start
SYMBOL_GETTER GetKernelEnd, __kernel_end

global GetRuntimeThread
GetRuntimeThread:
        mov     rax, [gs:PERCPU_THREAD]
        ret

; OutByte(di = port, sil = value), InByte(di = port) -> al
global OutByte
OutByte:
        mov     edx, edi
        mov     eax, esi
        out     dx, al
        ret
global InByte
InByte: mov     edx, edi
        xor     eax, eax
        in      al, dx
        ret

; Halt(): stops this CPU for good.
global Halt
Halt:   cli
.again: hlt
        jmp     .again

; CaptureContext(rdi = PAL_LIMITED_CONTEXT*): the caller's registers as they are after this call.
global CaptureContext
CaptureContext:
        mov     rax, [rsp]
        mov     [rdi + OFFSETOF__PAL_LIMITED_CONTEXT__IP], rax
        lea     rax, [rsp + 8]
        mov     [rdi + OFFSETOF__PAL_LIMITED_CONTEXT__Rsp], rax
        mov     [rdi + OFFSETOF__PAL_LIMITED_CONTEXT__Rbp], rbp
        mov     [rdi + OFFSETOF__PAL_LIMITED_CONTEXT__Rbx], rbx
        mov     [rdi + OFFSETOF__PAL_LIMITED_CONTEXT__R12], r12
        mov     [rdi + OFFSETOF__PAL_LIMITED_CONTEXT__R13], r13
        mov     [rdi + OFFSETOF__PAL_LIMITED_CONTEXT__R14], r14
        mov     [rdi + OFFSETOF__PAL_LIMITED_CONTEXT__R15], r15
        ret
