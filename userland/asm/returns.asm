; IRETQ and far RET in ring 3.
;
; QEMU 7.2 reads their frames with the kernel's rights, which faults without end on a CPU with SMAP: only for others.
%include "program.inc"
%include "faults.inc"

section .text
global _start
_start:
        call    install_handlers
        PROBE   "iretq to CS 0"
                push    0x2b
                push    rsp
                push    0x202
                push    0
                push    0
                iretq
        END_PROBE
        PROBE   "iretq to the kernel's CS"
                push    0x2b
                push    rsp
                push    0x202
                push    0x10
                lea     rax, [_start]
                push    rax
                iretq
        END_PROBE
        PROBE   "iretq with the kernel's SS"
                push    0x18
                push    rsp
                push    0x202
                push    0x33
                lea     rax, [_start]
                push    rax
                iretq
        END_PROBE
        PROBE   "iretq with a selector behind the table"
                push    0x2b
                push    rsp
                push    0x202
                push    0xfffb
                lea     rax, [_start]
                push    rax
                iretq
        END_PROBE
        PROBE   "iretq to itself, with IOPL 3 and a cleared IF"
                mov     rax, rsp
                push    0x2b
                push    rax
                push    0x3002
                push    0x33
                lea     rax, [%$behind]
                push    rax
                iretq
%$behind:       pushfq
                pop     rax
                test    eax, 0x3000
                jnz     _start                  ; never ends if it was allowed
                test    eax, RFLAGS_IF
                jz      _start
        END_PROBE
        PROBE   "far return to the kernel's CS"
                push    0x10
                push    rax
                o64 retf
        END_PROBE
        PROBE   "far return to the program's own CS"
                push    0x33
                lea     rax, [%$own]
                push    rax
                o64 retf
%$own:
        END_PROBE
        EXIT    0
