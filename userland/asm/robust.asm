; Robust futexes: what a thread holds when it ends is marked, and who waits is woken (get_robust_list(2)); lists that lead nowhere.
%include "program.inc"
%include "threads.inc"

LOCKS                   equ 4
LOCK_SIZE               equ 16                  ; the link, the futex behind it
FUTEX_OFFSET            equ 8
HEAD_SIZE               equ 24
UNMAPPED                equ 0x10000000
LIMIT                   equ 2048
OTHER_THREAD            equ 0x3fffffff

section .bss
ALIGN_BSS 64
head:           resq 3                  ; the first link, the distance to the futex, the pending entry
other_head:     resq 3
locks:          resb LOCKS * LOCK_SIZE
many:           resb (LIMIT + 2) * LOCK_SIZE
start:          resd 1
ready:          resd 1
waiter_result:  resq 1
waited_for:     resq 1
length:         resq 1
address:        resq 1
cleared:        resd 1

section .data
align 8
action:         dq handler, SA_RESTORER, restorer, 0

section .text

handler:
        ret

; LOCK number, bits: the running thread holds it.
%macro LOCK 2
        CALL_SYSTEM SYS_gettid
        or      eax, %2
        mov     [locks + (%1) * LOCK_SIZE + FUTEX_OFFSET], eax
%endmacro

; LINK number, where its link leads to
%macro LINK 2
        lea     rax, [%2]
        mov     [locks + (%1) * LOCK_SIZE], rax
%endmacro

; SHOW_LOCK "name", number: its bits, and whether somebody holds it.
%macro SHOW_LOCK 2
        mov     eax, [locks + (%2) * LOCK_SIZE + FUTEX_OFFSET]
        mov     ecx, eax
        and     ecx, FUTEX_WAITERS | FUTEX_OWNER_DIED
        and     eax, 0x3fffffff
        neg     eax
        sbb     eax, eax
        and     eax, 1
        or      rcx, rax
        SHOW_HEX %1, rcx
%endmacro

; A list of two locks, of which the second has waiters, another thread's lock, and one that is being taken.
holder:
        lea     rax, [locks]
        mov     [head], rax
        mov     qword [head + 8], FUTEX_OFFSET
        lea     rax, [locks + 3 * LOCK_SIZE]
        mov     [head + 16], rax
        CALL_SYSTEM SYS_set_robust_list, head, HEAD_SIZE
        LOCK    0, 0
        LOCK    1, FUTEX_WAITERS
        mov     dword [locks + 2 * LOCK_SIZE + FUTEX_OFFSET], OTHER_THREAD
        LOCK    3, 0
        LINK    0, locks + LOCK_SIZE
        LINK    1, locks + 2 * LOCK_SIZE
        LINK    2, head
        mov     dword [ready], 1
        FUTEX   ready, FUTEX_WAKE | FUTEX_PRIVATE, 1
wait_for_start:
        FUTEX   start, FUTEX_WAIT | FUTEX_PRIVATE, 0, 0
        cmp     dword [start], 0
        je      wait_for_start
        ret

; Waits for the lock that "waited_for" points to; that it waits shows when it can be moved.
waiter:
        mov     rcx, [waited_for]
        mov     edx, [rcx]
        FUTEX   rcx, FUTEX_WAIT, rdx, 0
        mov     [waiter_result], rax
        ret

; The list is a circle that does not come back to its head.
circle:
        call    one_lock
        LINK    0, locks
        ret

; It ends in memory that is not there.
torn:
        call    one_lock
        mov     qword [locks], UNMAPPED
        ret

; The pending one has been given back, and nobody was woken.
given_back:
        call    one_lock
        LINK    0, head
        mov     dword [locks + 3 * LOCK_SIZE + FUTEX_OFFSET], 0
        lea     rax, [locks + 3 * LOCK_SIZE]
        mov     [head + 16], rax
        jmp     wait_for_start

; It has more locks than are looked at.
too_long:
        call    one_lock
        lea     rcx, [many]
        mov     [head], rcx
        CALL_SYSTEM SYS_gettid
        lea     rcx, [many]
        mov     edx, LIMIT + 1
.next:
        lea     rsi, [rcx + LOCK_SIZE]
        mov     [rcx], rsi
        mov     [rcx + FUTEX_OFFSET], eax
        mov     rcx, rsi
        dec     edx
        jnz     .next
        lea     rsi, [head]
        mov     [rcx], rsi
        mov     [rcx + FUTEX_OFFSET], eax
        ret

; A futex at an odd address: the rest of the list is not looked at.
odd:
        call    one_lock
        mov     qword [head + 8], FUTEX_OFFSET + 2
        ret

; The head is nowhere.
headless:
        CALL_SYSTEM SYS_set_robust_list, UNMAPPED, HEAD_SIZE
        ret

