; Files that watch files (epoll(7), epoll_ctl(2), epoll_wait(2)).
%include "program.inc"
%include "children.inc"

EPOLLIN                 equ 1
EPOLLOUT                equ 4
EPOLLEXCLUSIVE          equ 1 << 28
EPOLLONESHOT            equ 1 << 30
EPOLLET                 equ 1 << 31
CTL_ADD                 equ 1
CTL_DEL                 equ 2
CTL_MOD                 equ 3
EVENT_SIZE              equ 12
KERNEL                  equ 1 << 63
CHAIN                   equ 7
SLOT                    equ 16          ; of a chain: room for a descriptor
EFD_SEMAPHORE           equ 1

section .rodata
null_device:    db "/dev/null", 0
poem:           db "/text/poem.txt", 0

section .data
align 8
one:            dq 1
three:          dq 3
action:         dq handler, SA_RESTORER, restorer, 0
nothing:        dq 0
blocked:        dq 1 << (SIGUSR1 - 1)
at_once:        dq 0, 0
bad_time:       dq 0, 1000000000

section .bss
epoll:          resq 1
outer:          resq 1
event:          resq 1
second:         resq 1
pipe:           resd 2
request:        resb 16                 ; struct epoll_event
found:          resb EVENT_SIZE * 8
copy:           resq 1
value:          resq 1
polled:         resq 1
signals:        resq 1
chain:          resb SLOT * CHAIN
buffer:         resb 4096

section .text

handler:
        inc     qword [signals]
        ret

; CONTROL "name", epoll variable, operation, descriptor, events, data
%macro CONTROL 6
        mov     dword [request], %5
        mov     qword [request + 4], %6
        mov     r10, %4
        mov     [copy], r10
        RESULT  %1, SYS_epoll_ctl, [%2], %3, [copy], request
%endmacro

; WAIT "name", epoll variable, how many, milliseconds: and what was found.
%macro WAIT 4
        RESULT  %1, SYS_epoll_wait, [%2], found, %3, %4
        mov     rcx, rax
        call    show_found
%endmacro

; show_found(count rcx): events and data of each.
show_found:
        push    rbx
        push    r12
        lea     rbx, [found]
        mov     r12, rcx
.next:  dec     r12
        js      .end
        PUT_STRING "  "
        mov     eax, [rbx]
        call    put_hex
        PUT_STRING " of "
        mov     rax, [rbx + 4]
        call    put_decimal
        call    put_line
        add     rbx, EVENT_SIZE
        jmp     .next
.end:   pop     r12
        pop     rbx
        ret

; NEW_EVENT variable, count: an eventfd that does not wait.
%macro NEW_EVENT 2
        CALL_SYSTEM SYS_eventfd2, %2, O_NONBLOCK
        mov     [%1], rax
%endmacro

%macro NEW_EPOLL 1
        CALL_SYSTEM SYS_epoll_create1, 0
        mov     [%1], rax
%endmacro

