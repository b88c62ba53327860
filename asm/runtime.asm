; Helpers that compiled C# calls by name (NativeAOT's runtime interface). Where a helper stores through a pointer that
; managed code may have as null, the faulting instruction is listed in g_helperFaultSites: the fault handler then raises
; the exception in the caller.

%include "percpu.inc"

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

; --- Memory. 8 bytes at a time: byte-wise `rep` is slow in emulators and on CPUs without ERMS. ---

; memmove(rdi = destination, rsi = source, rdx = bytes) -> rax = destination; the areas may overlap.
; RhBulkMoveWithWriteBarrier is the same: no barrier, and every aligned reference moves in one piece.
global memmove
global memcpy
global RhBulkMoveWithWriteBarrier
align 16
memcpy:
memmove:
RhBulkMoveWithWriteBarrier:
        mov     rax, rdi
        mov     r8, rdi
        sub     r8, rsi
        cmp     r8, rdx                 ; destination inside [source, source + bytes)?
        jb      .backward
        mov     rcx, rdx
        shr     rcx, 3
        rep movsq
        mov     ecx, edx
        and     ecx, 7
        jnz     .tail
        ret
.tail:  mov     r8b, [rsi]
        mov     [rdi], r8b
        inc     rsi
        inc     rdi
        dec     ecx
        jnz     .tail
        ret
.backward:
        test    r8, r8                  ; same address: nothing to do
        jz      .done
        lea     rsi, [rsi + rdx]
        lea     rdi, [rdi + rdx]
        mov     ecx, edx
        and     ecx, 7
        jz      .words
.head:  dec     rsi
        dec     rdi
        mov     r8b, [rsi]
        mov     [rdi], r8b
        dec     ecx
        jnz     .head
.words: mov     rcx, rdx
        shr     rcx, 3
        jz      .done
.word:  sub     rsi, 8                  ; a loop: `std; rep movsq` is microcoded slowly, and DF must stay clear
        sub     rdi, 8
        mov     r8, [rsi]
        mov     [rdi], r8
        dec     rcx
        jnz     .word
.done:  ret

; memset(rdi = destination, sil = value, rdx = bytes) -> rax = destination
global memset
align 16
memset:
        mov     r8, rdi
        movzx   eax, sil
        mov     rcx, 0x0101010101010101
        imul    rax, rcx
        mov     rcx, rdx
        shr     rcx, 3
        rep stosq
        mov     ecx, edx
        and     ecx, 7
        jz      .done
.tail:  mov     [rdi], al
        inc     rdi
        dec     ecx
        jnz     .tail
.done:  mov     rax, r8
        ret

; RhpGcSafeZeroMemory(rdi = destination, rsi = bytes) -> rax = destination: references vanish whole, never byte by byte.
global RhpGcSafeZeroMemory
RhpGcSafeZeroMemory:
        mov     rdx, rsi
        xor     esi, esi
        jmp     memset

; memcmp(rdi, rsi, rdx = bytes) -> eax < 0, 0, > 0
global memcmp
memcmp:
        xor     eax, eax
        xor     ecx, ecx
.next:  cmp     rcx, rdx
        je      .done
        movzx   eax, byte [rdi + rcx]
        movzx   r8d, byte [rsi + rcx]
        inc     rcx
        sub     eax, r8d
        jz      .next
.done:  ret

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

; Addresses of symbols, which C# cannot name.
%macro SYMBOL_GETTER 2                  ; function, symbol
extern %2
global %1
%1:     lea     rax, [%2]
        ret
%endmacro

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
