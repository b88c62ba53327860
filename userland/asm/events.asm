; Files that tell of events: eventfd(2), timerfd_create(2).
%include "program.inc"

POLLIN                  equ 1
POLLOUT                 equ 4
EFD_SEMAPHORE           equ 1
TFD_TIMER_ABSTIME       equ 1
CLOCK_PROCESS_CPUTIME   equ 2
CLOCK_BOOTTIME          equ 7
STAT_MODE               equ 24
STAT_SIZE               equ 48
KERNEL                  equ 1 << 63

section .rodata
null_device:    db "/dev/null", 0

section .data
align 8
one:            dq 1
many:           dq -2
too_many:       dq -1
few:            dq 7
; struct itimerspec: interval, value
stopped:        dq 0, 0, 0, 0
at_once:        dq 0, 0, 0, 1
repeated:       dq 1000, 0, 0, 1
later:          dq 7, 5, 1000, 0
only_interval:  dq 7, 5, 0, 0
bad_value:      dq 0, 0, 0, 1000000000
bad_interval:   dq -1, 0, 0, 1
past:           dq 0, 0, 1, 0

section .bss
event:          resq 1
timer:          resq 1
polled:         resq 1                  ; struct pollfd
value:          resq 2
setting:        resq 4                  ; struct itimerspec
status:         resb 144                ; struct stat

section .text

; POLL "name", descriptor variable: a line with what is there at once.
%macro POLL 2
        mov     eax, [%2]
        mov     [polled], eax
        mov     dword [polled + 4], POLLIN | POLLOUT
        CALL_SYSTEM SYS_poll, polled, 1, 0
        movzx   eax, word [polled + 6]
        SHOW_HEX %1, rax
%endmacro

; READ "name", descriptor variable: the call, and what it got.
%macro READ 2
        mov     qword [value], 0
        RESULT  %1, SYS_read, [%2], value, 16
        SHOW_DECIMAL "  value", [value]
%endmacro

; SETTING: whether the time that is left is more than 900 s, and the interval.
%macro SETTING 0
        RESULT  "timerfd_gettime", SYS_timerfd_gettime, [timer], setting
        SHOW_DECIMAL "  interval", [setting]
        SHOW_DECIMAL "  and nanoseconds", [setting + 8]
        cmp     qword [setting + 16], 900
        CHECK   "  it is long", g
        mov     rax, [setting + 16]
        or      rax, [setting + 24]
        CHECK   "  it is stopped", z
%endmacro

global _start
_start:
        SAY     "a counter"
        RESULT  "a bad flag", SYS_eventfd2, 0, 2
        OUTCOME "eventfd", SYS_eventfd, 5
        mov     [event], rax
        RESULT  "flags", SYS_fcntl, [event], F_GETFL, 0
        CALL_SYSTEM SYS_fstat, [event], status
        mov     eax, [status + STAT_MODE]
        SHOW_HEX "mode", rax
        SHOW_DECIMAL "size", [status + STAT_SIZE]
        POLL    "ready", event
        READ    "read", event
        POLL    "ready", event
        RESULT  "write", SYS_write, [event], one, 8
        RESULT  "write", SYS_write, [event], few, 8
        READ    "read", event
        RESULT  "write of 4 bytes", SYS_write, [event], one, 4
        RESULT  "read of 4 bytes", SYS_read, [event], value, 4
        RESULT  "write of the largest", SYS_write, [event], too_many, 8
        RESULT  "write from the kernel", SYS_write, [event], KERNEL, 8
        RESULT  "write from nowhere", SYS_write, [event], 8, 8
        RESULT  "pread64", SYS_pread64, [event], value, 8, 0
        RESULT  "ftruncate", SYS_ftruncate, [event], 0
        RESULT  "F_GETPIPE_SZ", SYS_fcntl, [event], F_GETPIPE_SZ, 0
        RESULT  "without waiting", SYS_fcntl, [event], F_SETFL, O_NONBLOCK
        READ    "read", event
        RESULT  "write of the most", SYS_write, [event], many, 8
        POLL    "ready", event
        RESULT  "write", SYS_write, [event], one, 8
        READ    "read", event
        POLL    "ready", event
        CALL_SYSTEM SYS_close, [event]

        SAY     "a semaphore"
        OUTCOME "eventfd2", SYS_eventfd2, 2, EFD_SEMAPHORE | O_NONBLOCK | O_CLOEXEC
        mov     [event], rax
        RESULT  "close on exec", SYS_fcntl, [event], F_GETFD, 0
        READ    "read", event
        READ    "read", event
        READ    "read", event

        SAY     "a timer"
        RESULT  "a bad clock", SYS_timerfd_create, CLOCK_PROCESS_CPUTIME, 0
        RESULT  "a bad flag", SYS_timerfd_create, CLOCK_MONOTONIC, 1
        OUTCOME "timerfd_create", SYS_timerfd_create, CLOCK_MONOTONIC, 0
        mov     [timer], rax
        RESULT  "flags", SYS_fcntl, [timer], F_GETFL, 0
        POLL    "ready", timer
        SETTING
        RESULT  "a bad flag", SYS_timerfd_settime, [timer], 4, later, 0
        RESULT  "a bad value", SYS_timerfd_settime, [timer], 0, bad_value, 0
        RESULT  "a bad interval", SYS_timerfd_settime, [timer], 0, bad_interval, 0
        RESULT  "a setting in the kernel", SYS_timerfd_settime, [timer], 0, KERNEL, 0
        RESULT  "no descriptor", SYS_timerfd_settime, 99, 0, later, 0
        RESULT  "another file", SYS_timerfd_settime, [event], 0, later, 0
        RESULT  "gettime of another file", SYS_timerfd_gettime, [event], setting
        RESULT  "gettime to the kernel", SYS_timerfd_gettime, [timer], KERNEL
        RESULT  "write", SYS_write, [timer], one, 8
        RESULT  "later", SYS_timerfd_settime, [timer], 0, later, 0
        SETTING
        RESULT  "at once", SYS_timerfd_settime, [timer], 0, at_once, setting
        SHOW_DECIMAL "  the interval before", [setting]
        READ    "read", timer
        POLL    "ready", timer
        SETTING
        RESULT  "a time that is past", SYS_timerfd_settime, [timer], TFD_TIMER_ABSTIME, past, 0
        READ    "read", timer
        RESULT  "at once, and then again", SYS_timerfd_settime, [timer], 0, repeated, 0
        READ    "read", timer
        SETTING
        RESULT  "only an interval", SYS_timerfd_settime, [timer], 0, only_interval, 0
        SETTING
        RESULT  "stopped", SYS_timerfd_settime, [timer], 0, stopped, 0
        SETTING
        RESULT  "without waiting", SYS_fcntl, [timer], F_SETFL, O_NONBLOCK
        RESULT  "read", SYS_read, [timer], value, 8
        RESULT  "read of 4 bytes", SYS_read, [timer], value, 4
        OUTCOME "the time of day", SYS_timerfd_create, CLOCK_REALTIME, O_CLOEXEC
        mov     [timer], rax
        RESULT  "a time that is past", SYS_timerfd_settime, [timer], TFD_TIMER_ABSTIME, past, 0
        READ    "read", timer
        OUTCOME "the time since the boot", SYS_timerfd_create, CLOCK_BOOTTIME, 0
        EXIT    0
