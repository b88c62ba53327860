; Calls that signals interrupt: which return EINTR, which are made again, and which go on for the rest of their time
; (signal(7), "Interruption of system calls and library functions by signal handlers"). A thread sends signals without end, so
; that it does not matter when the call begins.
%define MOST_THREADS 1
%include "program.inc"
%include "threads.inc"
%include "jobs.inc"

USR1                    equ 1 << (SIGUSR1 - 1)
USR2                    equ 1 << (SIGUSR2 - 1)
TIMER_ABSTIME           equ 1
ENOUGH                  equ 3                   ; handlers
LARGE                   equ 64 << 20
STOPPED                 equ 0x7f                ; the low byte of a stopped child's status

section .data
align 8
long_time:      dq 1000, 0
long_micros:    dq 1000, 0
moment:         dq 0, 20000000
nothing:        dq 0
user_set:       dq USR1
other_set:      dq USR2
plain_action:   dq counting_handler, SA_RESTORER, restorer, 0
restart_action: dq counting_handler, SA_RESTORER | SA_RESTART, restorer, 0
default_action: dq SIG_DFL, SA_RESTORER, restorer, 0

section .bss
own_pid:        resq 1
handled:        resq 1
calm:           resq 1
finish:         resq 1                  ; what the thread calls after enough handlers; 0 for nothing
rest:           resq 2
word_one:       resd 1
ends:           resd 2                  ; of a pipe
byte_read:      resb 8

section .text

counting_handler:
        inc     qword [handled]
        ret

; pester(): sends SIGUSR1 to the first thread, until that is calm, or so often that it can be finished.
pester:
        cmp     qword [calm], 0
        jne     .end
        CALL_SYSTEM SYS_tgkill, [own_pid], [own_pid], SIGUSR1
        CALL_SYSTEM SYS_sched_yield
        cmp     qword [finish], 0
        je      pester
        cmp     qword [handled], ENOUGH
        jb      pester
        call    [finish]
.end:   ret

; BEGIN_PESTERING action, finish or 0
%macro BEGIN_PESTERING 2
        CALL_SYSTEM SYS_rt_sigaction, SIGUSR1, %1, 0, SIGNALS_64
        mov     qword [handled], 0
        mov     qword [calm], 0
        mov     qword [finish], %2
        START_THREAD 0, pester
%endmacro

%macro END_PESTERING 0
        mov     qword [calm], 1
        xor     edi, edi
        call    join_thread
%endmacro

; INTERRUPTED "name", number, arguments...: the call's result while SIGUSR1 is handled.
%macro INTERRUPTED 2-8
        BEGIN_PESTERING [action_used], 0
        CALL_SYSTEM %{2:-1}
        push    rax
        END_PESTERING
        PUT_STRING {%1, ": "}
        pop     rax
        call    put_result
        call    put_line
%endmacro

; FINISHED "name", finish, number, arguments...: the call's result when enough handlers have run and "finish" was called.
%macro FINISHED 3-9
        BEGIN_PESTERING [action_used], %2
        CALL_SYSTEM %{3:-1}
        push    rax
        END_PESTERING
        PUT_STRING {%1, ": "}
        pop     rax
        call    put_outcome
        call    put_line
        cmp     qword [handled], ENOUGH
        CHECK   "  after handlers", ae
%endmacro

section .bss
action_used:    resq 1
section .text

kill_child:
        CALL_SYSTEM SYS_kill, [child], SIGTERM
        ret
write_byte:
        mov     edi, [ends + 4]
        CALL_SYSTEM SYS_write, rdi, byte_read, 1
        ret
wake_one:
        FUTEX   word_one, FUTEX_WAKE | FUTEX_PRIVATE, 1
        test    rax, rax
        jz      wake_one
        ret

%macro PAUSING_CHILD 0
        IN_CHILD
%%pause: CALL_SYSTEM SYS_pause
        jmp     %%pause
        END_CHILD
%endmacro

; interrupt_all(): calls that return EINTR after a handler, whatever its action says.
interrupt_all:
        INTERRUPTED "pause", SYS_pause
        INTERRUPTED "nanosleep", SYS_nanosleep, long_time, rest
        cmp     qword [rest], 900
        CHECK   "  the rest", ae
        mov     qword [rest], 0
        INTERRUPTED "nanosleep that cannot tell the rest", SYS_nanosleep, long_time, 8
        INTERRUPTED "clock_nanosleep", SYS_clock_nanosleep, CLOCK_REALTIME, 0, long_time, rest
        cmp     qword [rest], 900
        CHECK   "  the rest", ae
        mov     qword [rest], 0
        CALL_SYSTEM SYS_clock_gettime, CLOCK_MONOTONIC, later
        add     qword [later], 1000
        INTERRUPTED "clock_nanosleep until a time", SYS_clock_nanosleep, CLOCK_MONOTONIC, TIMER_ABSTIME, later, rest
        SHOW_DECIMAL "  no rest", [rest]
        INTERRUPTED "poll", SYS_poll, 0, 0, -1
        INTERRUPTED "poll with a time", SYS_poll, 0, 0, 1000000
        INTERRUPTED "ppoll", SYS_ppoll, 0, 0, long_time, nothing, SIGNALS_64
        INTERRUPTED "select", SYS_select, 0, 0, 0, 0, long_micros
        INTERRUPTED "pselect6", SYS_pselect6, 0, 0, 0, 0, 0, 0
        INTERRUPTED "sigsuspend", SYS_rt_sigsuspend, nothing, SIGNALS_64
        INTERRUPTED "sigtimedwait", SYS_rt_sigtimedwait, other_set, 0, 0, SIGNALS_64
        INTERRUPTED "futex with a time", SYS_futex, word_one, FUTEX_WAIT | FUTEX_PRIVATE, 0, long_time
        ret

