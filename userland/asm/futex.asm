; futex(2): what it refuses, and what it does for one thread and for several that wait.
%include "program.inc"
%include "threads.inc"

WAITERS                 equ 6
UNMAPPED                equ 0x10000000
KERNEL                  equ 1 << 63

; FUTEX_OP(operation, number, comparison, number)
%define CHANGE(o, n, c, m) (((o) & 15) << 28 | ((c) & 15) << 24 | ((n) & 0xfff) << 12 | ((m) & 0xfff))
OP_SET                  equ 0
OP_ADD                  equ 1
OP_OR                   equ 2
OP_ANDN                 equ 3
OP_XOR                  equ 4
OP_BIT                  equ 8
IF_EQ                   equ 0
IF_NE                   equ 1
IF_LT                   equ 2
IF_LE                   equ 3
IF_GT                   equ 4
IF_GE                   equ 5

section .data
align 8
word_one:       dd 5
word_two:       dd 7
at_once:        dq 0, 0
a_moment:       dq 0, 1000000
negative:       dq -1, 0
too_many:       dq 0, 1000000000
long_time:      dq 1000, 0
far_time:       dq 1 << 40, 0
plain_action:   dq handler, SA_RESTORER, restorer, 0
restart_action: dq restarted, SA_RESTORER | SA_RESTART, restorer, 0
ignore_action:  dq SIG_IGN, SA_RESTORER, restorer, 0
long_ago:       dq 0, 1

section .rodata
align 8
constant:       dd 5

section .bss
gate:           resd 1
parked:         resd 1
other:          resd 1
results:        resq WAITERS
woken:          resd 1
ignored:        resq 1                  ; the signal does nothing
main_id:        resd 1
waits:          resd 1                  ; what a signal comes for

section .text

handler:
        ret
; What was waited for has changed when the call is made again.
restarted:
        inc     dword [waits]
        ret

; Sends a signal when the main thread waits, which shows in that it can be moved; one that nobody catches changes nothing, so this
; thread wakes the other one.
signaller:
        FUTEX   waits, FUTEX_REQUEUE, 0, 1, waits
        test    rax, rax
        jz      signaller
        mov     edi, [main_id]
        CALL_SYSTEM SYS_tkill, rdi, SIGUSR1
        cmp     qword [ignored], 0
        je      .end
        FUTEX   waits, FUTEX_WAKE, 1
.end:   ret

; waiter(number): waits with the bit of its number.
waiter:
        mov     ecx, ebx
        mov     r9d, 1
        shl     r9d, cl
        lea     rdi, [gate]
        CALL_SYSTEM SYS_futex, rdi, FUTEX_WAIT_BITSET | FUTEX_PRIVATE, 0, 0, 0, r9
        lea     rcx, [results]
        mov     [rcx + rbx * 8], rax
        lock inc dword [woken]
        ret

; START_WAITERS: so many that wait for "parked", in the order of their numbers.
%macro START_WAITERS 0
        mov     dword [woken], 0
        xor     r12d, r12d
%%next:
        START_THREAD r12, waiter
        mov     edi, 1
        lea     rsi, [gate]
        lea     rdx, [parked]
        call    gather
        inc     r12d
        cmp     r12d, WAITERS
        jb      %%next
%endmacro

; END_WAITERS: wakes who is left where they can be, and says how many ended.
%macro END_WAITERS 0
        FUTEX   parked, FUTEX_WAKE | FUTEX_PRIVATE, INT_MAX
        FUTEX   other, FUTEX_WAKE | FUTEX_PRIVATE, INT_MAX
        xor     r12d, r12d
%%next:
        mov     rdi, r12
        call    join_thread
        inc     r12d
        cmp     r12d, WAITERS
        jb      %%next
        mov     eax, [woken]
        SHOW_DECIMAL "  ended", rax
%endmacro

