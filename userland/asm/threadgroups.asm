; Processes of several threads: how they end, by whom and with what status, and what execve(2) leaves of them.
%define MOST_THREADS 10
%include "program.inc"
%include "threads.inc"

SIGNALS_64              equ 8

section .rodata
own_path:       db "/bin/threadgroups", 0
again:          db "again", 0
missing_path:   db "/bin/missing", 0

section .data
align 8
own_arguments:  dq own_path, again, 0
long_time:      dq 1000, 0
nothing:        dq 0
everything:     dq -1

section .bss
wait_status:    resd 1
started:        resd 1                  ; threads that are about to wait
never:          resd 1
main_id:        resd 1
own_pid:        resd 1
pipe:           resd 2                  ; always empty
pipe_to_fill:   resd 2                  ; nobody reads
page:           resb PAGE

section .text

; IN_CHILD ... END_CHILD "name": forks; the lines between are the child's, and the parent puts how it ended.
%macro IN_CHILD 0
    %push child
        CALL_SYSTEM SYS_fork
        test    rax, rax
        jnz     %$parent
        CALL_SYSTEM SYS_getpid
        mov     [own_pid], eax
        mov     [main_id], eax
%endmacro

%macro END_CHILD 1
        CALL_SYSTEM SYS_exit_group, 99
%$parent:
        CALL_SYSTEM SYS_wait4, rax, wait_status, 0, 0
        mov     eax, [wait_status]
        SHOW_HEX %1, rax
    %pop
%endmacro

; Each of these waits in another way.
%macro ABOUT_TO_WAIT 0
        lock inc dword [started]
        FUTEX   started, FUTEX_WAKE | FUTEX_PRIVATE, 1
%endmacro

in_pause:
        ABOUT_TO_WAIT
        CALL_SYSTEM SYS_pause
        jmp     in_pause
in_futex:
        ABOUT_TO_WAIT
        FUTEX   never, FUTEX_WAIT | FUTEX_PRIVATE, 0, 0
        jmp     in_futex
in_sleep:
        ABOUT_TO_WAIT
        CALL_SYSTEM SYS_nanosleep, long_time, 0
        jmp     in_sleep
in_poll:
        ABOUT_TO_WAIT
        CALL_SYSTEM SYS_ppoll, 0, 0, long_time, 0, SIGNALS_64
        jmp     in_poll
in_signal_wait:
        ABOUT_TO_WAIT
        CALL_SYSTEM SYS_rt_sigtimedwait, nothing, 0, long_time, SIGNALS_64
        jmp     in_signal_wait
in_suspension:
        ABOUT_TO_WAIT
        CALL_SYSTEM SYS_rt_sigsuspend, nothing, SIGNALS_64
        jmp     in_suspension
in_read:
        ABOUT_TO_WAIT
        mov     edi, [pipe]
        lea     rsi, [page]
        CALL_SYSTEM SYS_read, rdi, rsi, PAGE
        jmp     in_read
in_write:
        ABOUT_TO_WAIT
.more:  mov     edi, [pipe_to_fill + 4]
        lea     rsi, [page]
        CALL_SYSTEM SYS_write, rdi, rsi, PAGE
        jmp     .more
in_loop:
        ABOUT_TO_WAIT
.loop:  jmp     .loop

; WAIT_EVERYWHERE: a thread in each of them.
%macro WAIT_EVERYWHERE 0
        call    wait_everywhere
%endmacro
wait_everywhere:
        START_THREAD 0, in_pause
        START_THREAD 1, in_futex
        START_THREAD 2, in_sleep
        START_THREAD 3, in_poll
        START_THREAD 4, in_signal_wait
        START_THREAD 5, in_suspension
        START_THREAD 6, in_loop
        START_THREAD 7, in_read
        START_THREAD 8, in_write
.more:  mov     edx, [started]
        cmp     edx, 9
        jae     .all
        FUTEX   started, FUTEX_WAIT | FUTEX_PRIVATE, rdx, 0
        jmp     .more
.all:   CALL_SYSTEM SYS_sched_yield
        ret

; The last to go.
exits_with_9:
        call    await_main
        CALL_SYSTEM SYS_exit, 9
ends_group_with_11:
        call    await_main
        CALL_SYSTEM SYS_exit_group, 11
ends_group_with_12:
        CALL_SYSTEM SYS_exit_group, 12
dies:
        call    await_main
        mov     al, [abs 8]
executes:
        CALL_SYSTEM SYS_execve, own_path, own_arguments, 0
        CALL_SYSTEM SYS_exit_group, 98
executes_behind_main:
        call    await_main
        jmp     executes
