; A thousand threads that come, wait and go, and a thousand that the end of their process finds waiting.
;
;   thousand [ROUNDS]
%define MOST_THREADS 1000
%include "program.inc"
%include "threads.inc"
%include "words.inc"

STATUS                  equ 7           ; of the process that ends with all of its threads

section .bss
rounds:         resq 1
wait_status:    resq 1
begun:          resq 1                  ; threads that have
go:             resd 1                  ; whether they go on
moved:          resd 1

section .text
global _start
_start:
        READ_ROUNDS [rounds]
.round:
        lea     rdi, [many_threads]
        call    run_child
        lea     rdi, [end_with_threads]
        call    run_child
        dec     qword [rounds]
        jnz     .round
        EXIT    0

; run_child(function rdi): in a process of its own, whose status is put.
run_child:
        push    rbx
        mov     rbx, rdi
        CALL_SYSTEM SYS_fork
        test    rax, rax
        jnz     .parent
        call    rbx
        CALL_SYSTEM SYS_exit_group, 0
.parent:
        CALL_SYSTEM SYS_wait4, rax, wait_status, 0, 0
        SHOW_HEX "  ended", [wait_status]
        pop     rbx
        ret

; One of the threads: it waits until it may go on.
thread:
        lock inc qword [begun]
.wait:
        FUTEX   go, FUTEX_WAIT | FUTEX_PRIVATE, 0, 0
        cmp     dword [go], 0
        je      .wait
        ret

; start_all() -> r12: threads that were started
start_all:
        xor     r12d, r12d
.next:
        START_THREAD r12, thread
        test    rax, rax
        js      .end
        inc     r12
        cmp     r12, MOST_THREADS
        jb      .next
.end:
        ret

many_threads:
        call    start_all
        SHOW_DECIMAL "threads", r12
        mov     rdi, r12
        lea     rsi, [go]
        lea     rdx, [moved]
        call    gather
        SHOW_DECIMAL "threads that wait", [begun]
        mov     dword [go], 1
        FUTEX   moved, FUTEX_WAKE | FUTEX_PRIVATE, INT_MAX
        SHOW_DECIMAL "threads that were woken", rax
        xor     r13d, r13d
.join:
        mov     rdi, r13
        call    join_thread
        inc     r13
        cmp     r13, r12
        jb      .join
        SAY     "all have ended"
        ret

; The process ends while they wait.
end_with_threads:
        call    start_all
        mov     rdi, r12
        lea     rsi, [go]
        lea     rdx, [moved]
        call    gather
        CALL_SYSTEM SYS_exit_group, STATUS
