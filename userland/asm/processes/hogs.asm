; Memory runs out: a process takes nearly all of it and waits. Another one asks for more, in each way there is. The first is ended, by
; the kernel of its own accord; the second gets what it asks for, and a third, which only waits, does not notice.
;
; It is for Lodestar alone, on a machine with 64 MiB; a Linux would need swap turned off, and a cgroup.
%include "program.inc"

PR_SET_NAME             equ 15
RLIMIT_NOFILE           equ 7
SYSINFO_FREERAM         equ 40          ; struct sysinfo, sysinfo(2)
PAGES_BITS              equ 12
LEFT                    equ 2000        ; pages that the hog leaves
ASKED                   equ 4000        ; pages that the other one asks for
MUCH                    equ 1 << 30
FILES                   equ 20000
CHILDREN                equ 200
PIPE_SIZE               equ 65536

section .rodata
hog_name:       db "hog", 0
zero_path:      db "/dev/zero", 0
maps_path:      db "/proc/self/maps", 0
adjust_path:    db "/proc/self/oom_score_adj", 0
never:          db "-1000"
NEVER           equ $ - never

section .data
align 8
file_limit:     dq FILES, FILES

section .bss
information:    resb 128                ; struct sysinfo
wait_status:    resq 1
hog:            resq 1
asker:          resq 1
sleeper:        resq 1
begin:          resd 2                  ; a pipe: the hog has all it wants
gate:           resd 2                  ; a pipe that nobody writes to: its closing is what is waited for
pipe:           resd 2
data:           resb PIPE_SIZE

section .text
global _start
_start:
        lea     r12, [cases]
.next:
        mov     rsi, [r12]
        test    rsi, rsi
        jz      .all
        mov     rdx, [r12 + 8]
        call    put_string
        call    run
        add     r12, 32
        jmp     .next
.all:
        EXIT    0

; run(): the entry at R12, and its line.
run:
        CALL_SYSTEM SYS_pipe, begin
        CALL_SYSTEM SYS_pipe, gate
        CALL_SYSTEM SYS_fork
        test    rax, rax
        jz      sleep
        mov     [sleeper], rax
        CALL_SYSTEM SYS_fork
        test    rax, rax
        jz      .hog
        mov     [hog], rax
        mov     r13d, [begin]
        CALL_SYSTEM SYS_read, r13, data, 1
        CALL_SYSTEM SYS_fork
        test    rax, rax
        jz      .asker
        mov     [asker], rax
        CALL_SYSTEM SYS_wait4, [asker], wait_status, 0, 0
        PUT_STRING ", who asks: "
        PUT_HEX [wait_status]
        ; A hog that was spared does not wait for ever.
        mov     r13d, [gate + 4]
        CALL_SYSTEM SYS_close, r13
        CALL_SYSTEM SYS_wait4, [hog], wait_status, 0, 0
        PUT_STRING ", the hog: "
        PUT_HEX [wait_status]
        CALL_SYSTEM SYS_wait4, [sleeper], wait_status, 0, 0
        PUT_STRING ", who waits: "
        PUT_HEX [wait_status]
        mov     r13d, [gate]
        CALL_SYSTEM SYS_close, r13
        mov     r13d, [begin]
        CALL_SYSTEM SYS_close, r13
        mov     r13d, [begin + 4]
        CALL_SYSTEM SYS_close, r13
        jmp     put_line
.hog:
        CALL_SYSTEM SYS_prctl, PR_SET_NAME, hog_name
        call    [r12 + 16]
        mov     r13d, [begin + 4]
        CALL_SYSTEM SYS_write, r13, data, 1
        jmp     sleep
.asker:
        xor     ebx, ebx                ; what went wrong
        call    [r12 + 24]
        CALL_SYSTEM SYS_exit_group, rbx

; sleep(): ends with the parent's end of the gate.
sleep:
        mov     r13d, [gate + 4]
        CALL_SYSTEM SYS_close, r13
        mov     r13d, [gate]
        CALL_SYSTEM SYS_read, r13, data, 1
        CALL_SYSTEM SYS_exit_group, 0