executes_nothing:
        CALL_SYSTEM SYS_execve, missing_path, own_arguments, 0
        neg     rax
        CALL_SYSTEM SYS_exit_group, rax
exits:
        ret

; await_main(): the main thread has ended when its word is cleared, and its memory is not used by it any more.
await_main:
        mov     edx, [main_id]
        test    edx, edx
        jz      .gone
        FUTEX   main_id, FUTEX_WAIT, rdx, 0
        jmp     await_main
.gone:  ret

; Sends signals to the process when its main thread is there no more.
signals_behind_main:
        call    await_main
        RESULT  "signal 0 to the process", SYS_kill, [own_pid], 0
        mov     edi, [own_pid]
        RESULT  "signal 0 to the main thread", SYS_tgkill, rdi, rdi, 0
        CALL_SYSTEM SYS_kill, [own_pid], SIGTERM
        CALL_SYSTEM SYS_exit_group, 97

; MAIN_ENDS status: the main thread ends, and tells who waits for that.
%macro MAIN_ENDS 1
        CALL_SYSTEM SYS_set_tid_address, main_id
        CALL_SYSTEM SYS_exit, %1
%endmacro

; Behind execve: one thread, whose id is the process's, and nobody who uses the old memory.
executed:
        CALL_SYSTEM SYS_getpid
        mov     rbx, rax
        CALL_SYSTEM SYS_gettid
        cmp     rax, rbx
        CHECK   "  the thread's id is the process's", e
        CALL_SYSTEM SYS_tgkill, rbx, rbx, 0
        test    rax, rax
        CHECK   "  it can be found by it", z
        EXIT    5

global _start
_start:
        cmp     qword [rsp], 2
        je      executed

        SAY     "the main thread goes first"
        IN_CHILD
                START_THREAD 0, exits_with_9
                MAIN_ENDS 7
        END_CHILD "then exit of the last"
        IN_CHILD
                START_THREAD 0, ends_group_with_11
                MAIN_ENDS 7
        END_CHILD "then exit_group"
        IN_CHILD
                START_THREAD 0, dies
                MAIN_ENDS 7
        END_CHILD "then a fault"
        IN_CHILD
                START_THREAD 0, signals_behind_main
                MAIN_ENDS 7
        END_CHILD "then a signal"
        IN_CHILD
                START_THREAD 0, executes_behind_main
                MAIN_ENDS 7
        END_CHILD "then execve"

        SAY     "the main thread goes last"
        IN_CHILD
                START_THREAD 0, exits
                xor     edi, edi
                call    join_thread
                CALL_SYSTEM SYS_exit, 8
        END_CHILD "exit"

        CALL_SYSTEM SYS_pipe, pipe
        CALL_SYSTEM SYS_pipe, pipe_to_fill
        SAY     "threads wait everywhere"
        IN_CHILD
                WAIT_EVERYWHERE
                CALL_SYSTEM SYS_exit_group, 6
        END_CHILD "exit_group of the main thread"
        IN_CHILD
                WAIT_EVERYWHERE
                START_THREAD 9, ends_group_with_12
                call    in_pause
        END_CHILD "exit_group of another one"
        IN_CHILD
                WAIT_EVERYWHERE
                CALL_SYSTEM SYS_kill, [own_pid], SIGTERM
                call    in_pause
        END_CHILD "SIGTERM"
        IN_CHILD
                WAIT_EVERYWHERE
                mov     edi, [own_pid]
                mov     esi, [thread_ids + 4]
                CALL_SYSTEM SYS_tgkill, rdi, rsi, SIGKILL
                call    in_pause
        END_CHILD "SIGKILL for one of them"
        IN_CHILD
                WAIT_EVERYWHERE
                mov     al, [abs 8]
        END_CHILD "a fault"
        IN_CHILD
                WAIT_EVERYWHERE
                CALL_SYSTEM SYS_execve, own_path, own_arguments, 0
        END_CHILD "execve of the main thread"
        IN_CHILD
                WAIT_EVERYWHERE
                START_THREAD 9, executes
                call    in_pause
        END_CHILD "execve of another one"
        IN_CHILD
                WAIT_EVERYWHERE
                START_THREAD 9, executes_nothing
                call    in_pause
        END_CHILD "execve of nothing"

        SAY     "killed by the parent"
        CALL_SYSTEM SYS_fork
        test    rax, rax
        jnz     .parent
        WAIT_EVERYWHERE
        call    in_pause
.parent:
        mov     rbx, rax
        CALL_SYSTEM SYS_kill, rbx, SIGKILL
        CALL_SYSTEM SYS_wait4, rbx, wait_status, 0, 0
        mov     eax, [wait_status]
        SHOW_HEX "SIGKILL", rax
        EXIT    0
