; Signals with a value, in order and up to a limit, and children that leave nothing or something to wait for
; (rt_sigqueueinfo(2), sigaction(2), wait(2)).
%include "program.inc"
%include "jobs.inc"

CHLD                    equ 1 << (SIGCHLD - 1)
RLIMIT_SIGPENDING       equ 11
RT                      equ SIGRTMIN + 3
RT_LATER                equ SIGRTMIN + 5
SI_TKILL                equ -6
SI_KERNEL               equ 128
KERNEL                  equ 1 << 63

section .data
align 8
all_set:        dq -1
child_set:      dq CHLD
none:           dq 0, 0
ignore_action:  dq SIG_IGN, SA_RESTORER, restorer, 0
default_action: dq SIG_DFL, SA_RESTORER, restorer, 0
nowait_action:  dq counting_handler, SA_RESTORER | SA_NOCLDWAIT, restorer, 0

section .bss
own_pid:        resq 1
own_tid:        resq 1
handled:        resq 1
usage:          resb 144
sent:           resb 128
taken:          resb 128

section .text

counting_handler:
        inc     qword [handled]
        ret

; QUEUE signal, code, value
%macro QUEUE 3
        mov     dword [sent + SI_CODE], %2
        mov     qword [sent + SI_VALUE], %3
        CALL_SYSTEM SYS_rt_sigqueueinfo, [own_pid], %1, sent
%endmacro

; take_all(): every signal that waits, with code and value.
take_all:
        CALL_SYSTEM SYS_rt_sigtimedwait, all_set, taken, at_once, SIGNALS_64
        test    rax, rax
        js      .done
        push    rax
        PUT_STRING "  signal "
        pop     rax
        call    put_decimal
        PUT_STRING " code "
        movsxd  rax, dword [taken + SI_CODE]
        call    put_decimal
        PUT_STRING " value "
        mov     rax, [taken + SI_VALUE]
        call    put_decimal
        call    put_line
        jmp     take_all
.done:  ret

