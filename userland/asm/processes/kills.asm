; SIGKILL for children that wait, in every call that can wait: first as they are, then stopped. What they had is gone afterwards.
;
;   kills [ROUNDS]
;
; Each line has the status words of the first child, of the second one's stop, and of its end.
%include "program.inc"
%include "terminals.inc"
%include "words.inc"

PR_SET_CHILD_SUBREAPER  equ 36
S_IFIFO                 equ 0o010000
MODE_600                equ 0o600
LOCK_EX                 equ 2
F_WRLCK                 equ 1
EPOLLIN                 equ 1
EPOLL_CTL_ADD           equ 1
FUTEX_WAIT              equ 0
FUTEX_WAIT_BITSET       equ 9
MUCH                    equ 1 << 20
RETURNED                equ 99          ; a child's status when its wait has ended
GOES_ON                 equ 40          ; and when it has closed everything, with the next descriptor added

section .rodata
fifo:           db "/tmp/kills.fifo", 0
locked:         db "/tmp/kills.locked", 0
null_device:    db "/dev/null", 0

section .data
align 8
long_time:      dq 100000, 0
empty_mask:     dq 0
mask_argument:  dq empty_mask, 8
some_signals:   dq 1 << (SIGUSR1 - 1)
all_of_it:      dw F_WRLCK, SEEK_SET
                dd 0
                dq 0, 0, 0              ; struct flock: all of the file
epoll_event:    dd EPOLLIN
                dq 0
stat_path:      db "/proc/"
stat_number:    times 24 db 0

section .bss
rounds:         resq 1
wait_status:    resq 1
child:          resq 1
stopped:        resd 1
killed:         resd 1
ends:           resd 2                  ; of a pipe
zero:           resd 1
vector:         resq 2
set:            resb 128                ; fd_set
information:    resb SIGINFO_SIZE
text:           resb 4096
full:           resb MUCH

section .text
global _start
_start:
        READ_ROUNDS [rounds]
        CALL_SYSTEM SYS_prctl, PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0
        CALL_SYSTEM SYS_mknod, fifo, S_IFIFO | MODE_600, 0
        CALL_SYSTEM SYS_open, locked, O_RDWR | O_CREAT, MODE_600
        mov     rbx, rax
        CALL_SYSTEM SYS_flock, rbx, LOCK_EX
        CALL_SYSTEM SYS_fcntl, rbx, F_SETLKW, all_of_it
.round:
        lea     r12, [waits]
.next:
        mov     rsi, [r12]
        test    rsi, rsi
        jz      .all
        mov     rdx, [r12 + 8]
        call    put_string
        call    kill_waiting
        call    kill_stopped
        call    put_line
        add     r12, 24
        jmp     .next
.all:
        call    close_everything
        dec     qword [rounds]
        jnz     .round
        CALL_SYSTEM SYS_unlink, fifo
        CALL_SYSTEM SYS_unlink, locked
        EXIT    0

; kill_waiting(): the wait of the entry at R12.
kill_waiting:
        call    start_waiting
        CALL_SYSTEM SYS_kill, [child], SIGKILL
        jmp     put_status

; kill_stopped(): the same. A parent that waits for its child of vfork does not stop.
kill_stopped:
        lea     rax, [in_vfork]
        cmp     [r12 + 16], rax
        je      .end
        call    start_waiting
        CALL_SYSTEM SYS_kill, [child], SIGSTOP
        call    put_status
        CALL_SYSTEM SYS_kill, [child], SIGKILL
        call    put_status
.end:
        ret

; put_status(): waits for the child, puts its status, and waits for all that it has left behind.
put_status:
        PUT_STRING " "
        CALL_SYSTEM SYS_wait4, [child], wait_status, WUNTRACED, 0
        cmp     rax, [child]
        jne     .lost
        mov     eax, [wait_status]
        push    rax
        call    put_hex
        pop     rax
        cmp     al, 0x7f
        je      .end
.others:
        CALL_SYSTEM SYS_wait4, -1, 0, 0, 0
        test    rax, rax
        jg      .others
.end:
        ret
.lost:
        call    put_result
        ret

; start_waiting(): forks a child for the entry at R12; returns when it waits.
start_waiting:
        CALL_SYSTEM SYS_fork
        test    rax, rax
        jnz     .parent
        CALL_SYSTEM SYS_pipe, ends
        call    [r12 + 16]
        CALL_SYSTEM SYS_exit_group, RETURNED
.parent:
        mov     [child], rax
        call    name_stat
.again:
        CALL_SYSTEM SYS_sched_yield
        call    read_state
        cmp     al, 'R'
        je      .again
        ret

; name_stat(): /proc/CHILD/stat
name_stat:
        mov     rax, [child]
        mov     ecx, 10
        xor     r8d, r8d
.divide:
        xor     edx, edx
        div     rcx
        add     edx, '0'
        push    rdx
        inc     r8d
        test    rax, rax
        jnz     .divide
        lea     rdi, [stat_number]