; one_lock(): a list of one lock that the running thread holds.
one_lock:
        lea     rax, [locks]
        mov     [head], rax
        mov     qword [head + 8], FUTEX_OFFSET
        mov     qword [head + 16], 0
        LINK    0, head
        LOCK    0, 0
        CALL_SYSTEM SYS_set_robust_list, head, HEAD_SIZE
        ret

; Locks are held by who is killed, too, with the whole process; only other processes could see it. Here: by a signal's end.
global _start
_start:
        SAY     "registering"
        RESULT  "a wrong length", SYS_set_robust_list, head, 23
        RESULT  "a head that is not there", SYS_set_robust_list, UNMAPPED, HEAD_SIZE
        RESULT  "get it", SYS_get_robust_list, 0, address, length
        SHOW_HEX "address", [address]
        SHOW_DECIMAL "length", [length]
        RESULT  "get it to nowhere", SYS_get_robust_list, 0, 0, length
        RESULT  "length to nowhere", SYS_get_robust_list, 0, address, 0
        RESULT  "of nobody", SYS_get_robust_list, 0x3fffffff, address, length
        RESULT  "of less than nobody", SYS_get_robust_list, -1, address, length
        RESULT  "none", SYS_set_robust_list, 0, HEAD_SIZE

        SAY     "a thread ends"
        START_THREAD 0, holder
        mov     r12, rax
.not_ready:
        FUTEX   ready, FUTEX_WAIT | FUTEX_PRIVATE, 0, 0
        cmp     dword [ready], 0
        je      .not_ready
        RESULT  "its list", SYS_get_robust_list, r12, address, length
        lea     rax, [head]
        cmp     [address], rax
        CHECK   "  is the right one", e
        lea     rax, [locks + LOCK_SIZE + FUTEX_OFFSET]
        mov     [waited_for], rax
        START_THREAD 1, waiter
.not_waiting:
        FUTEX   locks + LOCK_SIZE + FUTEX_OFFSET, FUTEX_REQUEUE, 0, 1, locks + LOCK_SIZE + FUTEX_OFFSET
        cmp     rax, 1
        jne     .not_waiting
        mov     dword [start], 1
        FUTEX   start, FUTEX_WAKE | FUTEX_PRIVATE, 1
        xor     edi, edi
        call    join_thread
        mov     edi, 1
        call    join_thread
        SHOW_DECIMAL "the waiter", [waiter_result]
        SHOW_LOCK "first lock", 0
        SHOW_LOCK "second lock, with a waiter", 1
        SHOW_LOCK "another thread's", 2
        SHOW_LOCK "pending", 3

        SAY     "a pending lock that was given back"
        mov     dword [start], 0
        mov     dword [locks + 3 * LOCK_SIZE + FUTEX_OFFSET], 0
        lea     rax, [locks + 3 * LOCK_SIZE + FUTEX_OFFSET]
        mov     [waited_for], rax
        START_THREAD 1, waiter
.not_waiting_again:
        FUTEX   locks + 3 * LOCK_SIZE + FUTEX_OFFSET, FUTEX_REQUEUE, 0, 1, locks + 3 * LOCK_SIZE + FUTEX_OFFSET
        cmp     rax, 1
        jne     .not_waiting_again
        mov     qword [waiter_result], -1
        START_THREAD 0, given_back
        mov     dword [start], 1
        FUTEX   start, FUTEX_WAKE | FUTEX_PRIVATE, 1
        mov     edi, 1
        call    join_thread
        xor     edi, edi
        call    join_thread
        SHOW_DECIMAL "the waiter", [waiter_result]
        SHOW_LOCK "pending", 3

; RUN "name", function: by a thread, and what became of the first lock.
%macro RUN 2
        START_THREAD 0, %2
        xor     edi, edi
        call    join_thread
        SHOW_LOCK %1, 0
%endmacro

        SAY     "strange lists"
        RUN     "a circle", circle
        RUN     "a torn one", torn
        RUN     "an odd one", odd
        mov     dword [locks + FUTEX_OFFSET], 0
        RUN     "no head", headless
        RUN     "a long one, which has no part in this lock", too_long
        mov     eax, [many + (LIMIT - 1) * LOCK_SIZE + FUTEX_OFFSET]
        SHOW_HEX "the last that is looked at", rax
        mov     eax, [many + LIMIT * LOCK_SIZE + FUTEX_OFFSET]
        test    eax, FUTEX_OWNER_DIED
        CHECK   "the first that is not", z

        SAY     "the word that is cleared"
        mov     dword [cleared], 77
        START_THREAD 0, clears
        xor     edi, edi
        FUTEX   cleared, FUTEX_WAIT, 77, 0
        mov     eax, [cleared]
        SHOW_DECIMAL "cleared", rax
        EXIT    0

clears:
        CALL_SYSTEM SYS_set_tid_address, cleared
        ret