global _start
_start:
        SAY     "making one"
        RESULT  "of no size", SYS_epoll_create, 0
        RESULT  "a bad flag", SYS_epoll_create1, O_NONBLOCK
        OUTCOME "epoll_create", SYS_epoll_create, 1
        OUTCOME "epoll_create1", SYS_epoll_create1, O_CLOEXEC
        mov     [epoll], rax
        RESULT  "flags", SYS_fcntl, [epoll], F_GETFL, 0
        RESULT  "close on exec", SYS_fcntl, [epoll], F_GETFD, 0
        RESULT  "read", SYS_read, [epoll], buffer, 8
        RESULT  "write", SYS_write, [epoll], buffer, 8
        NEW_EVENT event, 0
        NEW_EVENT second, 1

        SAY     "bad arguments"
        CONTROL "no epoll", copy, CTL_ADD, [event], EPOLLIN, 1
        CONTROL "an event as an epoll", event, CTL_ADD, [second], EPOLLIN, 1
        CONTROL "no file", epoll, CTL_ADD, 99, EPOLLIN, 1
        CONTROL "itself", epoll, CTL_ADD, [epoll], EPOLLIN, 1
        CONTROL "no operation", epoll, 9, [event], EPOLLIN, 1
        CONTROL "change of what is not there", epoll, CTL_MOD, [event], EPOLLIN, 1
        CONTROL "removal of what is not there", epoll, CTL_DEL, [event], EPOLLIN, 1
        RESULT  "a request in the kernel", SYS_epoll_ctl, [epoll], CTL_ADD, [event], KERNEL
        RESULT  "no operation, in the kernel", SYS_epoll_ctl, [epoll], 9, [event], KERNEL
        CALL_SYSTEM SYS_open, poem, O_RDONLY, 0
        mov     rbx, rax
        CONTROL "a regular file", epoll, CTL_ADD, rbx, EPOLLIN, 1
        CALL_SYSTEM SYS_open, null_device, O_RDONLY, 0
        mov     rbx, rax
        CONTROL "the null device", epoll, CTL_ADD, rbx, EPOLLIN, 1
        RESULT  "room for none", SYS_epoll_wait, [epoll], found, 0, 0
        RESULT  "less", SYS_epoll_wait, [epoll], found, -1, 0
        RESULT  "too many", SYS_epoll_wait, [epoll], found, 0x7fffffff, 0
        RESULT  "found into the kernel", SYS_epoll_wait, [epoll], KERNEL, 1, 0
        RESULT  "of another file", SYS_epoll_wait, [event], found, 1, 0
        RESULT  "of none", SYS_epoll_wait, 99, found, 1, 0
        RESULT  "size of a mask", SYS_epoll_pwait, [epoll], found, 1, 0, nothing, 4
        RESULT  "mask in the kernel", SYS_epoll_pwait, [epoll], found, 1, 0, KERNEL, 8
        RESULT  "a bad time", SYS_epoll_pwait2, [epoll], found, 1, bad_time, 0, 8
        RESULT  "a time in the kernel", SYS_epoll_pwait2, [epoll], found, 1, KERNEL, 0, 8
        RESULT  "no time", SYS_epoll_pwait2, [epoll], found, 1, at_once, 0, 8

        SAY     "as long as it is so"
        CONTROL "add", epoll, CTL_ADD, [event], EPOLLIN, 11
        CONTROL "again", epoll, CTL_ADD, [event], EPOLLIN, 11
        WAIT    "nothing", epoll, 8, 0
        CALL_SYSTEM SYS_write, [event], one, 8
        WAIT    "it counts", epoll, 8, -1
        WAIT    "still", epoll, 8, -1
        CONTROL "for writing, too", epoll, CTL_MOD, [event], EPOLLIN | EPOLLOUT, 12
        WAIT    "both", epoll, 8, -1
        CALL_SYSTEM SYS_read, [event], value, 8
        WAIT    "to write", epoll, 8, -1
        CONTROL "add one that is ready", epoll, CTL_ADD, [second], EPOLLIN, 13
        WAIT    "room for one", epoll, 1, -1
        WAIT    "the other's turn", epoll, 1, -1
        WAIT    "and the first again", epoll, 1, -1
        WAIT    "both", epoll, 8, -1
        RESULT  "found to nowhere", SYS_epoll_wait, [epoll], 8, 8, -1
        WAIT    "nothing is lost", epoll, 8, -1
        CONTROL "remove", epoll, CTL_DEL, [event], 0, 0
        WAIT    "one is left", epoll, 8, -1
        CONTROL "remove", epoll, CTL_DEL, [second], 0, 0
        WAIT    "none", epoll, 8, 0

        SAY     "when something happens"
        CONTROL "add", epoll, CTL_ADD, [event], EPOLLIN | EPOLLET, 21
        CALL_SYSTEM SYS_write, [event], one, 8
        WAIT    "it counts", epoll, 8, -1
        WAIT    "told already", epoll, 8, 0
        CALL_SYSTEM SYS_write, [event], one, 8
        WAIT    "once more", epoll, 8, -1
        CALL_SYSTEM SYS_read, [event], value, 8
        WAIT    "less is no event", epoll, 8, 0
        CALL_SYSTEM SYS_write, [event], one, 8
        CALL_SYSTEM SYS_read, [event], value, 8
        WAIT    "over before it was told", epoll, 8, 0
        CONTROL "set anew", epoll, CTL_MOD, [event], EPOLLIN | EPOLLOUT | EPOLLET, 22
        WAIT    "to write", epoll, 8, -1
        WAIT    "told already", epoll, 8, 0
        CONTROL "remove", epoll, CTL_DEL, [event], 0, 0
        CALL_SYSTEM SYS_eventfd2, 0, O_NONBLOCK | EFD_SEMAPHORE
        mov     rbx, rax
        CONTROL "a semaphore", epoll, CTL_ADD, rbx, EPOLLIN | EPOLLET, 23
        CALL_SYSTEM SYS_write, rbx, three, 8
        WAIT    "it counts", epoll, 8, -1
        CALL_SYSTEM SYS_read, rbx, value, 8
        WAIT    "a read of a part", epoll, 8, 0
        CALL_SYSTEM SYS_close, rbx

        SAY     "once"
        CONTROL "add", epoll, CTL_ADD, [second], EPOLLIN | EPOLLONESHOT, 31
        WAIT    "it counts", epoll, 8, -1
        CALL_SYSTEM SYS_write, [second], one, 8
        WAIT    "told once", epoll, 8, 0
        CONTROL "set anew", epoll, CTL_MOD, [second], EPOLLIN | EPOLLONESHOT, 32
        WAIT    "it counts", epoll, 8, -1
        CONTROL "remove", epoll, CTL_DEL, [second], 0, 0

        SAY     "one of several"
        CONTROL "with what does not go with it", epoll, CTL_ADD, [second], EPOLLIN | EPOLLONESHOT | EPOLLEXCLUSIVE, 41
        CONTROL "add", epoll, CTL_ADD, [second], EPOLLIN | EPOLLEXCLUSIVE, 41
        CONTROL "change", epoll, CTL_MOD, [second], EPOLLIN, 42
        WAIT    "it counts", epoll, 8, -1
        CONTROL "remove", epoll, CTL_DEL, [second], 0, 0

        SAY     "a pipe"
        CALL_SYSTEM SYS_pipe2, pipe, O_NONBLOCK
        mov     ebx, [pipe]
        CONTROL "add its end to read", epoll, CTL_ADD, rbx, EPOLLIN | EPOLLET, 51
        mov     ebx, [pipe + 4]
        CONTROL "add its end to write", epoll, CTL_ADD, rbx, EPOLLOUT | EPOLLET, 52
        WAIT    "to write", epoll, 8, -1
        CALL_SYSTEM SYS_write, rbx, buffer, 10
        WAIT    "to read", epoll, 8, -1
        CALL_SYSTEM SYS_write, rbx, buffer, 10
        WAIT    "more to read", epoll, 8, -1
        mov     r12d, [pipe]
        CALL_SYSTEM SYS_read, r12, buffer, 5
        WAIT    "a part was read", epoll, 8, 0
        CALL_SYSTEM SYS_close, rbx
        WAIT    "no writer is left", epoll, 8, 0
        WAIT    "told already", epoll, 8, 0
        CALL_SYSTEM SYS_close, r12
        WAIT    "all is closed", epoll, 8, 0

        SAY     "a descriptor that is closed"
        CONTROL "add", epoll, CTL_ADD, [second], EPOLLIN, 61
        CALL_SYSTEM SYS_dup, [second]
        mov     r12, rax
        CALL_SYSTEM SYS_close, [second]
        WAIT    "the file is open", epoll, 8, -1
        CONTROL "but has no such number", epoll, CTL_DEL, [second], 0, 0
        CONTROL "it can be added with another", epoll, CTL_ADD, r12, EPOLLIN, 62
        WAIT    "twice", epoll, 8, -1
        CALL_SYSTEM SYS_close, r12
        WAIT    "now it is closed", epoll, 8, 0
        NEW_EVENT second, 1

        SAY     "an epoll in an epoll"
        NEW_EPOLL outer
        CONTROL "add", outer, CTL_ADD, [epoll], EPOLLIN, 71
        CONTROL "each other", epoll, CTL_ADD, [outer], EPOLLIN, 71
        CONTROL "as one of several", epoll, CTL_ADD, [outer], EPOLLIN | EPOLLEXCLUSIVE, 71
        WAIT    "nothing", outer, 8, 0
        CONTROL "add", epoll, CTL_ADD, [second], EPOLLIN, 72
        WAIT    "the inner one", outer, 8, -1
        mov     eax, [outer]
        mov     [polled], eax
        mov     dword [polled + 4], 0xffff
        RESULT  "poll", SYS_poll, polled, 1, 0
        movzx   eax, word [polled + 6]
        SHOW_HEX "  events", rax
        WAIT    "inside", epoll, 8, -1
        CALL_SYSTEM SYS_read, [second], value, 8
        WAIT    "nothing", outer, 8, 0
        CALL_SYSTEM SYS_write, [second], one, 8
        WAIT    "the inner one", outer, 8, -1
        CALL_SYSTEM SYS_close, [epoll]
        WAIT    "it is closed", outer, 8, 0

        SAY     "a chain"
        xor     ebx, ebx
