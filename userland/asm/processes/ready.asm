; Waiting until files of other processes are ready (poll(2), select(2)), and being told when they are not.
%include "program.inc"
%include "children.inc"

POLLIN                  equ 1
POLLPRI                 equ 2
POLLOUT                 equ 4
CAPACITY                equ 65536
EINTR                   equ 4
MANY                    equ 100         ; pipes

section .data
align 8
action:         dq handler, SA_RESTORER, restorer, 0
a_moment:       dq 0, 1000000
at_once:        dq 0, 0
long_time:      dq 1000, 0
signal_only:    dq 1 << (SIGUSR1 - 1)
nothing:        dq 0
mask_argument:  dq nothing, 8
gone:           dd -1
                dw POLLIN, 0

section .bss
pipe:           resd 2
other:          resd 2
list:           resq MANY               ; struct pollfd
pipes:          resd 2 * MANY
sets:           resq 3                  ; fd_set of 64 each: read, write, except
time_left:      resq 2
signals:        resq 1
buffer:         resb CAPACITY

section .text

handler:
        inc     qword [signals]
        ret

%macro CLOSE 1
        mov     edi, [%1]
        CALL_SYSTEM SYS_close, rdi
%endmacro

; ENTRY index, descriptor variable, events
%macro ENTRY 3
        mov     eax, [%2]
        mov     [list + 8 * %1], eax
        mov     dword [list + 8 * %1 + 4], %3
%endmacro

; POLL "name", count, milliseconds: and what the first two are ready for.
%macro POLL 3
        RESULT  %1, SYS_poll, list, %2, %3
        movzx   eax, word [list + 6]
        SHOW_HEX "  first", rax
    %if %2 > 1
        movzx   eax, word [list + 14]
        SHOW_HEX "  second", rax
    %endif
%endmacro

; SETS read descriptor variable or 0, write descriptor variable or 0
%macro SETS 2
        mov     qword [sets], 0
        mov     qword [sets + 8], 0
        mov     qword [sets + 16], 0
    %ifnidn %1, 0
        mov     eax, [%1]
        bts     [sets], rax
    %endif
    %ifnidn %2, 0
        mov     eax, [%2]
        bts     [sets + 8], rax
    %endif
%endmacro

; SELECT "name", time: and how many bits of each set are left.
%macro SELECT 2
        RESULT  %1, SYS_pselect6, 64, sets, sets + 8, sets + 16, %2, 0
        popcnt_of sets, "  to read"
        popcnt_of sets + 8, "  to write"
%endmacro

%macro popcnt_of 2
        mov     rax, [%1]
        test    rax, rax
        CHECK   %2, nz
%endmacro

