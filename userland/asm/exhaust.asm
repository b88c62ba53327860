; Takes all the memory there is, in the way that its first argument names (the table at the end):
;
;   exhaust WAY [PAGES]
;
; With a second argument, only after it has touched pages of its own until so many are left. It is killed before it ends.
%include "program.inc"
%include "words.inc"

MUCH                    equ 1 << 45     ; bytes of address space
PAGES_BITS              equ 12
TABLE_SPAN              equ 1 << 30     ; what a page directory covers
AREAS                   equ 32000       ; two of them are one area
RLIMIT_NOFILE           equ 7
RLIMIT_SIGPENDING       equ 11
MOST_FILES              equ 1 << 20
REAL_TIME_SIGNAL        equ 40
SYSINFO_FREERAM         equ 40          ; struct sysinfo, sysinfo(2)

section .rodata
zero_path:      db "/dev/zero", 0
maps_path:      db "/proc/self/maps", 0
align 8
all_signals:    dq -1
no_limit:       dq -1, -1
file_limit:     dq MOST_FILES, MOST_FILES

section .data
align 8
signal_info:    dd REAL_TIME_SIGNAL, 0, SI_QUEUE
                times 116 db 0

section .bss
information:    resb 128                ; struct sysinfo
pipe:           resd 2

section .text
global _start
_start:
        mov     rbx, rsp
        lea     r12, [ways]
.next:
        mov     rdi, [r12]
        test    rdi, rdi
        jz      .unknown
        mov     rsi, [rbx + 16]         ; argv[1]
        call    is_equal
        je      .found
        add     r12, 16
        jmp     .next
.unknown:
        SAY     "an unknown way"
        EXIT    100
.found:
        mov     rdi, [rbx + 24]         ; argv[2], or 0
        test    rdi, rdi
        jz      .go
        call    read_number
        call    touch_up_to
.go:
        SAY     "before"
        call    [r12 + 8]
        SAY     "behind"
        EXIT    99

; reserve() -> rax = address of memory that nothing was touched of
reserve:
        mov     rsi, MUCH
        CALL_SYSTEM SYS_mmap, 0, rsi, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0
        ret

; touch_up_to(pages rax): touches pages until so many are free.
touch_up_to:
        mov     r13, rax
        call    reserve
        mov     r14, rax
.next:
        CALL_SYSTEM SYS_sysinfo, information
        mov     rax, [information + SYSINFO_FREERAM]
        shr     rax, PAGES_BITS
        cmp     rax, r13
        jbe     .end
        mov     byte [r14], 1
        add     r14, PAGE
        jmp     .next
.end:
        ret

touch:
        call    reserve
.next:
        mov     byte [rax], 1
        add     rax, PAGE
        jmp     .next

; Each page needs two page tables of its own.
page_tables:
        call    reserve
.next:
        mov     byte [rax], 1
        add     rax, TABLE_SPAN
        jmp     .next

; The kernel touches the pages.
copies:
        CALL_SYSTEM SYS_open, zero_path, O_RDONLY, 0
        mov     r13, rax
        call    reserve
        mov     r14, rax
        mov     r15d, 1 << 30
        CALL_SYSTEM SYS_read, r13, r14, r15
        ret

; Signals wait in the kernel's heap.
signals:
        CALL_SYSTEM SYS_prlimit64, 0, RLIMIT_SIGPENDING, no_limit, 0
        CALL_SYSTEM SYS_rt_sigprocmask, SIG_BLOCK, all_signals, 0, 8
        CALL_SYSTEM SYS_getpid
        mov     r13, rax
.next:
        CALL_SYSTEM SYS_rt_sigqueueinfo, r13, REAL_TIME_SIGNAL, signal_info
        test    rax, rax
        jz      .next
        ret

; Every second page becomes an area of its own. There is a limit to them, and they find their way into the open files.
areas:
        call    reserve
        mov     r13, rax
        mov     r14d, AREAS
.next:
        CALL_SYSTEM SYS_mprotect, r13, PAGE, PROT_READ
        test    rax, rax
        jnz     files
        add     r13, 2 * PAGE
        dec     r14d
        jnz     .next
        ; falls through

; Open files with their own text.
files:
        CALL_SYSTEM SYS_prlimit64, 0, RLIMIT_NOFILE, file_limit, 0
.next:
        CALL_SYSTEM SYS_open, maps_path, O_RDONLY, 0
        test    rax, rax
        jns     .next
        ret

; Pipes, each with as much in it as there is memory for.
pipes:
        CALL_SYSTEM SYS_prlimit64, 0, RLIMIT_NOFILE, file_limit, 0
.next:
        CALL_SYSTEM SYS_pipe2, pipe, O_NONBLOCK
        test    rax, rax
        jnz     .end
        mov     r13d, [pipe + 4]
        CALL_SYSTEM SYS_write, r13, output, PAGE
        jmp     .next
.end:
        ret

%macro WAY 2
        [section .rodata.names]
%%name: db %1, 0
        __?SECT?__
        dq      %%name, %2
%endmacro
section .rodata.names
section .rodata
align 8
ways:
        WAY     "pages", touch
        WAY     "page-tables", page_tables
        WAY     "copies", copies
        WAY     "signals", signals
        WAY     "areas", areas
        WAY     "files", files
        WAY     "pipes", pipes
        dq      0
