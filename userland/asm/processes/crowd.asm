; RLIMIT_NPROC, getrlimit(2): threads of one user. It becomes other users, so it runs where there are some.
%include "program.inc"
%include "children.inc"

RLIMIT_NPROC            equ 6
USER                    equ 12345
ANOTHER                 equ 12346
THREAD_FLAGS            equ 0x50f00     ; CLONE_VM, FS, FILES, SIGHAND, THREAD, SYSVSEM

section .rodata
busybox:        db "/bin/busybox", 0
true:           db "true", 0
align 8
arguments:      dq true, 0

section .data
align 8
three:          dq 3, 3
none:           dq 0, 5
five:           dq 5, 5

section .bss
first:          resq 1
second:         resq 1
stack:          resb 4096
stack_end:

section .text

global _start
_start:
        MAKE_GATE
        SAY     "new ones"
        IN_CHILD
        CALL_SYSTEM SYS_setrlimit, RLIMIT_NPROC, three
        CALL_SYSTEM SYS_setresuid, USER, USER, USER
        IN_CHILD
        AT_GATE
        END_CHILD 0
        mov     [first], r15
        IN_CHILD
        AT_GATE
        END_CHILD 0
        mov     [second], r15
        RESULT  "fork", SYS_fork
        RESULT  "vfork", SYS_vfork
        RESULT  "a thread", SYS_clone, THREAD_FLAGS, stack_end, 0, 0, 0
        OPEN_GATE
        CALL_SYSTEM SYS_wait4, -1, wait_status, 0, 0
        IN_CHILD
        END_CHILD 7
        AWAIT   "one fewer, one more", r15, 0
        END_CHILD 0
        AWAIT   "it ended", r15, 0
        OPEN_GATE

        SAY     "another program"
        IN_CHILD
        CALL_SYSTEM SYS_setrlimit, RLIMIT_NPROC, none
        IN_CHILD
        END_CHILD 1
        AWAIT   "the superuser may", r15, 0
        IN_CHILD
        CALL_SYSTEM SYS_setresuid, ANOTHER, ANOTHER, ANOTHER
        RESULT  "nobody was there", SYS_execve, busybox, arguments, 0
        END_CHILD 9
        AWAIT   "it goes on", r15, 0
        IN_CHILD
        CALL_SYSTEM SYS_setresuid, USER, USER, USER
        AT_GATE
        END_CHILD 0
        mov     r14, r15
        mov     r12d, 1000
.until_there:
        CALL_SYSTEM SYS_sched_yield
        dec     r12d
        jnz     .until_there
        IN_CHILD
        RESULT  "becoming one of too many", SYS_setresuid, USER, USER, USER
        RESULT  "execve", SYS_execve, busybox, arguments, 0
        RESULT  "fork", SYS_fork
        CALL_SYSTEM SYS_setrlimit, RLIMIT_NPROC, five
        RESULT  "execve with a higher limit", SYS_execve, busybox, arguments, 0
        END_CHILD 9
        AWAIT   "it goes on", r15, 0
        OPEN_GATE
        CALL_SYSTEM SYS_wait4, r14, wait_status, 0, 0
        END_CHILD 0
        AWAIT   "it ended", r15, 0
        EXIT    0
