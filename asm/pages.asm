; Whole pages of 4 KiB, page-aligned, through the direct map (kernel/Machine/Memory/PageMemory.cs).

PAGE_SIZE               equ 4096
STORE_SIZE              equ 16
STEP_SIZE               equ 64 * STORE_SIZE

section .text

; ClearPage(rdi = page): fills it with zeros. Wide stores are the fewest instructions and the fewest stores; REP STOSQ has a
; start-up of its own on CPUs, and is one step a word in emulators.
global ClearPage:function
align 16
ClearPage:
        pxor    xmm0, xmm0
        lea     rax, [rdi + PAGE_SIZE]
.step:
%assign offset 0
%rep STEP_SIZE / STORE_SIZE
        movaps  [rdi + offset], xmm0
%assign offset offset + STORE_SIZE
%endrep
        add     rdi, STEP_SIZE
        cmp     rdi, rax
        jne     .step
        ret

; CopyPage(rdi = destination, rsi = source): by words, of which each is one step; a load and a store through a vector
; register would be two for 16 bytes.
global CopyPage:function
align 16
CopyPage:
        mov     ecx, PAGE_SIZE / 8
        rep movsq
        ret
