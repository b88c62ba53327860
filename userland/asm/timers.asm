; Timers: alarm(2), setitimer(2), timer_create(2), clocks of CPU time and RLIMIT_CPU. Nothing depends on how long something takes.
%include "program.inc"
%include "jobs.inc"

ALRM                    equ 1 << (SIGALRM - 1)
VTALRM                  equ 1 << (SIGVTALRM - 1)
PROF                    equ 1 << (SIGPROF - 1)
USR1                    equ 1 << (SIGUSR1 - 1)
RLIMIT_CPU              equ 0
ITIMER_REAL             equ 0
ITIMER_VIRTUAL          equ 1
ITIMER_PROF             equ 2
TIMER_ABSTIME           equ 1
SIGEV_SIGNAL            equ 0
SIGEV_NONE              equ 1
SIGEV_THREAD_ID         equ 4
PROCESS_CPU             equ 2
THREAD_CPU              equ 3
MONOTONIC_RAW           equ 4
KERNEL                  equ 1 << 63
EPOCH_FUTURE            equ 1 << 40

section .rodata
own_path:       db "/bin/timers", 0
again:          db "again", 0

section .data
align 8
own_arguments:  dq own_path, again, 0
timer_set:      dq ALRM | VTALRM | PROF | USR1
alarm_set:      dq ALRM
virtual_set:    dq VTALRM
profile_set:    dq PROF
user_set:       dq USR1
once:           dq 0, 0, 0, 1000                ; struct itimerval: a millisecond
often:          dq 0, 1000, 0, 1000
late:           dq 0, 0, 1000, 0
late_often:     dq 7, 500000, 1000, 0
never:          dq 0, 0, 0, 0
never_often:    dq 5, 0, 0, 0
bad_micros:     dq 0, 0, 0, 1000000
bad_interval:   dq 0, -1, 1, 0
bad_seconds:    dq 0, 0, -1, 0
soon:           dq 0, 0, 0, 1000000             ; struct itimerspec: a millisecond
repeated:       dq 0, 1000000, 0, 1000000
very_often:     dq 0, 1, 0, 1
past:           dq 0, 0, 0, 1                   ; a nanosecond after the boot
future:         dq 0, 0, EPOCH_FUTURE, 0
bad_nanos:      dq 0, 0, 0, 1000000000
moment:         dq 0, 1000000
notification:   dq 77                           ; struct sigevent
event_signal:   dd SIGUSR1
event_kind:     dd SIGEV_SIGNAL
event_thread:   dd 0
                times 11 dd 0
cpu_limit:      dq 0, 1
ignore_action:  dq SIG_IGN, SA_RESTORER, restorer, 0
default_action: dq SIG_DFL, SA_RESTORER, restorer, 0
count_action:   dq counting_handler, SA_RESTORER, restorer, 0

section .bss
old:            resq 4
timer:          resd 1
second_timer:   resd 1
taken:          resb 128
time:           resq 2
later:          resq 2
handled:        resq 1
kind:           resq 1

section .text

counting_handler:
        inc     qword [handled]
        ret

; TAKE "name", set: waits for a signal, and puts what is known of it.
%macro TAKE 2
        RESULT  %1, SYS_rt_sigtimedwait, %2, taken, half_minute, SIGNALS_64
        movsxd  rax, dword [taken + SI_CODE]
        SHOW_DECIMAL "  code", rax
%endmacro

; SPIN_FOR set: runs until one of the signals waits, without being in the kernel all the time.
%macro SPIN_FOR 1
%%more: mov     ecx, 100000
%%spin: dec     ecx
        jnz     %%spin
        CALL_SYSTEM SYS_rt_sigpending, old, SIGNALS_64
        mov     rax, [old]
        test    rax, [%1]
        jz      %%more
%endmacro

; SHOW_LEFT "name": whether the old value of an itimerval or itimerspec has something left, and its interval.
%macro SHOW_LEFT 1
        SAY     %1
        mov     rax, [old + 16]
        or      rax, [old + 24]
        CHECK   "  something is left", nz
        SHOW_DECIMAL "  interval", [old]
        SHOW_DECIMAL "  and parts", [old + 8]
%endmacro

