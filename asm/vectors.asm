; A program's x87, SSE and AVX state as a whole. Kernel code changes of it only what the entry code saves (asm/frame.inc);
; all else stays in the registers until one of these functions moves it (kernel/Machine/UserMode/UserVectorState.cs).
; None of their instructions waits for a pending x87 exception, so a program's cannot fault here (Intel SDM volume 1, 8.6).

%include "frame.inc"

section .text

; SaveVectorState(rdi = area, 64-byte aligned, zeroed): XSAVE's standard format, or FXSAVE's 512 bytes.
global SaveVectorState
SaveVectorState:
        mov     eax, [g_xstateComponents]
        xor     edx, edx
        test    eax, eax
        jz      SaveLegacyVectorState
        xsave64 [rdi]
        ret

; SaveLegacyVectorState(rdi = area, 16-byte aligned): FXSAVE's 512 bytes
global SaveLegacyVectorState
SaveLegacyVectorState:
        fxsave64 [rdi]
        ret

; LoadVectorState(rdi = area as SaveVectorState fills it): all of the state but MXCSR, which is the kernel's afterwards.
; The area must be valid: nothing here may fault. FNINIT first, because AMD CPUs leave the last x87 instruction's address
; as it was when they load a state without a pending exception (AMD APM volume 2, 11.4.4.3).
global LoadVectorState
LoadVectorState:
        fninit
        mov     eax, [g_xstateComponents]
        xor     edx, edx
        test    eax, eax
        jz      .legacy
        xrstor64 [rdi]
        ldmxcsr [kernel_mxcsr]
        ret
.legacy:
        fxrstor64 [rdi]
        ldmxcsr [kernel_mxcsr]
        ret

; SetVectorComponents(edi = components that XSAVE handles, as in XCR0)
global SetVectorComponents
SetVectorComponents:
        mov     [g_xstateComponents], edi
        ret

; GetInitialVectorState() -> rax = the area of a new program
global GetInitialVectorState
GetInitialVectorState:
        lea     rax, [initial_vector_state]
        ret

; GetSavedVectorRegisters() -> eax = how many vector registers the entry code saves, xmm0 and on
global GetSavedVectorRegisters
GetSavedVectorRegisters:
        mov     eax, VECTOR_REGISTERS
        ret

DEFAULT_MXCSR           equ 0x1f80      ; all exceptions masked, round to nearest (Intel SDM volume 1, 10.2.3)
DEFAULT_FCW             equ 0x37f       ; the same, and 64-bit precision (psABI 3.4.1)
FXSAVE_MXCSR            equ 24
FXSAVE_SIZE             equ 512
XSAVE_HEADER_SIZE       equ 64

section .rodata
global kernel_mxcsr
align 4
kernel_mxcsr:
        dd DEFAULT_MXCSR
; No component is marked as present in the header, so XRSTOR sets each to its initial value. MXCSR it takes from here
; nevertheless (Intel SDM volume 1, 13.8.1), and FXRSTOR takes everything.
align 64
global initial_vector_state
initial_vector_state:
        dw DEFAULT_FCW
        times FXSAVE_MXCSR - ($ - initial_vector_state) db 0
        dd DEFAULT_MXCSR
        times FXSAVE_SIZE + XSAVE_HEADER_SIZE - ($ - initial_vector_state) db 0

section .bss align=4
g_xstateComponents: resd 1              ; 0 where the CPU has no XSAVE
