; The smallest guest, for testing the harness without a kernel: a PVH image (Xen's "x86/HVM direct boot ABI") that stays in
; 32-bit protected mode, prints on COM1 what its command line says, and then ends or spins.
;   first letter of the command line: x = end QEMU through isa-debug-exit with 0x10, anything else = spin in spin_forever

bits 32
XEN_ELFNOTE_PHYS32_ENTRY equ 18
COM1                     equ 0x3f8
DEBUG_EXIT               equ 0xf4
SUCCESS                  equ 0x10
START_INFO_CMDLINE       equ 24                 ; hvm_start_info.cmdline_paddr

section .note.pvh note alloc noexec nowrite align=4
    dd 4, 4, XEN_ELFNOTE_PHYS32_ENTRY           ; length of the name, of the value, type
    db "Xen", 0
    dd start

section .text
global start
start:                                          ; ebx = hvm_start_info
    mov edi, [ebx + START_INFO_CMDLINE]
    mov esi, edi
    mov dx, COM1
print:
    lodsb
    test al, al
    jz printed
    out dx, al
    jmp print
printed:
    mov al, 10
    out dx, al
    cmp byte [edi], 'x'
    jne spin_forever
    mov eax, SUCCESS
    mov dx, DEBUG_EXIT
    out dx, eax
global spin_forever
spin_forever:
    jmp spin_forever