global _start
_start:
        cmp     qword [rsp], 2
        je      executed
        CALL_SYSTEM SYS_rt_sigprocmask, SIG_BLOCK, timer_set, 0, SIGNALS_64

        SAY     "alarm"
        RESULT  "none was set", SYS_alarm, 1000
        RESULT  "another", SYS_alarm, 2000
        RESULT  "what was left, rounded", SYS_alarm, 0
        RESULT  "nothing", SYS_alarm, 0
        RESULT  "the longest", SYS_alarm, 0xffffffff
        RESULT  "what was left", SYS_alarm, 0

        SAY     "ITIMER_REAL"
        RESULT  "once", SYS_setitimer, ITIMER_REAL, once, 0
        TAKE    "signal", alarm_set
        RESULT  "nothing is left", SYS_getitimer, ITIMER_REAL, old
        SHOW_LEFT "afterwards"
        RESULT  "often", SYS_setitimer, ITIMER_REAL, often, 0
        TAKE    "signal", alarm_set
        TAKE    "signal", alarm_set
        TAKE    "signal", alarm_set
        RESULT  "stop it", SYS_setitimer, ITIMER_REAL, never, old
        SHOW_DECIMAL "its interval was", [old + 8]
        CALL_SYSTEM SYS_rt_sigtimedwait, alarm_set, taken, at_once, SIGNALS_64
        RESULT  "an interval and nothing to begin with", SYS_setitimer, ITIMER_REAL, never_often, 0
        RESULT  "is none", SYS_getitimer, ITIMER_REAL, old
        SHOW_LEFT "that is"
        RESULT  "late", SYS_setitimer, ITIMER_REAL, late_often, 0
        RESULT  "ask", SYS_getitimer, ITIMER_REAL, old
        SHOW_LEFT "late and often"
        RESULT  "alarm is the same timer", SYS_alarm, 0
        RESULT  "without a new value", SYS_setitimer, ITIMER_REAL, 0, old

        SAY     "errors"
        RESULT  "microseconds", SYS_setitimer, ITIMER_REAL, bad_micros, 0
        RESULT  "interval", SYS_setitimer, ITIMER_REAL, bad_interval, 0
        RESULT  "seconds", SYS_setitimer, ITIMER_REAL, bad_seconds, 0
        RESULT  "a timer that is not there", SYS_setitimer, 3, once, 0
        RESULT  "asking for it", SYS_getitimer, 3, old
        RESULT  "in the kernel", SYS_setitimer, ITIMER_REAL, KERNEL, 0
        RESULT  "asking there", SYS_getitimer, ITIMER_REAL, KERNEL

        SAY     "timers of CPU time"
        RESULT  "ITIMER_VIRTUAL", SYS_setitimer, ITIMER_VIRTUAL, often, 0
        SPIN_FOR virtual_set
        TAKE    "signal", virtual_set
        SPIN_FOR virtual_set
        TAKE    "signal", virtual_set
        RESULT  "stop it", SYS_setitimer, ITIMER_VIRTUAL, never, 0
        RESULT  "ITIMER_PROF", SYS_setitimer, ITIMER_PROF, once, 0
        SPIN_FOR profile_set
        TAKE    "signal", profile_set
        RESULT  "late", SYS_setitimer, ITIMER_PROF, late, 0
        RESULT  "ask", SYS_getitimer, ITIMER_PROF, old
        SHOW_LEFT "late"

        SAY     "a child has none of them, and execve leaves them"
        RESULT  "alarm", SYS_alarm, 1000
        IN_CHILD
        CALL_SYSTEM SYS_alarm, 0
        CALL_SYSTEM SYS_exit_group, rax
        END_CHILD
        SHOW_WAIT "its end", 0
        IN_CHILD
        CALL_SYSTEM SYS_alarm, 1000
        CALL_SYSTEM SYS_timer_create, CLOCK_MONOTONIC, 0, timer
        CALL_SYSTEM SYS_execve, own_path, own_arguments, 0
        END_CHILD
        SHOW_WAIT "its end", 0
        CALL_SYSTEM SYS_alarm, 0

        SAY     "timer_create"
        RESULT  "a timer", SYS_timer_create, CLOCK_MONOTONIC, notification, timer
        RESULT  "soon", SYS_timer_settime, [timer], 0, soon, 0
        TAKE    "signal", user_set
        SHOW_DECIMAL "value", [taken + SI_VALUE]
        mov     eax, [taken + SI_TIMERID]
        cmp     eax, [timer]
        CHECK   "its id", e
        mov     eax, [taken + SI_OVERRUN]
        SHOW_DECIMAL "overrun", rax
        RESULT  "nothing is left", SYS_timer_gettime, [timer], old
        SHOW_LEFT "afterwards"
        RESULT  "in the past", SYS_timer_settime, [timer], TIMER_ABSTIME, past, 0
        TAKE    "signal", user_set
        RESULT  "repeated", SYS_timer_settime, [timer], 0, repeated, 0
        TAKE    "signal", user_set
        TAKE    "signal", user_set
        RESULT  "often", SYS_timer_settime, [timer], 0, very_often, 0
        CALL_SYSTEM SYS_nanosleep, moment, 0
        TAKE    "signal", user_set
        cmp     dword [taken + SI_OVERRUN], 100
        CHECK   "many were missed", g
        CALL_SYSTEM SYS_timer_getoverrun, [timer]
        cmp     [taken + SI_OVERRUN], eax
        CHECK   "timer_getoverrun says the same", e
        RESULT  "late", SYS_timer_settime, [timer], TIMER_ABSTIME, future, old
        SHOW_LEFT "it was repeated"
        RESULT  "the signal of before is gone", SYS_rt_sigtimedwait, user_set, 0, at_once, SIGNALS_64
        RESULT  "ask", SYS_timer_gettime, [timer], old
        SHOW_LEFT "late"

        SAY     "two timers send the same signal"
        RESULT  "another timer", SYS_timer_create, CLOCK_REALTIME, notification, second_timer
        RESULT  "soon", SYS_timer_settime, [timer], 0, soon, 0
        RESULT  "soon", SYS_timer_settime, [second_timer], 0, soon, 0
        TAKE    "signal", user_set
        TAKE    "signal", user_set
        RESULT  "long before the boot", SYS_timer_settime, [second_timer], TIMER_ABSTIME, past, 0
        TAKE    "signal", user_set
        RESULT  "time goes on", SYS_nanosleep, moment, 0
        RESULT  "delete it", SYS_timer_delete, [second_timer]
        RESULT  "once more", SYS_timer_delete, [second_timer]
        RESULT  "set it", SYS_timer_settime, [second_timer], 0, soon, 0

        SAY     "a signal that is ignored at times"
        CALL_SYSTEM SYS_rt_sigprocmask, SIG_UNBLOCK, user_set, 0, SIGNALS_64
        CALL_SYSTEM SYS_rt_sigaction, SIGUSR1, ignore_action, 0, SIGNALS_64
        RESULT  "repeated", SYS_timer_settime, [timer], 0, repeated, 0
        CALL_SYSTEM SYS_nanosleep, moment, 0
        CALL_SYSTEM SYS_nanosleep, moment, 0
        CALL_SYSTEM SYS_rt_sigaction, SIGUSR1, count_action, 0, SIGNALS_64
        UNTIL_NOT 0, [handled]
        SAY     "it is handled"
        RESULT  "delete it", SYS_timer_delete, [timer]
        CALL_SYSTEM SYS_rt_sigprocmask, SIG_BLOCK, user_set, 0, SIGNALS_64

        SAY     "without a signal"
        mov     dword [event_kind], SIGEV_NONE
        RESULT  "SIGEV_NONE", SYS_timer_create, CLOCK_MONOTONIC, notification, timer
        RESULT  "in the past", SYS_timer_settime, [timer], TIMER_ABSTIME, past, 0
        RESULT  "ask", SYS_timer_gettime, [timer], old
        SHOW_LEFT "it has expired"
        RESULT  "repeated", SYS_timer_settime, [timer], 0, repeated, 0
        RESULT  "ask", SYS_timer_gettime, [timer], old
        SHOW_LEFT "it goes on"
        RESULT  "late", SYS_timer_settime, [timer], 0, late, 0
        RESULT  "overrun", SYS_timer_getoverrun, [timer]

        SAY     "to a thread"
        CALL_SYSTEM SYS_gettid
        mov     [event_thread], eax
        mov     dword [event_kind], SIGEV_THREAD_ID
        RESULT  "SIGEV_THREAD_ID", SYS_timer_create, CLOCK_MONOTONIC, notification, timer
        RESULT  "soon", SYS_timer_settime, [timer], 0, soon, 0
        TAKE    "signal", user_set
        mov     dword [event_thread], 1 << 20
        RESULT  "no thread of the process", SYS_timer_create, CLOCK_MONOTONIC, notification, timer
        mov     qword [kind], -1