global _start
_start:
        SAY     "waiting"
        RESULT  "another value", SYS_futex, word_one, FUTEX_WAIT, 4, 0
        RESULT  "another value, and the time is over", SYS_futex, word_one, FUTEX_WAIT, 4, at_once
        RESULT  "no time", SYS_futex, word_one, FUTEX_WAIT, 5, at_once
        RESULT  "a moment", SYS_futex, word_one, FUTEX_WAIT, 5, a_moment
        RESULT  "a private one", SYS_futex, word_one, FUTEX_WAIT | FUTEX_PRIVATE, 5, a_moment
        RESULT  "until long ago", SYS_futex, word_one, FUTEX_WAIT_BITSET, 5, long_ago, 0, 1
        RESULT  "until long ago by the other clock", SYS_futex, word_one, FUTEX_WAIT_BITSET | FUTEX_CLOCK_REALTIME, 5, long_ago, 0, 1
        RESULT  "in memory that can't be written", SYS_futex, constant, FUTEX_WAIT | FUTEX_PRIVATE, 5, at_once
        RESULT  "no bits", SYS_futex, word_one, FUTEX_WAIT_BITSET, 5, at_once, 0, 0
        RESULT  "a negative time", SYS_futex, word_one, FUTEX_WAIT, 5, negative
        RESULT  "too many nanoseconds", SYS_futex, word_one, FUTEX_WAIT, 5, too_many
        RESULT  "a bad time", SYS_futex, word_one, FUTEX_WAIT, 5, UNMAPPED
        RESULT  "a bad time for another value", SYS_futex, word_one, FUTEX_WAIT, 4, UNMAPPED
        RESULT  "an odd address", SYS_futex, word_one + 1, FUTEX_WAIT, 5, 0
        RESULT  "an odd address that is not there", SYS_futex, UNMAPPED + 2, FUTEX_WAIT, 5, 0
        RESULT  "an address that is not there", SYS_futex, UNMAPPED, FUTEX_WAIT, 5, 0
        RESULT  "a private address that is not there", SYS_futex, UNMAPPED, FUTEX_WAIT | FUTEX_PRIVATE, 5, 0
        RESULT  "no address", SYS_futex, 0, FUTEX_WAIT, 0, 0
        mov     rbx, KERNEL
        RESULT  "the kernel's address", SYS_futex, rbx, FUTEX_WAIT | FUTEX_PRIVATE, 5, 0

        SAY     "waking nobody"
        RESULT  "wake", SYS_futex, word_one, FUTEX_WAKE, 1
        RESULT  "wake at a private address that is not there", SYS_futex, UNMAPPED, FUTEX_WAKE | FUTEX_PRIVATE, 1
        RESULT  "wake at an address that is not there", SYS_futex, UNMAPPED, FUTEX_WAKE, 1
        RESULT  "wake at an odd address", SYS_futex, word_one + 2, FUTEX_WAKE, 1
        RESULT  "wake in memory that can't be written", SYS_futex, constant, FUTEX_WAKE | FUTEX_PRIVATE, 1
        RESULT  "no bits", SYS_futex, word_one, FUTEX_WAKE_BITSET, 1, 0, 0, 0
        RESULT  "requeue", SYS_futex, word_one, FUTEX_REQUEUE, 1, 1, word_two
        RESULT  "requeue less than none", SYS_futex, word_one, FUTEX_REQUEUE, -1, 1, word_two
        RESULT  "requeue to less than none", SYS_futex, word_one, FUTEX_REQUEUE, 1, -1, word_two
        RESULT  "requeue to an odd address", SYS_futex, word_one, FUTEX_REQUEUE, 1, 1, word_two + 1
        RESULT  "requeue to what is not there", SYS_futex, word_one, FUTEX_REQUEUE, 1, 1, UNMAPPED
        RESULT  "compare and requeue", SYS_futex, word_one, FUTEX_CMP_REQUEUE, 1, 1, word_two, 5
        RESULT  "another value", SYS_futex, word_one, FUTEX_CMP_REQUEUE, 1, 1, word_two, 6
        RESULT  "what is not there", SYS_futex, UNMAPPED, FUTEX_CMP_REQUEUE | FUTEX_PRIVATE, 1, 1, word_two, 6

        SAY     "what is no operation"
        RESULT  "2", SYS_futex, word_one, 2, 0, 0
        RESULT  "14", SYS_futex, word_one, 14, 0, 0
        RESULT  "127", SYS_futex, word_one, 127, 0, 0
        RESULT  "a clock for waking", SYS_futex, word_one, FUTEX_WAKE | FUTEX_CLOCK_REALTIME, 1
        RESULT  "a clock for a relative time", SYS_futex, word_one, FUTEX_WAIT | FUTEX_CLOCK_REALTIME, 5, at_once
        RESULT  "and a bad time", SYS_futex, word_one, FUTEX_WAIT | FUTEX_CLOCK_REALTIME, 5, too_many