global _start
_start:
        CALL_SYSTEM SYS_pipe, pipe
        CALL_SYSTEM SYS_pipe, other

        SAY     "what another process does"
        ENTRY   0, pipe, POLLIN
        ENTRY   1, other, POLLIN
        IN_CHILD
        mov     ebx, [other + 4]
        CALL_SYSTEM SYS_write, rbx, buffer, 3
        END_CHILD 0
        POLL    "a write", 2, -1
        AWAIT   "it ended", -1, 0
        SETS    other, 0
        SELECT  "it is there for select, too", 0
        mov     ebx, [other]
        CALL_SYSTEM SYS_read, rbx, buffer, 10

        IN_CHILD
        CLOSE   other + 4
        mov     ebx, [pipe + 4]
        CALL_SYSTEM SYS_write, rbx, buffer, 1
        END_CHILD 0
        SETS    other, 0
        mov     eax, [pipe]
        bts     [sets], rax
        SELECT  "a write, for select", long_time
        AWAIT   "it ended", -1, 0
        mov     ebx, [pipe]
        CALL_SYSTEM SYS_read, rbx, buffer, 10

        mov     ebx, [pipe + 4]
        CALL_SYSTEM SYS_write, rbx, buffer, CAPACITY
        ENTRY   0, pipe + 4, POLLOUT
        IN_CHILD
        mov     ebx, [pipe]
        CALL_SYSTEM SYS_read, rbx, buffer, CAPACITY
        END_CHILD 0
        POLL    "room to write", 1, -1
        AWAIT   "it ended", -1, 0

        ; The parent's end to write is closed, so the child's is the last.
        IN_CHILD
        CLOSE   other
        CALL_SYSTEM SYS_sched_yield
        END_CHILD 0
        CLOSE   other + 4
        ENTRY   0, other, POLLIN
        POLL    "the end of the last writer", 1, -1
        AWAIT   "it ended", -1, 0
        SETS    other, 0
        SELECT  "for select", 0
        ENTRY   0, other, 0
        POLL    "though nobody asks", 1, 0
        CLOSE   other

        CALL_SYSTEM SYS_pipe, other
        mov     ebx, [other + 4]
        CALL_SYSTEM SYS_write, rbx, buffer, CAPACITY
        IN_CHILD
        CALL_SYSTEM SYS_sched_yield
        END_CHILD 0
        CLOSE   other
        ENTRY   0, other + 4, POLLOUT
        POLL    "the end of the last reader", 1, -1
        AWAIT   "it ended", -1, 0
        SETS    0, other + 4
        SELECT  "for select", 0
        CLOSE   other + 4

        SAY     "time"
        ENTRY   0, pipe, POLLIN | POLLPRI
        POLL    "poll", 1, 1
        RESULT  "ppoll", SYS_ppoll, list, 1, a_moment, nothing, 8
        SETS    pipe, 0
        mov     qword [time_left], 0
        mov     qword [time_left + 8], 1000
        RESULT  "select", SYS_select, 64, sets, 0, 0, time_left
        mov     rax, [time_left]
        or      rax, [time_left + 8]
        SHOW_DECIMAL "  what is left", rax
        popcnt_of sets, "  to read"
        POLL    "nothing waits for nothing", 0, 1

        SAY     "the same file twice, and none"
        ENTRY   0, pipe, POLLIN
        ENTRY   1, pipe, POLLIN | POLLOUT
        mov     rax, [gone]
        mov     [list + 16], rax
        IN_CHILD
        mov     ebx, [pipe + 4]
        CALL_SYSTEM SYS_write, rbx, buffer, 1
        END_CHILD 0
        POLL    "a write", 3, -1
        AWAIT   "it ended", -1, 0
        mov     dword [list], 99
        POLL    "a number without a file", 2, -1
        RESULT  "select of one", SYS_select, 64, gone, 0, 0, at_once

        SAY     "many"
        xor     ebx, ebx
        lea     rbp, [pipes]
.make:  CALL_SYSTEM SYS_pipe, rbp
        mov     eax, [rbp]
        lea     rcx, [list]
        mov     [rcx + 8 * rbx], eax
        mov     dword [rcx + 8 * rbx + 4], POLLIN
        add     rbp, 8
        inc     ebx
        cmp     ebx, MANY
        jb      .make
        IN_CHILD
        mov     ebx, [pipes + 8 * (MANY - 1) + 4]
        CALL_SYSTEM SYS_write, rbx, buffer, 1
        END_CHILD 0
        RESULT  "the last is ready", SYS_poll, list, MANY, -1
        movzx   eax, word [list + 8 * (MANY - 1) + 6]
        SHOW_HEX "  for", rax
        AWAIT   "it ended", -1, 0

        SAY     "a signal"
        CALL_SYSTEM SYS_rt_sigaction, SIGUSR1, action, 0, 8
        CALL_SYSTEM SYS_rt_sigprocmask, SIG_BLOCK, signal_only, 0, 8
        CALL_SYSTEM SYS_getpid
        mov     r12, rax
        IN_CHILD
        CALL_SYSTEM SYS_kill, r12, SIGUSR1
        END_CHILD 0
        RESULT  "ppoll", SYS_ppoll, list, MANY - 1, 0, nothing, 8
        SHOW_DECIMAL "  signals", [signals]
        AWAIT   "it ended", -1, 0
        IN_CHILD
        CALL_SYSTEM SYS_kill, r12, SIGUSR1
        END_CHILD 0
        mov     eax, [pipes]
        SETS    pipes, 0
        RESULT  "pselect6", SYS_pselect6, 64, sets, 0, 0, 0, mask_argument
        SHOW_DECIMAL "  signals", [signals]
        popcnt_of sets, "  the set is as it was"
        AWAIT   "it ended", -1, 0
        EXIT    0