.digit:
        pop     rax
        stosb
        dec     r8d
        jnz     .digit
        mov     rax, "/stat"
        stosq
        ret

; read_state() -> al: the letter behind the name, which ends with the only parenthesis of its kind.
read_state:
        push    rbx
        CALL_SYSTEM SYS_open, stat_path, O_RDONLY, 0
        mov     rbx, rax
        CALL_SYSTEM SYS_read, rbx, text, 4096
        CALL_SYSTEM SYS_close, rbx
        lea     rdi, [text]
        mov     ecx, 64
        mov     al, ')'
        repne scasb
        mov     al, [rdi + 1]
        pop     rbx
        ret

; A child that has closed all it had goes on, with the first descriptor.
close_everything:
        PUT_STRING "without any file:"
        CALL_SYSTEM SYS_fork
        test    rax, rax
        jnz     .parent
        CALL_SYSTEM SYS_close_range, 0, -1, 0
        CALL_SYSTEM SYS_open, null_device, O_RDONLY, 0
        lea     rbx, [rax + GOES_ON]
        CALL_SYSTEM SYS_exit_group, rbx
.parent:
        mov     [child], rax
        call    put_status
        jmp     put_line

; What follows runs in the child, with a pipe of its own in "ends", and waits.

in_read:
        mov     r13d, [ends]
        CALL_SYSTEM SYS_read, r13, text, 1
        ret

in_write:
        mov     r13d, [ends + 4]
        CALL_SYSTEM SYS_write, r13, full, MUCH
        ret

in_readv:
        lea     rax, [text]
        mov     [vector], rax
        mov     qword [vector + 8], 1
        mov     r13d, [ends]
        CALL_SYSTEM SYS_readv, r13, vector, 1
        ret

in_writev:
        lea     rax, [full]
        mov     [vector], rax
        mov     qword [vector + 8], MUCH
        mov     r13d, [ends + 4]
        CALL_SYSTEM SYS_writev, r13, vector, 1
        ret

in_sendfile:
        CALL_SYSTEM SYS_open, locked, O_RDWR, 0
        mov     rbx, rax
        CALL_SYSTEM SYS_ftruncate, rbx, MUCH
        mov     r13d, [ends + 4]
        mov     r14d, MUCH
        ; What has room is sent at once.
.more:  CALL_SYSTEM SYS_sendfile, r13, rbx, 0, r14
        test    rax, rax
        jg      .more
        ret

in_open_to_read:
        CALL_SYSTEM SYS_open, fifo, O_RDONLY, 0
        ret

in_open_to_write:
        CALL_SYSTEM SYS_open, fifo, O_WRONLY, 0
        ret

; open_both(): a pseudo-terminal's master in RBX, its slave in R13.
open_both:
        call    open_pair
        mov     rbx, rax
        CALL_SYSTEM SYS_ioctl, rbx, TIOCGPTPEER, O_RDWR | O_NOCTTY
        mov     r13, rax
        ret

in_terminal_read:
        call    open_both
        CALL_SYSTEM SYS_read, r13, text, 1
        ret

in_terminal_write:
        call    open_both
        CALL_SYSTEM SYS_write, r13, full, MUCH
        ret

in_master_read:
        call    open_both
        CALL_SYSTEM SYS_read, rbx, text, 1
        ret

; watch_pipe(): text is a struct pollfd, set an fd_set, of the pipe's end to read from.
watch_pipe:
        mov     eax, [ends]
        mov     [text], eax
        mov     dword [text + 4], POLLIN
        bts     dword [set], eax
        ret

in_poll:
        call    watch_pipe
        CALL_SYSTEM SYS_poll, text, 1, -1
        ret

in_ppoll:
        call    watch_pipe
        CALL_SYSTEM SYS_ppoll, text, 1, long_time, empty_mask, 8
        ret

in_select:
        call    watch_pipe
        CALL_SYSTEM SYS_select, 64, set, 0, 0, 0
        ret

in_pselect:
        call    watch_pipe
        CALL_SYSTEM SYS_pselect6, 64, set, 0, 0, long_time, mask_argument
        ret

; watch_by_epoll(): an epoll in RBX that watches the pipe.
watch_by_epoll:
        CALL_SYSTEM SYS_epoll_create1, 0
        mov     rbx, rax
        mov     r13d, [ends]
        CALL_SYSTEM SYS_epoll_ctl, rbx, EPOLL_CTL_ADD, r13, epoll_event
        ret

in_epoll_wait:
        call    watch_by_epoll
        CALL_SYSTEM SYS_epoll_wait, rbx, text, 1, -1
        ret

in_epoll_pwait:
        call    watch_by_epoll
        CALL_SYSTEM SYS_epoll_pwait, rbx, text, 1, -1, empty_mask, 8
        ret

in_epoll_pwait2:
        call    watch_by_epoll
        CALL_SYSTEM SYS_epoll_pwait2, rbx, text, 1, long_time, empty_mask, 8
        ret