.kinds: mov     eax, [kind]
        mov     [event_kind], eax
        RESULT  "kind", SYS_timer_create, CLOCK_MONOTONIC, notification, timer
        inc     qword [kind]
        cmp     qword [kind], 6
        jbe     .kinds
        mov     dword [event_kind], SIGEV_SIGNAL
        mov     dword [event_signal], 0
        RESULT  "signal 0", SYS_timer_create, CLOCK_MONOTONIC, notification, timer
        mov     dword [event_signal], 65
        RESULT  "signal 65", SYS_timer_create, CLOCK_MONOTONIC, notification, timer
        RESULT  "SIGALRM by default", SYS_timer_create, CLOCK_MONOTONIC, 0, timer
        RESULT  "soon", SYS_timer_settime, [timer], 0, soon, 0
        TAKE    "signal", alarm_set
        mov     eax, [taken + SI_VALUE]
        cmp     eax, [timer]
        CHECK   "with the id", e

        SAY     "errors"
        RESULT  "no clock", SYS_timer_create, 10, 0, timer
        RESULT  "a clock that nobody can wait for", SYS_timer_create, MONOTONIC_RAW, 0, timer
        RESULT  "event in the kernel", SYS_timer_create, CLOCK_MONOTONIC, KERNEL, timer
        RESULT  "id in the kernel", SYS_timer_create, CLOCK_MONOTONIC, 0, KERNEL
        RESULT  "no value", SYS_timer_settime, [timer], 0, 0, 0
        RESULT  "value in the kernel", SYS_timer_settime, [timer], 0, KERNEL, 0
        RESULT  "nanoseconds", SYS_timer_settime, [timer], 0, bad_nanos, 0
        RESULT  "old value in the kernel", SYS_timer_settime, [timer], 0, never, KERNEL
        RESULT  "ask there", SYS_timer_gettime, [timer], KERNEL
        RESULT  "no timer", SYS_timer_gettime, 1 << 20, old
        RESULT  "its overrun", SYS_timer_getoverrun, 1 << 20

        SAY     "clocks of CPU time"
        mov     dword [event_signal], SIGUSR1
        RESULT  "a timer of the process's", SYS_timer_create, PROCESS_CPU, notification, timer
        RESULT  "soon", SYS_timer_settime, [timer], 0, soon, 0
        SPIN_FOR user_set
        TAKE    "signal", user_set
        RESULT  "a timer of the thread's", SYS_timer_create, THREAD_CPU, notification, timer
        RESULT  "soon", SYS_timer_settime, [timer], 0, soon, 0
        SPIN_FOR user_set
        TAKE    "signal", user_set
        RESULT  "resolution of the process's", SYS_clock_getres, PROCESS_CPU, time
        SHOW_DECIMAL "nanoseconds", [time + 8]
        RESULT  "by a clock id, all time", SYS_clock_gettime, -8, time
        RESULT  "time of the program", SYS_clock_gettime, -7, time
        RESULT  "runtime", SYS_clock_gettime, -6, time
        RESULT  "a thread's runtime", SYS_clock_gettime, -2, later
        mov     rax, [later]
        imul    rax, rax, 1000000000
        add     rax, [later + 8]
        mov     rcx, [time]
        imul    rcx, rcx, 1000000000
        add     rcx, [time + 8]
        cmp     rcx, rax
        CHECK   "it goes on", l
        RESULT  "what is none", SYS_clock_gettime, -5, time
        CALL_SYSTEM SYS_getpid
        not     rax
        shl     eax, 3
        movsxd  rbx, eax
        RESULT  "by the process's id", SYS_clock_gettime, rbx, time
        add     rbx, 6
        RESULT  "by the thread's id", SYS_clock_gettime, rbx, time
        RESULT  "nobody's", SYS_clock_gettime, (~(1 << 20) << 3) | 2, time
        RESULT  "sleep by the thread's", SYS_clock_nanosleep, THREAD_CPU, 0, moment, 0
        RESULT  "by its id", SYS_clock_nanosleep, -2, 0, moment, 0
        RESULT  "by a clock that nobody can wait for", SYS_clock_nanosleep, MONOTONIC_RAW, 0, moment, 0

        SAY     "RLIMIT_CPU"
        IN_CHILD
        CALL_SYSTEM SYS_rt_sigaction, SIGXCPU, count_action, 0, SIGNALS_64
        CALL_SYSTEM SYS_setrlimit, RLIMIT_CPU, cpu_limit
.spin:  cmp     qword [handled], 0
        je      .spin
        CALL_SYSTEM SYS_rt_sigaction, SIGXCPU, ignore_action, 0, SIGNALS_64
        mov     al, [handled]
.burn:  jmp     .burn
        END_CHILD
        SHOW_WAIT "SIGXCPU, then SIGKILL", 0
        EXIT    0

; What a program finds that execve began: the alarm of before, and no timer.
executed:
        CALL_SYSTEM SYS_timer_delete, 0
        mov     rbx, rax
        neg     rbx
        CALL_SYSTEM SYS_alarm, 0
        cmp     rax, 1000
        setne   cl
        movzx   ecx, cl
        lea     rbx, [rbx + rcx * 4]
        CALL_SYSTEM SYS_exit_group, rbx
