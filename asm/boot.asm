; From the boot loader's 32-bit protected mode to C# in long mode.
;
; Two ways in, both with paging off and flat segments:
;   PVH         (QEMU -kernel): EBX = physical address of hvm_start_info; the ELF note below names the entry point.
;   multiboot2  (GRUB): EAX = 0x36d76289, EBX = physical address of the information structure.
; A multiboot2 loader may put the image elsewhere than it is linked for, where the firmware has left room: the code until
; the jump to the kernel's own address finds out how far away, and adds that to every address (EBP).
; The tables built here last until C# has built the final ones: the first 4 GiB of physical memory at 0 and at the direct
; map (0xffff888000000000), and the image at the kernel's own address.

%include "percpu.inc"

KERNEL_BASE             equ 0xffffffff80000000
MULTIBOOT2_MAGIC        equ 0x36d76289
BOOT_PROTOCOL_PVH       equ 1
BOOT_PROTOCOL_MULTIBOOT2 equ 2

; What the boot tables can hold of the image, from KERNEL_BASE on (kernel.ld checks it).
IMAGE_TABLES            equ 8
ENTRIES                 equ 512

PAGE_PRESENT            equ 1 << 0
PAGE_WRITE              equ 1 << 1
PAGE_LARGE              equ 1 << 7

CR0_MP                  equ 1 << 1
CR0_EM                  equ 1 << 2
CR0_TS                  equ 1 << 3
CR0_NE                  equ 1 << 5
CR0_WP                  equ 1 << 16
CR0_PG                  equ 1 << 31
CR4_PAE                 equ 1 << 5
CR4_OSFXSR              equ 1 << 9
CR4_OSXMMEXCPT          equ 1 << 10
MSR_EFER                equ 0xc0000080
EFER_LME                equ 1 << 8
EFER_NXE                equ 1 << 11
MSR_GS_BASE             equ 0xc0000101

; CPUID leaf 1
CPUID_FXSR              equ 1 << 24     ; EDX
CPUID_SSE               equ 1 << 25
CPUID_SSE2              equ 1 << 26
CPUID_RDRAND_BIT        equ 30          ; ECX

extern __security_cookie
extern KernelEntry
extern __boot_stack_top

%define PHYS(x) ((x) - KERNEL_BASE)

; --- headers that loaders look for ---

section .note.pvh note alloc noexec nowrite align=4
        dd 4, 4, 18                     ; name size, descriptor size, XEN_ELFNOTE_PHYS32_ENTRY
        db "Xen", 0
        dd PHYS(pvh_entry)

section .multiboot2 progbits alloc noexec nowrite align=8
multiboot2_header:
        dd 0xe85250d6                   ; magic
        dd 0                            ; architecture: i386, protected mode
        dd .end - multiboot2_header
        dd -(0xe85250d6 + 0 + (.end - multiboot2_header))
.entry: dw 3, 0                         ; entry address tag
        dd 12
        dd PHYS(multiboot2_entry)
        align 8, db 0
.relocatable:
        dw 10, 1                        ; relocatable tag, optional: the image may lie at any page from 1 MiB on
        dd 24
        dd 0x100000, 0xffffffff, 4096   ; lowest and highest address, alignment
        dd 1                            ; the lowest place that is free
.framebuffer:
        dw 5, 1                         ; framebuffer tag, optional: pixels rather than text, of any size
        dd 20
        dd 0, 0, 32
        align 8, db 0
.end_tag: dw 0, 0
        dd 8
.end:

; --- 32-bit code ---

section .boot.text progbits alloc exec nowrite align=16
bits 32
global pvh_entry
pvh_entry:
        mov     edi, BOOT_PROTOCOL_PVH
        jmp     boot32

multiboot2_entry:
        xor     edi, edi
        cmp     eax, MULTIBOOT2_MAGIC
        jne     boot32
        mov     edi, BOOT_PROTOCOL_MULTIBOOT2

; edi = protocol, ebx = physical address of the boot information
boot32:
        cli
        cld

        ; How far from where it is linked for the image lies. Only a call tells where code is; the first word of the boot
        ; information is its stack for a moment.
        xor     ebp, ebp
        test    edi, edi
        jz      .placed
        mov     eax, [ebx]
        lea     esp, [ebx + 4]
        call    .here
.here:  pop     ebp
        sub     ebp, PHYS(.here)
        mov     [ebx], eax
