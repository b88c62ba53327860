; CPU instructions that C# has no name for, one small function each (kernel/Machine/Cpu/CpuInstructions.cs).
; System V calling convention: arguments in rdi, rsi, rdx, rcx; result in rax.

section .text

; FUNCTION name: starts an exported function.
%macro FUNCTION 1
global %1:function
align 16
%1:
%endmacro

; READ_REGISTER name, register / WRITE_REGISTER name, register: control and debug registers.
%macro READ_REGISTER 2
FUNCTION %1
        mov     rax, %2
        ret
%endmacro
%macro WRITE_REGISTER 2
FUNCTION %1
        mov     %2, rdi
        ret
%endmacro

READ_REGISTER ReadCr0, cr0
READ_REGISTER ReadCr2, cr2
READ_REGISTER ReadCr3, cr3
READ_REGISTER ReadCr4, cr4
READ_REGISTER ReadDr6, dr6
WRITE_REGISTER WriteCr3, cr3
WRITE_REGISTER WriteCr4, cr4
WRITE_REGISTER WriteDr6, dr6

; ReadMsr(edi = register) -> rax
FUNCTION ReadMsr
        mov     ecx, edi
        rdmsr
        shl     rdx, 32
        or      rax, rdx
        ret

; WriteMsr(edi = register, rsi = value)
FUNCTION WriteMsr
        mov     ecx, edi
        mov     eax, esi
        mov     rdx, rsi
        shr     rdx, 32
        wrmsr
        ret

; ClearUserFs(), ClearUserGs(): the null selector, as arch_prctl(2) leaves it; the caller writes a base afterwards, because
; the load clears it on some CPUs. GS has the kernel's base while the kernel runs, so the two change places for the load:
; interrupts must be disabled, and the vectors that come nevertheless bring the kernel's base themselves.
FUNCTION ClearUserFs
        xor     eax, eax
        mov     fs, eax
        ret

FUNCTION ClearUserGs
        swapgs
        xor     eax, eax
        mov     gs, eax
        swapgs
        ret

; ReadXcr0() -> rax, WriteXcr0(rdi = components)
FUNCTION ReadXcr0
        xor     ecx, ecx
        xgetbv
        shl     rdx, 32
        or      rax, rdx
        ret
FUNCTION WriteXcr0
        xor     ecx, ecx
        mov     eax, edi
        mov     rdx, rdi
        shr     rdx, 32
        xsetbv
        ret

; Cpuid(edi = leaf, esi = subleaf, rdx = uint[4] for eax, ebx, ecx, edx)
FUNCTION Cpuid
        mov     r8, rdx
        mov     r9, rbx                 ; callee-saved, and cpuid overwrites it
        mov     eax, edi
        mov     ecx, esi
        cpuid
        mov     [r8], eax
        mov     [r8 + 4], ebx
        mov     [r8 + 8], ecx
        mov     [r8 + 12], edx
        mov     rbx, r9
        ret

; ReadTimestamp() -> rax. No fence: the few cycles of reordering do not matter to a log.
FUNCTION ReadTimestamp
        rdtsc
        shl     rdx, 32
        or      rax, rdx
        ret

; TryReadRandom(rdi = ulong*) -> al: RDRAND; false when the generator had nothing to give in 10 tries (Intel SDM volume 1,
; 7.3.17.1). The caller has checked that the instruction exists.
FUNCTION TryReadRandom
        mov     ecx, 10
.again: rdrand  rax
        jc      .got
        dec     ecx
        jnz     .again
        xor     eax, eax
        ret
.got:   mov     [rdi], rax
        mov     eax, 1
        ret

; LoadGdt(rdi = pseudo-descriptor, esi = code selector, edx = data selector): FS and GS keep their selectors, because
; loading them would clear their bases.
FUNCTION LoadGdt
        lgdt    [rdi]
        mov     ds, edx
        mov     es, edx
        mov     ss, edx
        pop     rax                     ; return address
        push    rsi
        push    rax
        o64 retf

; LoadIdt(rdi = pseudo-descriptor)
FUNCTION LoadIdt
        lidt    [rdi]
        ret

; LoadTaskRegister(edi = selector)
FUNCTION LoadTaskRegister
        ltr     di
        ret

; InvalidatePage(rdi = address)
FUNCTION InvalidatePage
        invlpg  [rdi]
        ret

; DisableInterrupts() -> al = whether they were enabled
FUNCTION DisableInterrupts
        pushfq
        pop     rax
        cli
        shr     eax, 9                  ; RFLAGS.IF
        and     eax, 1
        ret

FUNCTION EnableInterrupts
        sti
        ret

; WaitForInterrupt(), interrupts disabled before and after: STI holds interrupts back until the instruction behind it has
; begun (Intel SDM volume 2, "STI"), so none can come between the two and be slept through.
FUNCTION WaitForInterrupt
        sti
        hlt
        cli
        ret

; --- symbols of the image that page tables, stacks and threads need ---

%macro SYMBOL_GETTER 2
extern %2
FUNCTION %1
        lea     rax, [%2]
        ret
%endmacro

SYMBOL_GETTER GetTextStart, __text_start
SYMBOL_GETTER GetTextEnd, __text_end
SYMBOL_GETTER GetRodataStart, __rodata_start
SYMBOL_GETTER GetRodataEnd, __rodata_end
SYMBOL_GETTER GetDataStart, __data_start
SYMBOL_GETTER GetDataEnd, __data_end
SYMBOL_GETTER GetBootStackGuard, __boot_stack_guard
SYMBOL_GETTER GetBootStackBottom, __boot_stack_bottom
SYMBOL_GETTER GetBootStackTop, __boot_stack_top
SYMBOL_GETTER GetBootThread, boot_thread