global _start
_start:
        CALL_SYSTEM SYS_getpid
        mov     [own_pid], rax
        CALL_SYSTEM SYS_gettid
        mov     [own_tid], rax
        CALL_SYSTEM SYS_rt_sigprocmask, SIG_BLOCK, all_set, 0, SIGNALS_64

        SAY     "order"
        QUEUE   RT_LATER, SI_QUEUE, 1
        QUEUE   RT, SI_QUEUE, 2
        QUEUE   SIGUSR1, SI_QUEUE, 3
        QUEUE   RT, SI_QUEUE, 4
        QUEUE   SIGUSR1, SI_QUEUE, 5
        QUEUE   RT, -42, 6
        CALL_SYSTEM SYS_tgkill, [own_pid], [own_tid], SIGUSR2
        CALL_SYSTEM SYS_kill, [own_pid], SIGHUP
        QUEUE   SIGTERM, SI_KERNEL, 7
        call    take_all

        SAY     "to a thread"
        mov     dword [sent + SI_CODE], SI_QUEUE
        mov     qword [sent + SI_VALUE], 8
        RESULT  "rt_tgsigqueueinfo", SYS_rt_tgsigqueueinfo, [own_pid], [own_tid], RT, sent
        RESULT  "no thread", SYS_rt_tgsigqueueinfo, [own_pid], 1 << 22, RT, sent
        RESULT  "of another process", SYS_rt_tgsigqueueinfo, 1 << 22, [own_tid], RT, sent
        RESULT  "thread 0", SYS_rt_tgsigqueueinfo, [own_pid], 0, RT, sent
        call    take_all

        SAY     "errors"
        RESULT  "signal 65", SYS_rt_sigqueueinfo, [own_pid], 65, sent
        RESULT  "nobody, signal 65", SYS_rt_sigqueueinfo, 1 << 22, 65, sent
        RESULT  "kill of nobody with signal 65", SYS_kill, 1 << 22, 65
        RESULT  "kill of a group that is not there", SYS_kill, -(1 << 22), SIGTERM
        RESULT  "kill of the least number", SYS_kill, 0x80000000, SIGTERM
        RESULT  "signal 0", SYS_rt_sigqueueinfo, [own_pid], 0, sent
        RESULT  "nowhere", SYS_rt_sigqueueinfo, [own_pid], RT, KERNEL
        mov     dword [sent + SI_CODE], SI_TKILL
        IN_CHILD
        CALL_SYSTEM SYS_rt_sigqueueinfo, [own_pid], 0, sent
        neg     rax
        CALL_SYSTEM SYS_exit_group, rax
        END_CHILD
        SHOW_WAIT "a child that pretends to be tkill", 0
        mov     dword [sent + SI_CODE], SI_KERNEL
        IN_CHILD
        CALL_SYSTEM SYS_rt_sigqueueinfo, [own_pid], 0, sent
        neg     rax
        CALL_SYSTEM SYS_exit_group, rax
        END_CHILD
        SHOW_WAIT "and the kernel", 0
        mov     dword [sent + SI_CODE], -8
        RESULT  "an unknown code", SYS_rt_sigqueueinfo, [own_pid], 0, sent
        mov     byte [sent + 100], 1
        RESULT  "with more behind it", SYS_rt_sigqueueinfo, [own_pid], 0, sent
        mov     dword [sent + SI_CODE], SI_QUEUE
        RESULT  "a known one with more", SYS_rt_sigqueueinfo, [own_pid], 0, sent
        mov     byte [sent + 100], 0
        CALL_SYSTEM SYS_rt_sigtimedwait, child_set, 0, at_once, SIGNALS_64

        SAY     "a limit"
        IN_CHILD
        CALL_SYSTEM SYS_rt_sigprocmask, SIG_BLOCK, all_set, 0, SIGNALS_64
        CALL_SYSTEM SYS_prlimit64, 0, RLIMIT_SIGPENDING, none, 0
        mov     dword [sent + SI_CODE], SI_QUEUE
        CALL_SYSTEM SYS_getpid
        mov     [own_pid], rax
        RESULT  "no room", SYS_rt_sigqueueinfo, [own_pid], RT, sent
        RESULT  "kill has room", SYS_kill, [own_pid], RT
        RESULT  "and a standard signal", SYS_rt_sigqueueinfo, [own_pid], SIGUSR1, sent
        CALL_SYSTEM SYS_gettid
        RESULT  "tgkill has none", SYS_tgkill, [own_pid], rax, RT_LATER
        call    take_all
        CALL_SYSTEM SYS_exit_group, 0
        END_CHILD
        SHOW_WAIT "its end", 0
        CALL_SYSTEM SYS_rt_sigtimedwait, child_set, 0, at_once, SIGNALS_64

        SAY     "sigtimedwait"
        RESULT  "nothing, at once", SYS_rt_sigtimedwait, all_set, 0, at_once, SIGNALS_64
        RESULT  "a set of 4 bytes", SYS_rt_sigtimedwait, all_set, 0, at_once, 4
        RESULT  "a set in the kernel", SYS_rt_sigtimedwait, KERNEL, 0, at_once, SIGNALS_64
        RESULT  "a time in the kernel", SYS_rt_sigtimedwait, all_set, 0, KERNEL, SIGNALS_64
        RESULT  "a bad time", SYS_rt_sigtimedwait, all_set, 0, bad_time, SIGNALS_64
        QUEUE   RT, SI_QUEUE, 9
        RESULT  "information in the kernel", SYS_rt_sigtimedwait, all_set, KERNEL, at_once, SIGNALS_64
        call    take_all

        SAY     "children, with SIGCHLD by default"
        IN_CHILD
        CALL_SYSTEM SYS_exit_group, 5
        END_CHILD
        SHOW_TAKEN "SIGCHLD", child_set
        RESULT  "no options", SYS_waitid, P_ALL, 0, info, 0, 0
        RESULT  "unknown options", SYS_wait4, -1, wait_status, 0x100, 0
        RESULT  "a kind that is none", SYS_waitid, 7, 0, info, WEXITED, 0
        RESULT  "no group", SYS_wait4, -(1 << 22), wait_status, WNOHANG, 0
        RESULT  "somebody else", SYS_wait4, 1 << 22, wait_status, WNOHANG, 0
        RESULT  "the least number", SYS_wait4, 0x80000000, wait_status, WNOHANG, 0
        RESULT  "status in the kernel", SYS_wait4, [child], KERNEL, WNOHANG | WNOWAIT, 0
        SHOW_WAITID "still there", WEXITED | WNOWAIT
        SHOW_WAIT "its end", 0
        SHOW_WAIT "once more", WNOHANG
        IN_CHILD
        CALL_SYSTEM SYS_rt_sigprocmask, SIG_SETMASK, none, 0, SIGNALS_64
        CALL_SYSTEM SYS_getpid
        CALL_SYSTEM SYS_kill, rax, SIGSEGV
        END_CHILD
        SHOW_TAKEN "SIGSEGV", child_set
        SHOW_WAIT "without a core", 0

        SAY     "SIGCHLD that is ignored"
        CALL_SYSTEM SYS_rt_sigaction, SIGCHLD, ignore_action, 0, SIGNALS_64
        IN_CHILD
        CALL_SYSTEM SYS_exit_group, 6
        END_CHILD
        SHOW_WAIT "nothing is left", 0
        RESULT  "nor sent, though it is blocked", SYS_rt_sigtimedwait, child_set, 0, at_once, SIGNALS_64

        SAY     "SA_NOCLDWAIT"
        CALL_SYSTEM SYS_rt_sigaction, SIGCHLD, nowait_action, 0, SIGNALS_64
        IN_CHILD
        CALL_SYSTEM SYS_exit_group, 7
        END_CHILD
        SHOW_WAIT "nothing is left", 0
        SHOW_TAKEN "but SIGCHLD is sent", child_set
        CALL_SYSTEM SYS_rt_sigaction, SIGCHLD, default_action, 0, SIGNALS_64

        SAY     "usage"
        IN_CHILD
        mov     ecx, 100000
.spin:  loop    .spin
        inc     qword [handled]                 ; copies a page
        CALL_SYSTEM SYS_exit_group, 0
        END_CHILD
        CALL_SYSTEM SYS_wait4, [child], wait_status, 0, usage
        mov     rax, [usage]
        or      rax, [usage + 8]
        or      rax, [usage + 16]
        or      rax, [usage + 24]
        CHECK   "a child has used time", nz
        cmp     qword [usage + 64], 0
        CHECK   "and pages", nz
        RESULT  "children", SYS_getrusage, -1, usage
        cmp     qword [usage + 64], 0
        CHECK   "pages", nz
        RESULT  "self", SYS_getrusage, 0, usage
        RESULT  "thread", SYS_getrusage, 1, usage
        cmp     qword [usage + 128], 0
        CHECK   "it has waited", nz
        RESULT  "nobody", SYS_getrusage, 2, usage
        RESULT  "in the kernel", SYS_getrusage, 0, KERNEL
        OUTCOME "times", SYS_times, usage
        RESULT  "in the kernel", SYS_times, KERNEL
        EXIT    0

section .data
align 8
bad_time:       dq 0, 1000000000