.placed:
        lea     esp, [ebp + PHYS(__boot_stack_top)]
        mov     [ebp + PHYS(boot_displacement)], ebp
        mov     [ebp + PHYS(boot_information)], ebx

        ; Long mode, NX and PAE have to be there before paging can go on: say so instead of crashing.
        pushfd
        pop     eax
        mov     ecx, eax
        xor     eax, 1 << 21            ; EFLAGS.ID: can CPUID be executed at all?
        push    eax
        popfd
        pushfd
        pop     eax
        xor     eax, ecx
        test    eax, 1 << 21
        lea     esi, [ebp + PHYS(text_cpuid)]
        jz      refuse
        mov     eax, 0x80000000
        cpuid
        cmp     eax, 0x80000001
        lea     esi, [ebp + PHYS(text_long_mode)]
        jb      refuse
        mov     eax, 0x80000001
        cpuid
        bt      edx, 29                 ; LM
        jnc     refuse
        bt      edx, 20                 ; NX
        lea     esi, [ebp + PHYS(text_nx)]
        jnc     refuse
        ; What ILC compiles to: SSE2, saved with FXSAVE. Anything newer it asks for at run time (g_cpuFeatures).
        mov     eax, 1
        cpuid
        and     edx, CPUID_FXSR | CPUID_SSE | CPUID_SSE2
        cmp     edx, CPUID_FXSR | CPUID_SSE | CPUID_SSE2
        lea     esi, [ebp + PHYS(text_sse2)]
        jne     refuse
        test    edi, edi
        lea     esi, [ebp + PHYS(text_protocol)]
        jz      refuse

        ; Large pages for the first 4 GiB, small ones for the image: its place need not be a multiple of theirs.
        mov     ecx, 4 * ENTRIES
        lea     edx, [ebp + PHYS(boot_pd)]
        mov     eax, PAGE_PRESENT | PAGE_WRITE | PAGE_LARGE
        mov     ebx, 0x200000
        call    fill_table
        mov     ecx, IMAGE_TABLES * ENTRIES
        lea     edx, [ebp + PHYS(boot_image_pt)]
        lea     eax, [ebp + (PAGE_PRESENT | PAGE_WRITE)]
        mov     ebx, 0x1000
        call    fill_table

        ; The tables above them: each entry one table further.
        mov     ecx, 4
        lea     edx, [ebp + PHYS(boot_pdpt_low)]
        lea     eax, [ebp + PHYS(boot_pd) + (PAGE_PRESENT | PAGE_WRITE)]
        call    fill_table
        mov     ecx, IMAGE_TABLES
        lea     edx, [ebp + PHYS(boot_image_pd)]
        lea     eax, [ebp + PHYS(boot_image_pt) + (PAGE_PRESENT | PAGE_WRITE)]
        call    fill_table
        mov     ecx, 1
        lea     edx, [ebp + PHYS(boot_pdpt_high) + 510 * 8]
        lea     eax, [ebp + PHYS(boot_image_pd) + (PAGE_PRESENT | PAGE_WRITE)]
        call    fill_table
        lea     eax, [ebp + PHYS(boot_pdpt_low) + (PAGE_PRESENT | PAGE_WRITE)]
        mov     [ebp + PHYS(boot_pml4)], eax
        mov     [ebp + PHYS(boot_pml4) + 273 * 8], eax
        lea     eax, [ebp + PHYS(boot_pdpt_high) + (PAGE_PRESENT | PAGE_WRITE)]
        mov     [ebp + PHYS(boot_pml4) + 511 * 8], eax

        ; All of it: what firmware and loader have left on, such as 57-bit addresses, has no meaning here.
        mov     eax, CR4_PAE | CR4_OSFXSR | CR4_OSXMMEXCPT
        mov     cr4, eax
        lea     eax, [ebp + PHYS(boot_pml4)]
        mov     cr3, eax
        mov     ecx, MSR_EFER
        rdmsr
        or      eax, EFER_LME | EFER_NXE
        wrmsr
        mov     eax, cr0
        and     eax, ~(CR0_EM | CR0_TS)
        or      eax, CR0_PG | CR0_WP | CR0_NE | CR0_MP
        mov     cr0, eax
        lea     eax, [ebp + PHYS(boot_gdt)]
        mov     [ebp + PHYS(boot_gdt_pointer.base)], eax
        lgdt    [ebp + PHYS(boot_gdt_pointer)]
        push    dword 8                 ; a far jump to an address that is not known before
        lea     eax, [ebp + PHYS(boot64_low)]
        push    eax
        retf

