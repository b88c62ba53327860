; Instructions that ring 3 may not execute, invalid ones, and traps that it asks for.
;
; Not here, because what the host's Linux does is not the CPU's doing: SGDT, SIDT, SLDT, STR and SMSW (Linux emulates them
; for programs where UMIP forbids them), INT 0x80 and SYSENTER (its 32-bit system calls), VMCALL (its hypervisor's). Nor
; what QEMU 7.2 does in another way than CPUs do: ICEBP, and the error code of INT n; and SYSEXIT, which AMD's CPUs don't have.
%include "program.inc"
%include "faults.inc"

section .data
align 16
descriptor:     dw 0
                dq 0
address_of_0:   dq 0

section .text
global _start
_start:
        call    install_handlers
        PROBE_CODE "hlt", hlt
        PROBE_CODE "cli", cli
        PROBE_CODE "sti", sti
        PROBE_CODE "in al, 0x60", in al, 0x60
        PROBE_CODE "out 0x80, al", out 0x80, al
        PROBE   "in eax, dx of the reset port"
                mov     edx, 0xcf9
                in      eax, dx
        END_PROBE
        PROBE   "outsb"
                mov     edx, 0x3f8
                lea     rsi, [digits]
                outsb
        END_PROBE
        PROBE   "rep insb"
                mov     edx, 0x3f8
                mov     ecx, 3
                lea     rdi, [output]
                rep insb
        END_PROBE
        PROBE_CODE "mov rax, cr0", mov rax, cr0
        PROBE_CODE "mov rax, cr2", mov rax, cr2
        PROBE_CODE "mov rax, cr3", mov rax, cr3
        PROBE_CODE "mov rax, cr4", mov rax, cr4
        PROBE_CODE "mov rax, cr8", mov rax, cr8
        PROBE_CODE "mov cr0, rax", mov cr0, rax
        PROBE_CODE "mov cr3, rax", mov cr3, rax
        PROBE_CODE "mov cr4, rax", mov cr4, rax
        PROBE_CODE "mov rax, dr0", mov rax, dr0
        PROBE_CODE "mov rax, dr7", mov rax, dr7
        PROBE_CODE "mov dr7, rax", mov dr7, rax
        PROBE_CODE "clts", clts
        PROBE_CODE "lmsw ax", lmsw ax
        PROBE_CODE "lgdt", lgdt [descriptor]
        PROBE_CODE "lidt", lidt [descriptor]
        PROBE_CODE "lldt ax", lldt ax
        PROBE_CODE "ltr ax", ltr ax
        PROBE_CODE "invd", invd
        PROBE_CODE "wbinvd", wbinvd
        PROBE_CODE "invlpg", invlpg [_start]
        PROBE   "rdmsr of EFER"
                mov     ecx, 0xc0000080
                rdmsr
        END_PROBE
        PROBE   "wrmsr of LSTAR"
                mov     ecx, 0xc0000082
                wrmsr
        END_PROBE
        PROBE_CODE "rdpmc", rdpmc
        PROBE_CODE "swapgs", swapgs
        PROBE_CODE "sysret", o64 sysret
        PROBE_CODE "rsm", rsm
        PROBE_CODE "stac", stac
        PROBE_CODE "clac", clac

        PROBE   "popfq with IOPL 3 and a cleared IF"
                push    0x3002
                popfq
                pushfq
                pop     rax
                test    eax, 0x3000
                jnz     _start
                test    eax, RFLAGS_IF
                jz      _start
        END_PROBE
        PROBE   "far jump through memory to selector 0"
                jmp     far [address_of_0]
        END_PROBE
        PROBE   "DS = kernel's data"
                mov     eax, 0x18
                mov     ds, ax
        END_PROBE
        PROBE   "SS = 0"
                xor     eax, eax
                mov     ss, ax
        END_PROBE
        PROBE   "ES = a selector behind the table"
                mov     eax, 0xfffb
                mov     es, ax
        END_PROBE
        PROBE   "DS, ES, FS and GS = the program's own data"
                mov     eax, 0x2b
                mov     ds, ax
                mov     es, ax
                mov     fs, ax
                mov     gs, ax
                xor     eax, eax
                mov     ds, ax
                mov     es, ax
                mov     fs, ax
                mov     gs, ax
        END_PROBE

        PROBE_CODE "int3", int3
        PROBE_CODE "int 3 in two bytes", db 0xcd, 3
        mov     qword [hide_error], 1
        PROBE_CODE "int 0", int 0
        PROBE_CODE "int 1", int 1
        PROBE_CODE "int 2", int 2
        PROBE_CODE "int 4", int 4
        PROBE_CODE "int 8", int 8
        PROBE_CODE "int 14", int 14
        PROBE_CODE "int 32", int 32
        PROBE_CODE "int 129", int 129
        PROBE_CODE "int 255", int 255
        mov     qword [hide_error], 0
        PROBE_CODE "ud2", ud2
        PROBE_CODE "into, which 64-bit code has not", db 0xce
        PROBE_CODE "push es, which 64-bit code has not", db 0x06
        PROBE_CODE "lock before an instruction that has none", db 0xf0, 0x90
        PROBE_CODE "an instruction of 16 bytes", db 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x90
        EXIT    0