in_event_read:
        CALL_SYSTEM SYS_eventfd2, 0, 0
        mov     rbx, rax
        CALL_SYSTEM SYS_read, rbx, text, 8
        ret

in_event_write:
        CALL_SYSTEM SYS_eventfd2, 1, 0
        mov     rbx, rax
        mov     qword [text], -2
        CALL_SYSTEM SYS_write, rbx, text, 8
        ret

in_timer_read:
        CALL_SYSTEM SYS_timerfd_create, CLOCK_MONOTONIC, 0
        mov     rbx, rax
        CALL_SYSTEM SYS_read, rbx, text, 8
        ret

in_futex:
        CALL_SYSTEM SYS_futex, zero, FUTEX_WAIT, 0, 0
        ret

in_futex_bitset:
        CALL_SYSTEM SYS_futex, zero, FUTEX_WAIT_BITSET, 0, long_time, 0, -1
        ret

in_nanosleep:
        CALL_SYSTEM SYS_nanosleep, long_time, 0
        ret

in_clock_nanosleep:
        CALL_SYSTEM SYS_clock_nanosleep, CLOCK_REALTIME, 0, long_time, 0
        ret

in_pause:
        CALL_SYSTEM SYS_pause
        ret

in_sigsuspend:
        CALL_SYSTEM SYS_rt_sigsuspend, empty_mask, 8
        ret

in_sigtimedwait:
        CALL_SYSTEM SYS_rt_sigtimedwait, some_signals, information, long_time, 8
        ret

; fork_waiting(): a child that waits until this process, which alone has the other end of the pipe, is gone.
fork_waiting:
        CALL_SYSTEM SYS_fork
        test    rax, rax
        jz      wait_for_parent
        ret

wait_for_parent:
        mov     r13d, [ends + 4]
        CALL_SYSTEM SYS_close, r13
        call    in_read
        CALL_SYSTEM SYS_exit_group, 0

in_wait4:
        call    fork_waiting
        CALL_SYSTEM SYS_wait4, -1, wait_status, 0, 0
        ret

in_waitid:
        call    fork_waiting
        CALL_SYSTEM SYS_waitid, P_ALL, 0, information, WEXITED, 0
        ret

in_vfork:
        CALL_SYSTEM SYS_vfork
        test    rax, rax
        jz      wait_for_parent
        ret

in_flock:
        CALL_SYSTEM SYS_open, locked, O_RDWR, 0
        mov     rbx, rax
        CALL_SYSTEM SYS_flock, rbx, LOCK_EX
        ret

in_setlkw:
        CALL_SYSTEM SYS_open, locked, O_RDWR, 0
        mov     rbx, rax
        CALL_SYSTEM SYS_fcntl, rbx, F_SETLKW, all_of_it
        ret

in_ofd_setlkw:
        CALL_SYSTEM SYS_open, locked, O_RDWR, 0
        mov     rbx, rax
        CALL_SYSTEM SYS_fcntl, rbx, F_OFD_SETLKW, all_of_it
        ret

%macro WAIT 2
        [section .rodata.names]
%%name: db %1, ":"
%%end:
        __?SECT?__
        dq      %%name, %%end - %%name, %2
%endmacro
section .rodata.names
section .rodata
align 8
waits:
        WAIT    "read of a pipe", in_read
        WAIT    "write to a pipe", in_write
        WAIT    "readv", in_readv
        WAIT    "writev", in_writev
        WAIT    "sendfile", in_sendfile
        WAIT    "open of a FIFO to read", in_open_to_read
        WAIT    "open of a FIFO to write", in_open_to_write
        WAIT    "read of a terminal", in_terminal_read
        WAIT    "write to a terminal", in_terminal_write
        WAIT    "read of a terminal's master", in_master_read
        WAIT    "poll", in_poll
        WAIT    "ppoll", in_ppoll
        WAIT    "select", in_select
        WAIT    "pselect6", in_pselect
        WAIT    "epoll_wait", in_epoll_wait
        WAIT    "epoll_pwait", in_epoll_pwait
        WAIT    "epoll_pwait2", in_epoll_pwait2
        WAIT    "read of an eventfd", in_event_read
        WAIT    "write to an eventfd", in_event_write
        WAIT    "read of a timerfd", in_timer_read
        WAIT    "futex", in_futex
        WAIT    "futex, bitset", in_futex_bitset
        WAIT    "nanosleep", in_nanosleep
        WAIT    "clock_nanosleep", in_clock_nanosleep
        WAIT    "pause", in_pause
        WAIT    "rt_sigsuspend", in_sigsuspend
        WAIT    "rt_sigtimedwait", in_sigtimedwait
        WAIT    "wait4", in_wait4
        WAIT    "waitid", in_waitid
        WAIT    "vfork", in_vfork
        WAIT    "flock", in_flock
        WAIT    "F_SETLKW", in_setlkw
        WAIT    "F_OFD_SETLKW", in_ofd_setlkw
        dq      0
