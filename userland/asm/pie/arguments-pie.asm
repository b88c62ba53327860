; The same as arguments.asm, position independent: the kernel chooses where it lies.
%include "program.inc"
%include "arguments.inc"

global _start
_start:
        mov     rbx, rsp
        call    put_arguments
        EXIT    [rbx]