; reserve(MAP_PRIVATE or MAP_SHARED rsi) -> rax: address of much memory that nothing was touched of.
reserve:
        mov     r10, rsi
        or      r10, MAP_ANONYMOUS | MAP_NORESERVE
        mov     rsi, MUCH
        CALL_SYSTEM SYS_mmap, 0, rsi, PROT_READ | PROT_WRITE, r10, -1, 0
        ret

; The hogs.

private_hog:
        mov     esi, MAP_PRIVATE
take:
        call    reserve
        mov     r14, rax
.next:
        CALL_SYSTEM SYS_sysinfo, information
        mov     rax, [information + SYSINFO_FREERAM]
        shr     rax, PAGES_BITS
        cmp     rax, LEFT
        jbe     .end
        mov     byte [r14], 1
        add     r14, PAGE
        jmp     .next
.end:
        ret

; What it has goes with its end, and no sooner.
shared_hog:
        mov     esi, MAP_SHARED
        jmp     take

spared_hog:
        CALL_SYSTEM SYS_open, adjust_path, O_WRONLY, 0
        mov     rbx, rax
        CALL_SYSTEM SYS_write, rbx, never, NEVER
        CALL_SYSTEM SYS_close, rbx
        jmp     private_hog

; Those who ask, with the number of failures in RBX.

by_faults:
        mov     esi, MAP_PRIVATE
        call    reserve
        mov     ecx, ASKED
.next:
        mov     byte [rax], 1
        add     rax, PAGE
        dec     ecx
        jnz     .next
        ret

; The kernel touches the pages, and may tell of fewer than it was asked for.
by_copies:
        CALL_SYSTEM SYS_open, zero_path, O_RDONLY, 0
        mov     r13, rax
        mov     esi, MAP_PRIVATE
        call    reserve
        mov     r14, rax
        mov     r15d, ASKED * PAGE
.next:
        CALL_SYSTEM SYS_read, r13, r14, r15
        test    rax, rax
        jle     .failed
        add     r14, rax
        sub     r15, rax
        jnz     .next
        ret
.failed:
        inc     ebx
        ret

by_pipes:
        mov     r15d, ASKED * PAGE / PIPE_SIZE
.next:
        CALL_SYSTEM SYS_pipe, pipe
        mov     r13d, [pipe + 4]
        CALL_SYSTEM SYS_write, r13, data, PIPE_SIZE
        cmp     rax, PIPE_SIZE
        je      .good
        inc     ebx
.good:
        dec     r15d
        jnz     .next
        ret

; Open files take the kernel's heap.
by_files:
        CALL_SYSTEM SYS_prlimit64, 0, RLIMIT_NOFILE, file_limit, 0
        mov     r15d, FILES - 16
.next:
        CALL_SYSTEM SYS_open, maps_path, O_RDONLY, 0
        test    rax, rax
        jns     .good
        inc     ebx
.good:
        dec     r15d
        jnz     .next
        ret

; Page tables, stacks in the kernel, and what else a process needs.
by_children:
        mov     r15d, CHILDREN
.next:
        CALL_SYSTEM SYS_fork
        test    rax, rax
        jz      sleep
        jns     .good
        inc     ebx
.good:
        dec     r15d
        jnz     .next
        ret

%macro CASE 3
        [section .rodata.names]
%%name: db %1
%%end:
        __?SECT?__
        dq      %%name, %%end - %%name, %2, %3
%endmacro
section .rodata.names
section .rodata
align 8
cases:
        CASE    "faults", private_hog, by_faults
        CASE    "copies", private_hog, by_copies
        CASE    "pipes", private_hog, by_pipes
        CASE    "children", private_hog, by_children
        CASE    "faults, shared memory", shared_hog, by_faults
        CASE    "copies, shared memory", shared_hog, by_copies
        CASE    "children, shared memory", shared_hog, by_children
        CASE    "faults, a hog that is spared", spared_hog, by_faults
        CASE    "files", private_hog, by_files
        dq      0