; TRY "name", change: FUTEX_WAKE_OP on word_two, and what is there afterwards.
%macro TRY 2
        mov     ebx, %2
        RESULT  %1, SYS_futex, word_one, FUTEX_WAKE_OP | FUTEX_PRIVATE, 1, 1, word_two, rbx
        movsxd  rax, dword [word_two]
        SHOW_DECIMAL "  then", rax
%endmacro

        SAY     "changes"
        TRY     "set", CHANGE(OP_SET, 12, IF_EQ, 0)
        TRY     "set to a negative number", CHANGE(OP_SET, -3, IF_EQ, 0)
        TRY     "add", CHANGE(OP_ADD, 5, IF_EQ, 0)
        TRY     "add a negative number", CHANGE(OP_ADD, -1, IF_EQ, 0)
        TRY     "or", CHANGE(OP_OR, 0x70, IF_EQ, 0)
        TRY     "and not", CHANGE(OP_ANDN, 0x30, IF_EQ, 0)
        TRY     "exclusive or", CHANGE(OP_XOR, 0xff, IF_EQ, 0)
        TRY     "set a bit", CHANGE(OP_SET | OP_BIT, 31, IF_EQ, 0)
        TRY     "exclusive or with a bit", CHANGE(OP_XOR | OP_BIT, 4, IF_EQ, 0)
        TRY     "a bit that is not there", CHANGE(OP_SET | OP_BIT, 33, IF_EQ, 0)
        TRY     "no operation", CHANGE(5, 1, IF_EQ, 0)
        TRY     "no comparison", CHANGE(OP_SET, 77, 6, 0)
        mov     ebx, CHANGE(OP_SET, 1, IF_EQ, 0)
        RESULT  "what is not there", SYS_futex, word_one, FUTEX_WAKE_OP | FUTEX_PRIVATE, 1, 1, UNMAPPED, rbx
        RESULT  "what can't be written", SYS_futex, word_one, FUTEX_WAKE_OP | FUTEX_PRIVATE, 1, 1, constant, rbx
        RESULT  "an odd address", SYS_futex, word_one, FUTEX_WAKE_OP | FUTEX_PRIVATE, 1, 1, word_two + 2, rbx

        SAY     "waking some"
        START_WAITERS
        RESULT  "no bit of theirs", SYS_futex, parked, FUTEX_WAKE_BITSET | FUTEX_PRIVATE, 5, 0, 0, 0x100
        RESULT  "two bits", SYS_futex, parked, FUTEX_WAKE_BITSET | FUTEX_PRIVATE, 5, 0, 0, 0x12
        mov     edi, 1
        call    join_thread
        mov     edi, 4
        call    join_thread
        RESULT  "none is one", SYS_futex, parked, FUTEX_WAKE | FUTEX_PRIVATE, 0
        xor     edi, edi
        call    join_thread
        RESULT  "less than none is one", SYS_futex, parked, FUTEX_WAKE | FUTEX_PRIVATE, -5
        mov     edi, 2
        call    join_thread
        RESULT  "not a private one", SYS_futex, parked, FUTEX_WAKE, 5
        RESULT  "all that are left", SYS_futex, parked, FUTEX_WAKE | FUTEX_PRIVATE, 5
        END_WAITERS

        SAY     "moving"
        START_WAITERS
        RESULT  "nobody", SYS_futex, parked, FUTEX_REQUEUE | FUTEX_PRIVATE, 0, 0, other
        RESULT  "one wakes, two move", SYS_futex, parked, FUTEX_REQUEUE | FUTEX_PRIVATE, 1, 2, other
        xor     edi, edi
        call    join_thread
        RESULT  "one more with a wrong value", SYS_futex, parked, FUTEX_CMP_REQUEUE | FUTEX_PRIVATE, 0, 1, other, 1
        RESULT  "one more", SYS_futex, parked, FUTEX_CMP_REQUEUE | FUTEX_PRIVATE, 0, 1, other, 0
        RESULT  "to themselves", SYS_futex, other, FUTEX_REQUEUE | FUTEX_PRIVATE, 0, 10, other
        RESULT  "wake there", SYS_futex, other, FUTEX_WAKE | FUTEX_PRIVATE, 2
        mov     edi, 1
        call    join_thread
        mov     edi, 2
        call    join_thread
        RESULT  "wake there", SYS_futex, other, FUTEX_WAKE | FUTEX_PRIVATE, 5
        RESULT  "wake here", SYS_futex, parked, FUTEX_WAKE | FUTEX_PRIVATE, 5
        END_WAITERS

        SAY     "changing and waking"
        START_WAITERS
        mov     dword [other], 0
        RESULT  "two by the first", SYS_futex, parked, FUTEX_WAKE_OP | FUTEX_PRIVATE, 2, 10, other, CHANGE(OP_ADD, 1, IF_NE, 0)
        mov     edi, 0
        call    join_thread
        mov     edi, 1
        call    join_thread
        RESULT  "one by the second", SYS_futex, gate, FUTEX_WAKE_OP | FUTEX_PRIVATE, 5, 1, parked, CHANGE(OP_SET, 0, IF_EQ, 0)
        mov     edi, 2
        call    join_thread
        RESULT  "not greater", SYS_futex, gate, FUTEX_WAKE_OP | FUTEX_PRIVATE, 5, 1, parked, CHANGE(OP_SET, -1, IF_GT, 0)
        RESULT  "less", SYS_futex, gate, FUTEX_WAKE_OP | FUTEX_PRIVATE, 5, 1, parked, CHANGE(OP_SET, 1, IF_LT, 0)
        mov     edi, 3
        call    join_thread
        RESULT  "less or equal", SYS_futex, gate, FUTEX_WAKE_OP | FUTEX_PRIVATE, 5, 1, parked, CHANGE(OP_SET, 0, IF_LE, 1)
        mov     edi, 4
        call    join_thread
        RESULT  "greater or equal, by both", SYS_futex, parked, FUTEX_WAKE_OP | FUTEX_PRIVATE, 1, 1, parked, CHANGE(OP_ADD, 0, IF_GE, 0)
        END_WAITERS

        SAY     "a signal"
        CALL_SYSTEM SYS_gettid
        mov     [main_id], eax
