; Helpers that compiled C# calls by name (NativeAOT's runtime interface). Where a helper stores through a pointer that
; managed code may have as null, the faulting instruction is listed in g_helperFaultSites: the fault handler then raises
; the exception in the caller.

%include "percpu.inc"
%include "corelib_offsets.inc"

section .text

; --- Write barriers. The collector does not move objects and has no generations: a store is just a store. ---

; RhpAssignRef(rdi = slot, rsi = value), and the variant for slots that need not lie in the heap.
global RhpAssignRef
global RhpCheckedAssignRef
align 16
RhpAssignRef:
RhpCheckedAssignRef:
assign_site:
        mov     [rdi], rsi
        ret

; RhpByRefAssignRef(rdi = destination slot, rsi = source slot): copies one reference and advances both by 8; may change
; RCX and nothing else.
global RhpByRefAssignRef
RhpByRefAssignRef:
byref_load_site:
        mov     rcx, [rsi]
byref_store_site:
        mov     [rdi], rcx
        add     rdi, 8
        add     rsi, 8
        ret

; RhpCheckedLockCmpXchg(rdi = slot, rsi = new value, rdx = comparand) -> rax = old value
global RhpCheckedLockCmpXchg
RhpCheckedLockCmpXchg:
        mov     rax, rdx
cmpxchg_site:
        lock cmpxchg [rdi], rsi
        ret

; RhpCheckedXchg(rdi = slot, rsi = value) -> rax = old value
global RhpCheckedXchg
RhpCheckedXchg:
        mov     rax, rsi
xchg_site:
        xchg    [rdi], rax
        ret

; --- Memory ---
; Small sizes by two possibly overlapping moves, middle sizes in 32-byte steps, large ones with 8-byte string instructions:
; byte-wise `rep` is slow in emulators and on CPUs without ERMS. What the last step covers is loaded before the first
; store, so that overlapping areas come out right.

STRING_THRESHOLD        equ 512         ; from here the start-up of `rep` is paid back

; memmove(rdi = destination, rsi = source, rdx = bytes) -> rax = destination; the areas may overlap.
; RhBulkMoveWithWriteBarrier is the same: there is no barrier, and an aligned reference moves in one piece.
global memmove
global memcpy
global RhBulkMoveWithWriteBarrier
align 16
memcpy:
memmove:
RhBulkMoveWithWriteBarrier:
        mov     rax, rdi
        cmp     rdx, 16
        ja      .over16
        cmp     edx, 8
        jae     .from8
        cmp     edx, 4
        jae     .from4
        test    edx, edx
        jz      .done
        mov     ecx, edx                ; 1 to 3 bytes: first, middle, last
        shr     ecx, 1
        movzx   r8d, byte [rsi]
        movzx   r9d, byte [rsi + rcx]
        movzx   r10d, byte [rsi + rdx - 1]
        mov     [rdi], r8b
        mov     [rdi + rcx], r9b
        mov     [rdi + rdx - 1], r10b
.done:  ret
.from4: mov     ecx, [rsi]
        mov     r8d, [rsi + rdx - 4]
        mov     [rdi], ecx
        mov     [rdi + rdx - 4], r8d
        ret
.from8: mov     rcx, [rsi]
        mov     r8, [rsi + rdx - 8]
        mov     [rdi], rcx
        mov     [rdi + rdx - 8], r8
        ret
.over16:
        cmp     rdx, 32
        ja      .over32
        movdqu  xmm0, [rsi]
        movdqu  xmm1, [rsi + rdx - 16]
        movdqu  [rdi], xmm0
        movdqu  [rdi + rdx - 16], xmm1
        ret
.over32:
        mov     rcx, rdi
        sub     rcx, rsi
        cmp     rcx, rdx                ; destination inside [source, source + bytes)?
        jb      .backward
        movdqu  xmm2, [rsi + rdx - 32]
        movdqu  xmm3, [rsi + rdx - 16]
        lea     r9, [rdi + rdx - 32]    ; where the last step goes
        cmp     rdx, STRING_THRESHOLD
        jae     .string
.forward:
        movdqu  xmm0, [rsi]
        movdqu  xmm1, [rsi + 16]
        movdqu  [rdi], xmm0
        movdqu  [rdi + 16], xmm1
        add     rsi, 32
        add     rdi, 32
        cmp     rdi, r9
        jb      .forward
.last:  movdqu  [r9], xmm2
        movdqu  [r9 + 16], xmm3
        ret
.string:
        mov     rcx, rdx
        shr     rcx, 3
        rep movsq
        jmp     .last
.backward:
        movdqu  xmm2, [rsi]
        movdqu  xmm3, [rsi + 16]
        lea     rsi, [rsi + rdx - 32]
        lea     rdi, [rdi + rdx - 32]
