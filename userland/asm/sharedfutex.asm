; Futexes that processes share: in anonymous memory, in a file at two addresses, and one whose owner is killed.
%include "program.inc"
%include "threads.inc"

LOCK_LINK               equ 0                   ; in the shared page: a link and the futex of a robust lock
LOCK_WORD               equ 8
GATE                    equ 16
PRIVATE_GATE            equ 20
HEAD_SIZE               equ 24

section .rodata
file_path:      db "/tmp/futex", 0

section .bss
ALIGN_BSS 64
head:           resq 3
page:           resq 1
first_view:     resq 1
second_view:    resq 1
child:          resq 1
wait_status:    resd 1

section .text

; await_waiter(address rbx): until somebody waits there.
await_waiter:
        FUTEX   rbx, FUTEX_REQUEUE, 0, 1, rbx
        test    rax, rax
        jz      await_waiter
        ret

; FORK: RAX is 0 in the child; else the child's id is in [child].
%macro FORK 0
        CALL_SYSTEM SYS_fork
        mov     [child], rax
        test    rax, rax
%endmacro

%macro AWAIT_CHILD 1
        CALL_SYSTEM SYS_wait4, [child], wait_status, 0, 0
        mov     eax, [wait_status]
        SHOW_HEX %1, rax
%endmacro

; Holds the lock when it is killed, as soon as somebody waits for it.
owner:
        mov     rbx, [page]
        mov     [head], rbx
        mov     qword [head + 8], LOCK_WORD
        mov     qword [head + 16], 0
        lea     rax, [head]
        mov     [rbx + LOCK_LINK], rax
        CALL_SYSTEM SYS_set_robust_list, head, HEAD_SIZE
        CALL_SYSTEM SYS_gettid
        or      eax, FUTEX_WAITERS
        mov     [rbx + LOCK_WORD], eax
        add     rbx, GATE
        mov     dword [rbx], 1
        FUTEX   rbx, FUTEX_WAKE, 1
        add     rbx, LOCK_WORD - GATE
        call    await_waiter
        CALL_SYSTEM SYS_getpid
        CALL_SYSTEM SYS_kill, rax, SIGKILL

global _start
_start:
        CALL_SYSTEM SYS_mmap, 0, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0
        mov     [page], rax

        SAY     "anonymous memory"
        FORK
        jnz     .wake
        mov     rbx, [page]
        add     rbx, GATE
        FUTEX   rbx, FUTEX_WAIT, 0, 0
        neg     rax
        CALL_SYSTEM SYS_exit_group, rax
.wake:  mov     rbx, [page]
        add     rbx, GATE
        call    await_waiter
        RESULT  "wake", SYS_futex, rbx, FUTEX_WAKE, 1
        AWAIT_CHILD "the child"

        SAY     "a private futex there"
        FORK
        jnz     .not_woken
        mov     rbx, [page]
        add     rbx, PRIVATE_GATE
        FUTEX   rbx, FUTEX_WAIT | FUTEX_PRIVATE, 0, 0
        CALL_SYSTEM SYS_exit_group, 0
.not_woken:
        mov     rbx, [page]
        add     rbx, PRIVATE_GATE
        RESULT  "wake", SYS_futex, rbx, FUTEX_WAKE, 1
        RESULT  "wake privately", SYS_futex, rbx, FUTEX_WAKE | FUTEX_PRIVATE, 1
        CALL_SYSTEM SYS_kill, [child], SIGKILL
        AWAIT_CHILD "the child"

        SAY     "a file at two addresses"
        CALL_SYSTEM SYS_open, file_path, O_RDWR | O_CREAT, 0o600
        mov     rbx, rax
        CALL_SYSTEM SYS_ftruncate, rbx, 2 * PAGE
        CALL_SYSTEM SYS_mmap, 0, 2 * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, rbx, 0
        mov     [first_view], rax
        CALL_SYSTEM SYS_mmap, 0, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, rbx, PAGE
        mov     [second_view], rax
        FORK
        jnz     .other_view
        mov     rbx, [first_view]
        add     rbx, PAGE + GATE
        FUTEX   rbx, FUTEX_WAIT, 0, 0
        neg     rax
        CALL_SYSTEM SYS_exit_group, rax
.other_view:
        mov     rbx, [second_view]
        add     rbx, GATE
        call    await_waiter
        mov     rcx, [first_view]
        add     rcx, GATE
        RESULT  "wake at another page's", SYS_futex, rcx, FUTEX_WAKE, 1
        RESULT  "wake by the other address", SYS_futex, rbx, FUTEX_WAKE, 1
        AWAIT_CHILD "the child"
        mov     rbx, [second_view]
        RESULT  "cut the file", SYS_truncate, file_path, PAGE
        RESULT  "wake behind its end", SYS_futex, rbx, FUTEX_WAKE, 1
        RESULT  "wait behind its end", SYS_futex, rbx, FUTEX_WAIT, 0, 0

        SAY     "an owner that is killed"
        mov     rbx, [page]
        mov     dword [rbx + GATE], 0
        FORK
        jz      owner
        mov     rbx, [page]
        add     rbx, GATE
.ready: FUTEX   rbx, FUTEX_WAIT, 0, 0
        cmp     dword [rbx], 0
        je      .ready
        sub     rbx, GATE - LOCK_WORD
        mov     edx, [rbx]
        RESULT  "wait", SYS_futex, rbx, FUTEX_WAIT, rdx, 0
        mov     eax, [rbx]
        SHOW_HEX "then", rax
        AWAIT_CHILD "the owner"
        EXIT    0
