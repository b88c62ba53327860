; Waiting for files while signals come: the masks of ppoll and pselect6 (ppoll(2), select(2)).
%include "program.inc"

USR1                    equ 1 << (SIGUSR1 - 1)
CHLD                    equ 1 << (SIGCHLD - 1)
POLLIN                  equ 1
POLLNVAL                equ 0x20
KERNEL                  equ 1 << 63

section .rodata
null_device:    db "/dev/null", 0

section .data
align 8
action:         dq handler, SA_SIGINFO | SA_RESTORER, restorer, 0
nothing:        dq 0
blocked:        dq USR1 | CHLD
at_once:        dq 0, 0
a_moment:       dq 0, 1000000
long_time:      dq 1000, 0
bad_time:       dq 0, 1000000000
mask_argument:  dq nothing, 8
bad_argument:   dq nothing, 16

section .bss
own_pid:        resq 1
count:          resq 1
mask_inside:    resq 1
set:            resq 1
files:          resq 1
entry:          resq 1                  ; struct pollfd
ready:          resq 1                  ; fd_set of 64

section .text

; Counts, and notes the mask that the handler's return goes back to.
handler:
        inc     qword [count]
        mov     rax, [rdx + UC_SIGMASK]
        mov     [mask_inside], rax
        ret

; RAISE signal: it is blocked, so it waits.
%macro RAISE 1
        CALL_SYSTEM SYS_kill, [own_pid], %1
%endmacro

; SHOW_AFTER: handlers that were called, what the last one saw, and what is blocked now and waits.
%macro SHOW_AFTER 0
        SHOW_DECIMAL "  handlers", [count]
        SHOW_HEX "  mask before", [mask_inside]
        CALL_SYSTEM SYS_rt_sigprocmask, SIG_BLOCK, 0, set, 8
        SHOW_HEX "  mask now", [set]
        CALL_SYSTEM SYS_rt_sigpending, set, 8
        SHOW_HEX "  pending", [set]
%endmacro

global _start
_start:
        CALL_SYSTEM SYS_getpid
        mov     [own_pid], rax
        CALL_SYSTEM SYS_rt_sigaction, SIGUSR1, action, 0, 8
        CALL_SYSTEM SYS_rt_sigprocmask, SIG_SETMASK, blocked, 0, 8
        CALL_SYSTEM SYS_open, null_device, O_RDONLY, 0
        mov     [entry], eax
        mov     word [entry + 4], POLLIN

        SAY     "nothing waits"
        RESULT  "poll", SYS_poll, entry, 1, 0
        RESULT  "ppoll of no file", SYS_ppoll, 0, 0, at_once, nothing, 8
        RESULT  "ppoll for a moment", SYS_ppoll, 0, 0, a_moment, nothing, 8
        RESULT  "pselect6 of no file", SYS_pselect6, 0, 0, 0, 0, at_once, mask_argument
        SHOW_AFTER

        SAY     "a signal that stays blocked"
        RAISE   SIGUSR1
        RESULT  "poll of no file", SYS_poll, 0, 0, 1
        RESULT  "ppoll without a mask", SYS_ppoll, 0, 0, at_once, 0, 0
        RESULT  "ppoll with the same mask", SYS_ppoll, 0, 0, at_once, blocked, 8
        SHOW_AFTER

        SAY     "a signal and a file that is ready"
        RESULT  "ppoll", SYS_ppoll, entry, 1, long_time, nothing, 8
        SHOW_AFTER

        SAY     "a signal that the mask lets through"
        RESULT  "ppoll", SYS_ppoll, 0, 0, long_time, nothing, 8
        SHOW_AFTER
        RAISE   SIGUSR1
        RESULT  "ppoll with no time", SYS_ppoll, 0, 0, at_once, nothing, 8
        SHOW_AFTER
        RAISE   SIGUSR1
        RESULT  "ppoll without end", SYS_ppoll, 0, 0, 0, nothing, 8
        SHOW_AFTER
        RAISE   SIGUSR1
        RESULT  "pselect6", SYS_pselect6, 0, 0, 0, 0, long_time, mask_argument
        SHOW_AFTER
        RAISE   SIGUSR1
        mov     eax, [entry]
        bts     [ready], rax
        RESULT  "pselect6 with a file that is ready", SYS_pselect6, 64, ready, 0, 0, long_time, mask_argument
        SHOW_AFTER
        CALL_SYSTEM SYS_rt_sigprocmask, SIG_SETMASK, nothing, 0, 8
        CALL_SYSTEM SYS_rt_sigprocmask, SIG_SETMASK, blocked, 0, 8

        SAY     "a signal without effect: the call goes on"
        RAISE   SIGCHLD
        RESULT  "ppoll", SYS_ppoll, 0, 0, a_moment, nothing, 8
        SHOW_AFTER

        SAY     "bad arguments change nothing"
        RAISE   SIGUSR1
        RESULT  "ppoll, size of the mask", SYS_ppoll, 0, 0, at_once, nothing, 16
        RESULT  "ppoll, mask in the kernel", SYS_ppoll, 0, 0, at_once, KERNEL, 8
        RESULT  "ppoll, bad time before a bad mask", SYS_ppoll, 0, 0, bad_time, KERNEL, 8
        RESULT  "ppoll, time in the kernel", SYS_ppoll, 0, 0, KERNEL, nothing, 8
        RESULT  "ppoll, files in the kernel", SYS_ppoll, KERNEL, 1, at_once, nothing, 8
        SHOW_AFTER
        RAISE   SIGUSR1
        RESULT  "pselect6, size of the mask", SYS_pselect6, 0, 0, 0, 0, at_once, bad_argument
        RESULT  "pselect6, argument in the kernel", SYS_pselect6, 0, 0, 0, 0, at_once, KERNEL
        RESULT  "pselect6, count", SYS_pselect6, -1, 0, 0, 0, at_once, mask_argument
        SHOW_AFTER
        EXIT    0