.down:  movdqu  xmm0, [rsi]
        movdqu  xmm1, [rsi + 16]
        movdqu  [rdi], xmm0
        movdqu  [rdi + 16], xmm1
        sub     rsi, 32
        sub     rdi, 32
        cmp     rdi, rax
        ja      .down
        movdqu  [rax], xmm2
        movdqu  [rax + 16], xmm3
        ret

; memset(rdi = destination, sil = value, rdx = bytes) -> rax = destination
global memset
align 16
memset:
        movzx   ecx, sil
        mov     r8, 0x0101010101010101
        imul    rcx, r8                 ; the value in every byte
fill:   mov     rax, rdi
        cmp     rdx, 16
        ja      .over16
        cmp     edx, 8
        jae     .from8
        cmp     edx, 4
        jae     .from4
        test    edx, edx
        jz      .done
        mov     r8d, edx
        shr     r8d, 1
        mov     [rdi], cl
        mov     [rdi + r8], cl
        mov     [rdi + rdx - 1], cl
.done:  ret
.from4: mov     [rdi], ecx
        mov     [rdi + rdx - 4], ecx
        ret
.from8: mov     [rdi], rcx
        mov     [rdi + rdx - 8], rcx
        ret
.over16:
        movq    xmm0, rcx
        punpcklqdq xmm0, xmm0
        lea     r9, [rdi + rdx - 16]
        cmp     rdx, STRING_THRESHOLD
        jae     .string
.step:  movdqu  [rdi], xmm0
        add     rdi, 16
        cmp     rdi, r9
        jb      .step
        movdqu  [r9], xmm0
        ret
.string:
        mov     r8, rax
        mov     rax, rcx
        mov     rcx, rdx
        shr     rcx, 3
        rep stosq
        movdqu  [r9], xmm0
        mov     rax, r8
        ret

; RhpGcSafeZeroMemory(rdi = destination, rsi = bytes) -> rax = destination: references vanish whole, never byte by byte.
global RhpGcSafeZeroMemory
RhpGcSafeZeroMemory:
        mov     rdx, rsi
        xor     ecx, ecx
        jmp     fill

; --- Transitions. Managed code and what it calls are one kernel: there is nothing to switch, and the collector scans
; stacks conservatively, so it needs no transition frames. ---
global RhpPInvoke
global RhpPInvokeReturn
global RhpReversePInvoke
global RhpReversePInvokeReturn
global RhpGcPoll
RhpPInvoke:
RhpPInvokeReturn:
RhpReversePInvoke:
RhpReversePInvokeReturn:
RhpGcPoll:
        ret

; RhpStackProbe(r11 = lowest address of a frame larger than a page): touches every page on the way down, so that a
; frame can't jump over the guard page.
global RhpStackProbe
RhpStackProbe:
        lea     rax, [rsp + 8]
.page:  sub     rax, 4096
        test    [rax], al
        cmp     rax, r11
        jg      .page
        ret

; CpuPause(): a spin loop's breath. MemoryFence(): all earlier loads and stores are done.
global CpuPause
CpuPause:
        pause
        ret
global MemoryFence
MemoryFence:
        mfence
        ret

; RuntimeThread* GetRuntimeThread(): the running thread.
global GetRuntimeThread
GetRuntimeThread:
        mov     rax, [gs:PERCPU_THREAD]
        ret

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

; Addresses of symbols, which C# cannot name.
%macro SYMBOL_GETTER 2                  ; function, symbol
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
SYMBOL_GETTER GetImageStart, __image_start
SYMBOL_GETTER GetDispatchFaultSites, g_dispatchFaultSites
SYMBOL_GETTER GetThrowHardwareException, RhpThrowHwEx
SYMBOL_GETTER GetInitialDispatchStub, RhpInitialDynamicInterfaceDispatch
SYMBOL_GETTER GetIlcStubsStart, __ilc_stubs_start
SYMBOL_GETTER GetIlcStubsEnd, __ilc_stubs_end
SYMBOL_GETTER GetUnboxStart, __unbox_start
SYMBOL_GETTER GetUnboxEnd, __unbox_end
global GetRuntimeFaultSites
GetRuntimeFaultSites:
        lea     rax, [g_runtimeFaultSites]
        ret

section .rodata
global g_runtimeFaultSites
g_runtimeFaultSites:
        dq assign_site, byref_load_site, byref_store_site, cmpxchg_site, xchg_site, 0

section .data
; No thread ever has to be stopped at a safe point (see above), so the flag that compiled code polls stays 0.
global RhpTrapThreads
RhpTrapThreads: dd 0
; What compiled code compares its stack canaries with; filled from the CPU's random numbers at boot.
align 8
global __security_cookie
__security_cookie: dq 0

section .data
; Optional instruction sets that compiled code may use after asking (XArchIntrinsicConstants). None: code is the same on
; every CPU, and no vector register beyond the SSE2 baseline's low halves is touched in the kernel.
align 4
global g_cpuFeatures
g_cpuFeatures: dd 0
