; CPU instructions and image symbols that C# cannot name.

section .text

; SYMBOL_GETTER name, symbol: a function that returns a symbol's address.
%macro SYMBOL_GETTER 2
extern %2
global %1
%1:     lea     rax, [%2]
        ret
%endmacro

SYMBOL_GETTER GetImageEnd, __image_end

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
