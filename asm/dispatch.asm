; Interface dispatch. A call site does `lea r11, [cell]; call [r11]`; the cell is
;     +0  stub    code to run: RhpInitialDynamicInterfaceDispatch at first, RhpInterfaceDispatch from then on
;     +8  cache   encoded interface at first, then the address of a DispatchCache
; Arguments are in place when the stub runs, so it may change only RAX, R10 and R11.

%include "cfi.inc"

DISPATCH_CELL_CACHE     equ 8

; kernel/Machine/Runtime/Dispatch/DispatchCache.cs
CACHE_FIRST_TYPE        equ 0           ; MethodTable* that came first
CACHE_FIRST_TARGET      equ 8           ; its method
CACHE_MASK              equ 16          ; uint: number of entries - 1
CACHE_ENTRIES           equ 32          ; pairs of MethodTable* and target; a type is at (address >> 4) & mask or behind that
ENTRY_TARGET            equ 8
ENTRY_SIZE              equ 16
ENTRY_SHIFT             equ 4           ; log2(size of an entry), and what the hash shifts out

extern RhpResolveInterfaceMethod

CFI_CIE

section .text

; The load through RDI faults for a null reference: the fault handler turns that into an exception of the caller
; (g_helperFaultSites).
global RhpInterfaceDispatch
align 16
RhpInterfaceDispatch:
        mov     r10, [r11 + DISPATCH_CELL_CACHE]
interface_null_site:
        mov     rax, [rdi]
        cmp     [r10 + CACHE_FIRST_TYPE], rax
        jne     .hashed
        jmp     [r10 + CACHE_FIRST_TARGET]
.hashed:
        shr     eax, ENTRY_SHIFT
        and     eax, [r10 + CACHE_MASK]
        shl     eax, ENTRY_SHIFT
        add     r10, rax
        mov     rax, [rdi]
        cmp     [r10 + CACHE_ENTRIES], rax
        jne     .second
        jmp     [r10 + CACHE_ENTRIES + ENTRY_TARGET]
.second:
        cmp     [r10 + CACHE_ENTRIES + ENTRY_SIZE], rax
        jne     resolve
        jmp     [r10 + CACHE_ENTRIES + ENTRY_SIZE + ENTRY_TARGET]

; The first call through a cell.
global RhpInitialDynamicInterfaceDispatch
RhpInitialDynamicInterfaceDispatch:
initial_null_site:
        cmp     byte [rdi], 0           ; faults for a null reference while the caller's frame is still the top one
resolve:
        push    rdi
        push    rsi
        push    rdx
        push    rcx
        push    r8
        push    r9
        sub     rsp, 8 * 16 + 8
resolve_body:
        movdqu  [rsp + 0 * 16], xmm0
        movdqu  [rsp + 1 * 16], xmm1
        movdqu  [rsp + 2 * 16], xmm2
        movdqu  [rsp + 3 * 16], xmm3
        movdqu  [rsp + 4 * 16], xmm4
        movdqu  [rsp + 5 * 16], xmm5
        movdqu  [rsp + 6 * 16], xmm6
        movdqu  [rsp + 7 * 16], xmm7
        mov     rsi, r11
        call    RhpResolveInterfaceMethod
        movdqu  xmm0, [rsp + 0 * 16]
        movdqu  xmm1, [rsp + 1 * 16]
        movdqu  xmm2, [rsp + 2 * 16]
        movdqu  xmm3, [rsp + 3 * 16]
        movdqu  xmm4, [rsp + 4 * 16]
        movdqu  xmm5, [rsp + 5 * 16]
        movdqu  xmm6, [rsp + 6 * 16]
        movdqu  xmm7, [rsp + 7 * 16]
        add     rsp, 8 * 16 + 8
resolve_end:
        pop     r9
        pop     r8
        pop     rcx
        pop     rdx
        pop     rsi
        pop     rdi
        jmp     rax
CFI_FRAME_LARGE resolve_body, resolve_end, 8 * 16 + 8 + 6 * 8 + 8

section .rodata
global g_dispatchFaultSites
g_dispatchFaultSites:
        dq interface_null_site, initial_null_site, 0
