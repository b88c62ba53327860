; Shows its arguments and its environment, one in a line, and ends with the number of its arguments.
%include "program.inc"
%include "arguments.inc"

global _start
_start:
        mov     rbx, rsp
        call    put_arguments
        EXIT    [rbx]
