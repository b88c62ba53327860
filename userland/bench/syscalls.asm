; What system calls cost, measured from ring 3. One static ELF for Linux and for Lodestar, as a program or as init.
;
;   syscalls [<calls of a batch> [<batches>]]   measure: a line for each operation
;   syscalls check [<calls>]                    carry out each operation so often, heavy ones less, and measure nothing
;
;   SYSCALL getppid 324.0 ticks 330.5 ns
;
; A line has the operation, the time stamp counter's ticks and the nanoseconds of CLOCK_MONOTONIC for one of it: the least
; of all batches, so that a batch with a timer interrupt in it does not count, less what the same loop takes without the
; call. The file that is opened is the program's own, as argv[0] names it. Init (PID 1) ends with the power off.

%include "linux.inc"

SYS_UNKNOWN             equ 500         ; no call yet
ENOSYS                  equ 38
INIT_PID                equ 1
STAT_SIZE               equ 144         ; struct stat
LINE_SIZE               equ 128

; reboot(2)
LINUX_REBOOT_MAGIC1     equ 0xfee1dead
LINUX_REBOOT_MAGIC2     equ 672274793
LINUX_REBOOT_POWER_OFF  equ 0x4321fedc

NANOSECONDS_OF_SECOND   equ 1000000000
DEFAULT_CALLS           equ 200         ; Linux has a timer interrupt about every 4 million instructions: few batches have one
DEFAULT_BATCHES         equ 20
DEFAULT_CHECK_CALLS     equ 1000000
HEAVY_SHARE             equ 200         ; of the calls of a check: what a heavy operation is carried out
DECIMAL                 equ 10
MOST                    equ 0x7fffffff  ; of process ids

struc OPERATION
        .name:          resq 1
        .loop:          resq 1          ; carries it out RBP times
        .number:        resq 1          ; of the system call
        .rdi:           resq 1
        .rsi:           resq 1
        .rdx:           resq 1
        .least:         resq 1          ; what it may return
        .most:          resq 1
        .share:         resq 1          ; a batch has one of so many calls: it takes long
        .prepare:       resq 1          ; before the first batch -> RAX = 0 or an error
        .finish:        resq 1          ; after the last one
endstruc

struc TIME
        .ticks:         resq 1
        .nanoseconds:   resq 1
endstruc

section .text

; R12 = the OPERATION, R13 = calls of a batch, R14 = batches; the calls that are measured change none of the three.
global _start
_start:
        mov     rbx, [rsp]              ; argc
        mov     rax, [rsp + 8]          ; argv[0]
        mov     [open_close + OPERATION.rdi], rax
        mov     [stat + OPERATION.rdi], rax
        mov     [execute_arguments], rax
        lea     rdi, [null_path]
        call    open_device
        mov     [write_null + OPERATION.rdi], rax
        lea     rdi, [zero_path]
        call    open_device
        mov     [read_zero + OPERATION.rdi], rax

        mov     r13d, DEFAULT_CALLS
        mov     r14d, DEFAULT_BATCHES
        cmp     rbx, 2
        jb      measure_all
        mov     rsi, [rsp + 16]         ; argv[1]
        mov     eax, [rsi]
        cmp     eax, 'exit'
        je      exit_child              ; what execve's operations execute
        cmp     eax, 'chec'
        je      check
        call    parse_number
        mov     r13, rax
        cmp     rbx, 3
        jb      measure_all
        mov     rsi, [rsp + 24]         ; argv[2]
        call    parse_number
        mov     r14, rax
        jmp     measure_all

check:
        mov     r13d, DEFAULT_CHECK_CALLS
        cmp     rbx, 3
        jb      check_all
        mov     rsi, [rsp + 24]         ; argv[2]
        call    parse_number
        mov     r13, rax
check_all:
        lea     r12, [operations]
.next:
        lea     rax, [heavy_operations]
        cmp     r12, rax
        jne     .begin
        mov     rax, r13
        xor     edx, edx
        mov     ecx, HEAVY_SHARE
        div     rcx
        cmp     rax, 1
        adc     rax, 0
        mov     r13, rax