section .bss
later:          resq 2
section .text

global _start
_start:
        CALL_SYSTEM SYS_getpid
        mov     [own_pid], rax
        CALL_SYSTEM SYS_pipe, ends

        SAY     "without SA_RESTART"
        mov     qword [action_used], plain_action
        call    interrupt_all
        mov     ebx, [ends]
        INTERRUPTED "read of a pipe", SYS_read, rbx, byte_read, 1
        INTERRUPTED "futex", SYS_futex, word_one, FUTEX_WAIT | FUTEX_PRIVATE, 0, 0
        PAUSING_CHILD
        INTERRUPTED "wait4", SYS_wait4, [child], wait_status, 0, 0
        INTERRUPTED "waitid", SYS_waitid, P_PID, [child], info, WEXITED, 0

        SAY     "with SA_RESTART"
        mov     qword [action_used], restart_action
        call    interrupt_all
        FINISHED "wait4", kill_child, SYS_wait4, [child], wait_status, 0, 0
        PAUSING_CHILD
        FINISHED "waitid", kill_child, SYS_waitid, P_PID, [child], info, WEXITED, 0
        mov     ebx, [ends]
        FINISHED "read of a pipe", write_byte, SYS_read, rbx, byte_read, 1
        FINISHED "futex", wake_one, SYS_futex, word_one, FUTEX_WAIT | FUTEX_PRIVATE, 0, 0

        SAY     "a stop, and no handler: they go on for the rest of their time"
%macro STOPPED_AND_CONTINUED 2-8
        IN_CHILD
        CALL_SYSTEM %{2:-1}
        neg     rax
        CALL_SYSTEM SYS_exit_group, rax
        END_CHILD
%%again:
        CALL_SYSTEM SYS_kill, [child], SIGSTOP
        CALL_SYSTEM SYS_wait4, [child], wait_status, WUNTRACED, 0
        cmp     byte [wait_status], STOPPED
        jne     %%ended
        CALL_SYSTEM SYS_kill, [child], SIGCONT
        CALL_SYSTEM SYS_sched_yield
        jmp     %%again
%%ended:
        mov     eax, [wait_status]
        SHOW_HEX %1, rax
%endmacro
        STOPPED_AND_CONTINUED "nanosleep", SYS_nanosleep, moment, rest
        STOPPED_AND_CONTINUED "clock_nanosleep", SYS_clock_nanosleep, CLOCK_MONOTONIC, 0, moment, rest
        STOPPED_AND_CONTINUED "poll", SYS_poll, 0, 0, 20
        STOPPED_AND_CONTINUED "select", SYS_select, 0, 0, 0, 0, brief
        STOPPED_AND_CONTINUED "futex", SYS_futex, word_one, FUTEX_WAIT | FUTEX_PRIVATE, 0, moment
        STOPPED_AND_CONTINUED "sigtimedwait", SYS_rt_sigtimedwait, other_set, 0, long_time, SIGNALS_64
        SAY     "restart_syscall by itself"
        RESULT  "nothing to restart", SYS_restart_syscall

        SAY     "long calls that wait for nobody"
        CALL_SYSTEM SYS_rt_sigaction, SIGALRM, plain_action, 0, SIGNALS_64
        CALL_SYSTEM SYS_mmap, 0, LARGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0
        mov     rbx, rax
        CALL_SYSTEM SYS_setitimer, 0, often, 0
        CALL_SYSTEM SYS_getrandom, rbx, LARGE, 0
        call    check_part
        CALL_SYSTEM SYS_open, random_path, O_RDONLY
        CALL_SYSTEM SYS_read, rax, rbx, LARGE
        call    check_part
        CALL_SYSTEM SYS_open, file_path, O_CREAT | O_RDWR | O_TRUNC, 0o600
        mov     r12, rax
        CALL_SYSTEM SYS_ftruncate, r12, LARGE * 16
        CALL_SYSTEM SYS_open, ptmx_path, O_RDWR | O_NOCTTY
        mov     r13, rax
        CALL_SYSTEM SYS_setitimer, 0, often, 0
        CALL_SYSTEM SYS_sendfile, r13, r12, 0, LARGE * 16
        call    check_part
        CALL_SYSTEM SYS_unlink, file_path
        EXIT    0

; check_part(result of a call rax)
check_part:
        dec     rax
        cmp     rax, LARGE - 1
        CHECK   "a signal ends it in the middle", b
        ret

section .rodata
random_path:    db "/dev/urandom", 0
file_path:      db "/tmp/large", 0
ptmx_path:      db "/dev/ptmx", 0

section .data
align 8
brief:          dq 0, 20000
often:          dq 0, 5000, 0, 5000             ; struct itimerval
