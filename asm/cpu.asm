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

; OutByte/OutWord/OutDword(di = port, esi = value), InByte/InWord/InDword(di = port) -> eax
%macro PORT_ACCESS 2    ; name of the width, register of that width
global Out%1
Out%1:
        mov     edx, edi
        mov     eax, esi
        out     dx, %2
        ret
global In%1
In%1:
        mov     edx, edi
        xor     eax, eax
        in      %2, dx
        ret
%endmacro

PORT_ACCESS Byte, al
PORT_ACCESS Word, ax
PORT_ACCESS Dword, eax

; Halt(): stops this CPU for good.
global Halt
Halt:   cli
.again: hlt
        jmp     .again