; Writes ecx entries of a table at edx: eax is the first, each further one is ebx more. The upper halves are 0 already.
fill_table:
        mov     [edx], eax
        add     eax, ebx
        add     edx, 8
        loop    fill_table
        ret

; Says why the kernel cannot run, on the first serial port and in VGA text memory, and halts. esi = text.
refuse:
        mov     edi, 0xb8000
        mov     dx, 0x3f9               ; COM1: no interrupts, 115200 baud, 8N1
        xor     al, al
        out     dx, al
        mov     dx, 0x3fb
        mov     al, 0x80
        out     dx, al
        mov     dx, 0x3f8
        mov     al, 1
        out     dx, al
        mov     dx, 0x3f9
        xor     al, al
        out     dx, al
        mov     dx, 0x3fb
        mov     al, 3
        out     dx, al
.next:  lodsb
        test    al, al
        jz      .halt
        mov     ah, 0x4f                ; white on red
        mov     [edi], ax
        add     edi, 2
        mov     bl, al
        mov     ecx, 0x10000            ; bounded: the port may be absent
.wait:  mov     dx, 0x3fd
        in      al, dx
        test    al, 0x20                ; transmitter holding register empty
        loopz   .wait
        mov     al, bl
        mov     dx, 0x3f8
        out     dx, al
        jmp     .next
.halt:  hlt
        jmp     .halt

bits 64
boot64_low:
        mov     rax, boot64
        jmp     rax

section .boot.data progbits alloc noexec write align=16
text_cpuid:             db "Lodestar needs a 64-bit x86 CPU: this one has no CPUID instruction.", 13, 10, 0
text_long_mode:         db "Lodestar needs a 64-bit x86 CPU: this one has no long mode.", 13, 10, 0
text_sse2:              db "Lodestar needs a CPU with SSE2: this one has none.", 13, 10, 0
text_protocol:          db "Lodestar was started by neither a PVH nor a multiboot2 loader.", 13, 10, 0
text_nx:                db "Lodestar needs a CPU with no-execute pages (NX): this one has none, or the firmware switched it off.", 13, 10, 0
        align 16, db 0
boot_gdt:
        dq 0
        dq 0x00af9b000000ffff           ; 64-bit code, ring 0
        dq 0x00cf93000000ffff           ; data
boot_gdt_pointer:
        dw $ - boot_gdt - 1
.base:  dq 0

; --- 64-bit code at the kernel's own address ---

section .text
boot64:
        xor     eax, eax
        mov     ds, eax
        mov     es, eax
        mov     ss, eax
        mov     fs, eax
        mov     gs, eax
        mov     rsp, __boot_stack_top
        mov     rax, boot_percpu
        mov     [rax + PERCPU_SELF], rax
        lea     rcx, [boot_thread]
        mov     [rax + PERCPU_THREAD], rcx
        mov     rdx, rax
        shr     rdx, 32
        mov     ecx, MSR_GS_BASE
        wrmsr
        fninit

        ; The stack canary of compiled code, before any of it runs: random where the CPU can, else unpredictable enough.
        mov     esi, edi                ; cpuid and rdtsc leave esi alone
        mov     eax, 1
        cpuid
        mov     r8d, ecx
        rdtsc
        shl     rdx, 32
        or      rax, rdx
        mov     rdx, 0x9e3779b97f4a7c15 ; 2^64 / golden ratio: spreads the counter over all bits
        imul    rax, rdx
        bt      r8d, CPUID_RDRAND_BIT
        jnc     .no_rdrand
        rdrand  rdx
        xor     rax, rdx                ; without a number this time RDX is 0
.no_rdrand:
        mov     [__security_cookie], rax

        mov     edi, esi                ; protocol
        mov     esi, [rel boot_information]
        xor     ebp, ebp
        push    rbp                     ; a zero return address ends every backtrace
        jmp     KernelEntry

; ulong GetImageDisplacement(): how much further the image lies than it is linked for.
global GetImageDisplacement:function
GetImageDisplacement:
        mov     rax, [rel boot_displacement]
        ret

section .bss align=4096
boot_pml4:      resb 4096
boot_pdpt_low:  resb 4096
boot_pdpt_high: resb 4096
boot_pd:        resb 4 * 4096
boot_image_pd:  resb 4096
boot_image_pt:  resb IMAGE_TABLES * 4096
align 64
boot_percpu:    resb PERCPU_SIZE
global boot_thread
boot_thread:    resb 256
boot_displacement:      resq 1          ; physical address of the image, less the one that it is linked for
boot_information:       resd 1          ; physical address
