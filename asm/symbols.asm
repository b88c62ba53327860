; The table that names functions and lines (kernel/Machine/Diagnostics/SymbolTable.cs). tools/Symbols makes it from the
; linked image, so an image is linked twice: first with nothing here, then with the table (tools/build/Symbols.targets).

bits 64

section .text

; byte* GetSymbolTable(ulong* length): rdi = where the length in bytes goes, rax = the start of the table.
global GetSymbolTable:function
GetSymbolTable:
    lea rax, [rel g_symbolTable]
    lea rdx, [rel g_symbolTableEnd]
    sub rdx, rax
    mov [rdi], rdx
    ret

; The linker script puts this section behind all others: its length moves no address that the table holds.
section .symtab_lodestar progbits alloc noexec nowrite align=16
global g_symbolTable
global g_symbolTableEnd
g_symbolTable:
%ifdef SYMBOL_TABLE
    incbin SYMBOL_TABLE
%endif
g_symbolTableEnd:
