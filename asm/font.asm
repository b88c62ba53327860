; The font of the screen (kernel/Machine/Screens/ConsoleFont.cs), which tools/Font has made.

bits 64

section .text

; byte* GetConsoleFont(): rax = the start of the table.
global GetConsoleFont:function
GetConsoleFont:
    lea rax, [rel g_consoleFont]
    ret

section .rodata align=16
g_consoleFont:
    incbin CONSOLE_FONT