.begin:
        call    begin
        jz      .skip
        call    run_checked
        call    [r12 + OPERATION.finish]
.skip:
        add     r12, OPERATION_size
        lea     rax, [operations_end]
        cmp     r12, rax
        jb      .next
        jmp     finish

measure_all:
        lea     r12, [empty]
        lea     r15, [empty_time]
        call    measure
        lea     r12, [operations]
        lea     r15, [best_time]
.next:
        call    begin
        jz      .skip
        call    run_checked             ; fills caches
        call    measure
        call    [r12 + OPERATION.finish]
        call    report
.skip:
        add     r12, OPERATION_size
        lea     rax, [operations_end]
        cmp     r12, rax
        jb      .next

finish:
        mov     eax, SYS_getpid
        syscall
        cmp     eax, INIT_PID
        jne     .exit
        mov     edi, LINUX_REBOOT_MAGIC1
        mov     esi, LINUX_REBOOT_MAGIC2
        mov     edx, LINUX_REBOOT_POWER_OFF
        mov     eax, SYS_reboot
        syscall
.exit:
        xor     edi, edi
        mov     eax, SYS_exit_group
        syscall

; Prepares R12 -> ZF if the system has no such call, after a line that says so.
begin:
        call    [r12 + OPERATION.prepare]
        test    rax, rax
        jns     .there
        cmp     rax, -ENOSYS
        jne     fail
        lea     rdi, [line]
        lea     rsi, [line_text]
        call    put_text
        mov     rsi, [r12 + OPERATION.name]
        call    put_text
        lea     rsi, [missing_text]
        call    put_text
        call    put_line
        xor     eax, eax
        ret
.there:
        or      eax, 1
        ret

; -> RAX = 0: no preparation
nothing:
        xor     eax, eax
        ret

; -> RAX = 0 or an error: whether there is fork
try_fork:
        call    fork_child
        jz      exit_child
        js      .end
        call    wait_child
        xor     eax, eax
.end:
        ret

; -> RAX = calls of a batch of R12
calls:
        mov     rax, r13
        xor     edx, edx
        div     qword [r12 + OPERATION.share]
        cmp     rax, 1
        adc     rax, 0
        ret

; One batch of R12. Its last result must be one of those that it may have.
run_checked:
        call    calls
        mov     rbp, rax
        call    run
        cmp     rax, [r12 + OPERATION.least]
        jl      fail
        cmp     rax, [r12 + OPERATION.most]
        jg      fail
        ret

; Ends with status 1 and a line that names the operation: as init too, because a kernel reports that.
fail:
        lea     rdi, [line]
        lea     rsi, [failed_text]
        call    put_text
        mov     rsi, [r12 + OPERATION.name]
        call    put_text
        call    put_line
        mov     edi, 1
        mov     eax, SYS_exit_group
        syscall

; The least time of R14 batches of R12, to the TIME at R15.
measure:
        push    r14
        mov     rax, -1
        mov     [r15 + TIME.ticks], rax
        mov     [r15 + TIME.nanoseconds], rax
.batch:
        call    read_clock
        push    rax
        call    read_counter
        push    rax
        call    calls
        mov     rbp, rax
        call    run
        call    read_counter
        pop     rcx
        sub     rax, rcx
        cmp     rax, [r15 + TIME.ticks]
        jae     .clock
        mov     [r15 + TIME.ticks], rax
.clock:
        call    read_clock
        pop     rcx
        sub     rax, rcx
        cmp     rax, [r15 + TIME.nanoseconds]
        jae     .following
        mov     [r15 + TIME.nanoseconds], rax
.following:
        dec     r14
        jnz     .batch
        pop     r14
        ret

; Carries out R12 RBP times -> RAX = the last result.
run:
        mov     rdi, [r12 + OPERATION.rdi]
        mov     rsi, [r12 + OPERATION.rsi]
        mov     rdx, [r12 + OPERATION.rdx]
        mov     ebx, [r12 + OPERATION.number]
        jmp     [r12 + OPERATION.loop]