.link:  CALL_SYSTEM SYS_epoll_create1, 0
        mov     ecx, ebx
        shl     ecx, 4
        lea     rdx, [chain]
        mov     [rdx + rcx], rax
        inc     ebx
        cmp     ebx, CHAIN
        jb      .link
        CONTROL "the first watches a file", chain, CTL_ADD, [second], EPOLLIN, 80
        CONTROL "1 watches 0", chain + SLOT, CTL_ADD, [chain], EPOLLIN, 81
        CONTROL "2 watches 1", chain + 2 * SLOT, CTL_ADD, [chain + SLOT], EPOLLIN, 82
        CONTROL "3 watches 2", chain + 3 * SLOT, CTL_ADD, [chain + 2 * SLOT], EPOLLIN, 83
        CONTROL "4 watches 3", chain + 4 * SLOT, CTL_ADD, [chain + 3 * SLOT], EPOLLIN, 84
        WAIT    "through all of them", chain + 4 * SLOT, 8, -1
        CONTROL "0 watches 3", chain, CTL_ADD, [chain + 3 * SLOT], EPOLLIN, 85
        CALL_SYSTEM SYS_close, [chain + 2 * SLOT]
        WAIT    "the chain is broken", chain + 4 * SLOT, 8, 0

        SAY     "waiting"
        NEW_EPOLL epoll
        CONTROL "add", epoll, CTL_ADD, [event], EPOLLIN, 91
        WAIT    "for a moment", epoll, 8, 1
        IN_CHILD
        CALL_SYSTEM SYS_write, [event], one, 8
        END_CHILD 0
        WAIT    "a child counts", epoll, 8, -1
        AWAIT   "it ends", -1, 0
        CALL_SYSTEM SYS_read, [event], value, 8
        CALL_SYSTEM SYS_rt_sigaction, SIGUSR1, action, 0, 8
        CALL_SYSTEM SYS_getpid
        mov     rbx, rax
        CALL_SYSTEM SYS_rt_sigprocmask, SIG_SETMASK, blocked, 0, 8
        CALL_SYSTEM SYS_kill, rbx, SIGUSR1
        WAIT    "a signal that is blocked", epoll, 8, 0
        RESULT  "one that is let through", SYS_epoll_pwait, [epoll], found, 8, -1, nothing, 8
        SHOW_DECIMAL "  signals", [signals]
        CALL_SYSTEM SYS_kill, rbx, SIGUSR1
        RESULT  "another", SYS_epoll_pwait2, [epoll], found, 8, 0, nothing, 8
        SHOW_DECIMAL "  signals", [signals]
        CALL_SYSTEM SYS_kill, rbx, SIGUSR1
        CALL_SYSTEM SYS_write, [event], one, 8
        RESULT  "a file comes first", SYS_epoll_pwait, [epoll], found, 8, -1, nothing, 8
        SHOW_DECIMAL "  signals", [signals]
        EXIT    0
