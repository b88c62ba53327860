; Many threads: a lock that all of them want, a condition that all wait for, a thousand at the same time, and a thousand one after another.
%define MOST_THREADS 1000
%include "program.inc"
%include "threads.inc"

WORKERS                 equ 50
INCREMENTS              equ 500
CHAIN                   equ 1000

section .bss
counter:        resq 1                  ; only who has the lock changes it
lock_word:      resd 1                  ; 0 free, 1 taken, 2 taken and somebody waits
sequence:       resd 1                  ; of the condition
waiting:        resd 1
passed:         resd 1
hold:           resd 1
alive:          resd 1
turns:          resq 1
tokens:         resd 2                  ; ping and pong

section .text

; lock(word rdi), unlock(word rdi)
lock_futex:
        push    rbx
        mov     rbx, rdi
        mov     ecx, 1
        xor     eax, eax
        lock cmpxchg [rbx], ecx
        je      .taken
.wait:  mov     eax, 2
        xchg    eax, [rbx]
        test    eax, eax
        jz      .taken
        FUTEX   rbx, FUTEX_WAIT | FUTEX_PRIVATE, 2, 0
        jmp     .wait
.taken: pop     rbx
        ret

unlock_futex:
        xor     eax, eax
        xchg    eax, [rdi]
        cmp     eax, 2
        jne     .free
        FUTEX   rdi, FUTEX_WAKE | FUTEX_PRIVATE, 1
.free:  ret

; Counts in two steps that only the lock keeps together, and lets others run in between.
worker:
        mov     r12d, INCREMENTS
.next:  lea     rdi, [lock_word]
        call    lock_futex
        mov     r13, [counter]
        test    r12d, 15
        jnz     .at_once
        CALL_SYSTEM SYS_sched_yield
.at_once:
        inc     r13
        mov     [counter], r13
        lea     rdi, [lock_word]
        call    unlock_futex
        dec     r12d
        jnz     .next
        ret

; Waits for the condition with the lock, as pthread_cond_wait does: all that are moved to the lock's word get it in turn.
awaiter:
        lea     rdi, [lock_word]
        call    lock_futex
        inc     dword [waiting]
        mov     r12d, [sequence]
.again: lea     rdi, [lock_word]
        call    unlock_futex
        FUTEX   sequence, FUTEX_WAIT | FUTEX_PRIVATE, r12, 0
        ; Who has waited takes the lock as one that others wait for, too: they were moved here.
.lock:  mov     eax, 2
        xchg    eax, [lock_word]
        test    eax, eax
        jz      .locked
        FUTEX   lock_word, FUTEX_WAIT | FUTEX_PRIVATE, 2, 0
        jmp     .lock
.locked:
        cmp     r12d, [sequence]
        je      .again
        inc     dword [passed]
        lea     rdi, [lock_word]
        call    unlock_futex
        ret

; Stays until it may go.
guest:
        lock inc dword [alive]
        FUTEX   alive, FUTEX_WAKE | FUTEX_PRIVATE, 1
.stay:  FUTEX   hold, FUTEX_WAIT | FUTEX_PRIVATE, 0, 0
        cmp     dword [hold], 0
        je      .stay
        lock dec dword [alive]
        ret

; Answers as often as it is asked.
answerer:
        mov     r12d, CHAIN
.next:  cmp     dword [tokens], 0
        jne     .asked
        FUTEX   tokens, FUTEX_WAIT | FUTEX_PRIVATE, 0, 0
        jmp     .next
.asked: mov     dword [tokens], 0
        mov     dword [tokens + 4], 1
        inc     qword [turns]
        FUTEX   tokens + 4, FUTEX_WAKE | FUTEX_PRIVATE, 1
        dec     r12d
        jnz     .next
        ret

nothing:
        inc     qword [turns]
        ret

; START_ALL count, function, JOIN_ALL count: all at the same time.
%macro START_ALL 2
        xor     ebx, ebx
%%next: START_THREAD rbx, %2
        test    rax, rax
        js      failed
        inc     ebx
        cmp     ebx, %1
        jb      %%next
%endmacro

%macro JOIN_ALL 1
        xor     ebx, ebx
%%next: mov     rdi, rbx
        call    join_thread
        inc     ebx
        cmp     ebx, %1
        jb      %%next
%endmacro

global _start
_start:
        START_ALL WORKERS, worker
        JOIN_ALL WORKERS
        SHOW_DECIMAL "counted under a lock", [counter]
        mov     eax, [lock_word]
        SHOW_DECIMAL "the lock", rax

        START_ALL WORKERS, awaiter
.all:   lea     rdi, [lock_word]
        call    lock_futex
        mov     ebx, [waiting]
        lea     rdi, [lock_word]
        call    unlock_futex
        cmp     ebx, WORKERS
        je      .there
        CALL_SYSTEM SYS_sched_yield
        jmp     .all
.there: lea     rdi, [lock_word]
        call    lock_futex
        mov     eax, [passed]
        SHOW_DECIMAL "passed before", rax
        inc     dword [sequence]
        mov     dword [lock_word], 2
        FUTEX   sequence, FUTEX_CMP_REQUEUE | FUTEX_PRIVATE, 1, INT_MAX, lock_word, 1
        test    rax, rax
        CHECK   "nobody was lost", ns
        lea     rdi, [lock_word]
        call    unlock_futex
        JOIN_ALL WORKERS
        mov     eax, [passed]
        SHOW_DECIMAL "passed afterwards", rax

        START_ALL MOST_THREADS, guest
.count: mov     edx, [alive]
        cmp     edx, MOST_THREADS
        je      .full
        FUTEX   alive, FUTEX_WAIT | FUTEX_PRIVATE, rdx, 0
        jmp     .count
.full:  SHOW_DECIMAL "alive at the same time", rdx
        mov     dword [hold], 1
        FUTEX   hold, FUTEX_WAKE | FUTEX_PRIVATE, INT_MAX
        JOIN_ALL MOST_THREADS
        mov     eax, [alive]
        SHOW_DECIMAL "alive", rax

        mov     r12d, CHAIN
.chain: START_THREAD 0, nothing
        test    rax, rax
        js      failed
        xor     edi, edi
        call    join_thread
        dec     r12d
        jnz     .chain
        SHOW_DECIMAL "one after another", [turns]

        mov     qword [turns], 0
        START_THREAD 0, answerer
        mov     r12d, CHAIN
.ask:   mov     dword [tokens], 1
        FUTEX   tokens, FUTEX_WAKE | FUTEX_PRIVATE, 1
.answer:
        cmp     dword [tokens + 4], 0
        jne     .answered
        FUTEX   tokens + 4, FUTEX_WAIT | FUTEX_PRIVATE, 0, 0
        jmp     .answer
.answered:
        mov     dword [tokens + 4], 0
        dec     r12d
        jnz     .ask
        xor     edi, edi
        call    join_thread
        SHOW_DECIMAL "answered", [turns]
        EXIT    0

failed:
        neg     rax
        SHOW_DECIMAL "no thread, error", rax
        EXIT    1