; The loops: RBP = how often, RBX = number. A debugger that wants one call finds it between call_begin and call_end.
align 16
empty_loop:
        dec     rbp
        jnz     empty_loop
        ret

align 16
global call_begin
call_begin:
        mov     eax, ebx
        syscall
global call_end
call_end:
        dec     rbp
        jnz     call_begin
        ret

align 16
open_close_loop:
        mov     r9, rdi
global open_close_begin
open_close_begin:
        mov     rdi, r9
        mov     eax, SYS_open
        syscall
        mov     edi, eax
        mov     eax, SYS_close
        syscall
global open_close_end
open_close_end:
        dec     rbp
        jnz     open_close_begin
        ret

; -> RAX = the time stamp counter
read_counter:
        rdtsc
        shl     rdx, 32
        or      rax, rdx
        ret

; -> RAX = CLOCK_MONOTONIC in nanoseconds
read_clock:
        mov     edi, CLOCK_MONOTONIC
        lea     rsi, [now]
        mov     eax, SYS_clock_gettime
        syscall
        imul    rax, [now], NANOSECONDS_OF_SECOND
        add     rax, [now + 8]
        ret

; RDI = path -> RAX = descriptor. A device that is not there shows in its operation.
open_device:
        mov     esi, O_RDWR
        mov     eax, SYS_open
        syscall
        ret

; The line of R12 from best_time.
report:
        lea     rdi, [line]
        lea     rsi, [line_text]
        call    put_text
        mov     rsi, [r12 + OPERATION.name]
        call    put_text
        mov     rcx, [best_time + TIME.ticks]
        mov     rax, [empty_time + TIME.ticks]
        call    put_average
        lea     rsi, [ticks_text]
        call    put_text
        mov     rcx, [best_time + TIME.nanoseconds]
        mov     rax, [empty_time + TIME.nanoseconds]
        call    put_average
        lea     rsi, [nanoseconds_text]
        call    put_text
; Ends the line up to RDI and writes it.
put_line:
        mov     byte [rdi], `\n`
        lea     rsi, [line]
        lea     rdx, [rdi + 1]
        sub     rdx, rsi
        mov     edi, STDOUT
        mov     eax, SYS_write
        syscall
        ret

; RDI = where to, RSI = text that ends with a zero -> RDI = behind it
put_text:
        mov     al, [rsi]
        test    al, al
        jz      .end
        mov     [rdi], al
        inc     rsi
        inc     rdi
        jmp     put_text
.end:
        ret

; RDI = where to, RCX = sum of a batch of R12, RAX = that of the empty loop -> blank, average with one decimal; RDI = behind it
put_average:
        xor     edx, edx
        div     qword [r12 + OPERATION.share]
        sub     rcx, rax
        jns     .positive
        xor     ecx, ecx                ; a clock so coarse that the call disappears in it
.positive:
        imul    rsi, rcx, DECIMAL
        call    calls
        mov     rcx, rax
        shr     rax, 1
        add     rax, rsi                ; to the nearest
        xor     edx, edx
        div     rcx
        mov     ecx, DECIMAL
        xor     edx, edx
        div     rcx
        mov     byte [rdi], ' '
        inc     rdi
        push    rdx                     ; tenths
        call    put_number
        pop     rax
        add     al, '0'
        mov     byte [rdi], '.'
        mov     [rdi + 1], al
        add     rdi, 2
        ret

; RDI = where to, RAX = number -> RDI = behind it
put_number:
        mov     ecx, DECIMAL
        xor     edx, edx
        div     rcx
        push    rdx
        test    rax, rax
        jz      .digit
        call    put_number
.digit:
        pop     rax
        add     al, '0'
        mov     [rdi], al
        inc     rdi
        ret

; RSI = decimal digits -> RAX, at least 1
parse_number:
        xor     eax, eax