; INTERRUPT "name", arguments...: a signal comes while this thread waits.
%macro INTERRUPT 5-7
        mov     dword [waits], 0
        CALL_SYSTEM SYS_rt_sigaction, SIGUSR1, %2, 0, 8
        START_THREAD 0, signaller
    %if %0 == 5
        RESULT  %1, SYS_futex, %3, %4, %5, 0
    %elif %0 == 6
        RESULT  %1, SYS_futex, %3, %4, %5, %6
    %else
        RESULT  %1, SYS_futex, %3, %4, %5, %6, 0, %7
    %endif
        xor     edi, edi
        call    join_thread
%endmacro
        INTERRUPT "without a time", plain_action, waits, FUTEX_WAIT, 0
        INTERRUPT "without a time, made again, for another value", restart_action, waits, FUTEX_WAIT, 0
        INTERRUPT "with a time", plain_action, waits, FUTEX_WAIT, 0, long_time
        INTERRUPT "with a time, made again", restart_action, waits, FUTEX_WAIT, 0, long_time
        mov     qword [ignored], 1
        INTERRUPT "without a handler", ignore_action, waits, FUTEX_WAIT, 0, long_time
        mov     qword [ignored], 0
        INTERRUPT "until a time", restart_action, waits, FUTEX_WAIT_BITSET, 0, far_time, 1

        SAY     "what they were told"
        SHOW_DECIMAL "first", [results]
        SHOW_DECIMAL "last", [results + (WAITERS - 1) * 8]
        EXIT    0