.digit:
        movzx   ecx, byte [rsi]
        sub     ecx, '0'
        cmp     ecx, DECIMAL
        jae     .end
        imul    rax, rax, DECIMAL
        add     rax, rcx
        inc     rsi
        jmp     .digit
.end:
        cmp     rax, 1
        adc     rax, 0                  ; zero would be a loop without end
        ret

%include "processes.inc"

section .rodata
null_path:              db "/dev/null", 0
zero_path:              db "/dev/zero", 0
line_text:              db "SYSCALL ", 0
failed_text:            db "unexpected result: ", 0
ticks_text:             db " ticks", 0
nanoseconds_text:       db " ns", 0
missing_text:           db " missing", 0
empty_name:             db "empty", 0
getppid_name:           db "getppid", 0
unknown_name:           db "unknown", 0
write_null_name:        db "write-null", 0
read_zero_name:         db "read-zero", 0
clock_gettime_name:     db "clock_gettime", 0
open_close_name:        db "open-close", 0
stat_name:              db "stat", 0

section .data
%define ALWAYS 1, nothing, nothing
empty:          dq empty_name, empty_loop, 0, 0, 0, 0, 0, 0, ALWAYS
operations:
getppid:        dq getppid_name, call_begin, SYS_getppid, 0, 0, 0, 0, MOST, ALWAYS
unknown:        dq unknown_name, call_begin, SYS_UNKNOWN, 0, 0, 0, -ENOSYS, -ENOSYS, ALWAYS
write_null:     dq write_null_name, call_begin, SYS_write, 0, buffer, 1, 1, 1, ALWAYS
read_zero:      dq read_zero_name, call_begin, SYS_read, 0, buffer, 1, 1, 1, ALWAYS
clock_gettime:  dq clock_gettime_name, call_begin, SYS_clock_gettime, CLOCK_MONOTONIC, now, 0, 0, 0, ALWAYS
open_close:     dq open_close_name, open_close_loop, SYS_open, 0, 0, 0, 0, 0, ALWAYS
stat:           dq stat_name, call_begin, SYS_stat, 0, buffer, 0, 0, 0, ALWAYS
heavy_operations:
fresh_page:     dq fresh_name, fresh_loop, 0, 0, 0, 0, 0, 0, 1, prepare_fresh, finish_fresh
map_unmap:      dq map_name, map_loop, SYS_mmap, 0, 0, 0, 0, 0, ALWAYS
read_file:      dq read_file_name, read_file_loop, SYS_lseek, 0, 0, 0, BIG_READ, BIG_READ, 50, prepare_file, finish_file
sched_yield:    dq yield_name, yield_loop, SYS_sched_yield, 0, 0, 0, 0, 0, 1, prepare_yield, finish_yield
ping_pong:      dq ping_pong_name, ping_pong_loop, SYS_write, 0, 0, 0, 1, 1, 1, prepare_ping_pong, finish_pipes
stream:         dq stream_name, stream_loop, SYS_write, 0, 0, 0, 1, 1, 100, prepare_stream, finish_pipes
fork:           dq fork_name, fork_loop, SYS_fork, 0, 0, 0, 1, MOST, 10, try_fork, nothing
vfork_execve:   dq vfork_execve_name, vfork_execve_loop, SYS_vfork, 0, 0, 0, 1, MOST, 10, try_fork, nothing
fork_execve:    dq fork_execve_name, fork_execve_loop, SYS_fork, 0, 0, 0, 1, MOST, 10, try_fork, nothing
wake_loaded:    dq wake_name, wake_loop, SYS_nanosleep, 0, 0, 0, 0, 0, 10, prepare_wake, finish_wake
operations_end:
wake_worst:     dq wake_worst_name, empty_loop, 0, 0, 0, 0, 0, 0, MOST, nothing, nothing

section .bss align=16
now:            resq 2                  ; struct timespec
empty_time:     resb TIME_size
best_time:      resb TIME_size
buffer:         resb STAT_SIZE
line:           resb LINE_SIZE
