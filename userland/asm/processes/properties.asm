; What threads and processes keep for others to ask: prctl(2), personality(2), ioprio_set(2), kcmp(2).
%include "program.inc"
%include "children.inc"

PR_GET_KEEPCAPS         equ 7
PR_SET_KEEPCAPS         equ 8
PR_GET_TIMING           equ 13
PR_SET_TIMING           equ 14
PR_CAPBSET_READ         equ 23
PR_CAPBSET_DROP         equ 24
PR_GET_TSC              equ 25
PR_SET_TSC              equ 26
PR_MCE_KILL_GET         equ 34
PR_GET_TID_ADDRESS      equ 40
PR_CAP_AMBIENT          equ 47
AMBIENT_IS_SET          equ 1
AMBIENT_RAISE           equ 2
AMBIENT_LOWER           equ 3
AMBIENT_CLEAR_ALL       equ 4
CAP_LAST_CAP            equ 40
ADDR_NO_RANDOMIZE       equ 0x40000
ASK                     equ 0xffffffff
WHO_PROCESS             equ 1
WHO_PGRP                equ 2
WHO_USER                equ 3
BEST_EFFORT             equ 2 << 13
IDLE                    equ 3 << 13
PRIO_PROCESS            equ 0
KCMP_FILE               equ 0
KCMP_VM                 equ 1
KCMP_FILES              equ 2
KCMP_FS                 equ 3
KCMP_SIGHAND            equ 4
KCMP_IO                 equ 5
KCMP_SYSVSEM            equ 6
NOBODY                  equ 0x3fffffff
CLONE_FS_FILES          equ 0x200 | 0x400 | SIGCHLD
KERNEL                  equ 1 << 63

RUSAGE_SELF             equ 0
RUSAGE_CHILDREN         equ -1
RU_MAXRSS               equ 32          ; in struct rusage
BLOCK                   equ 8 << 20

section .rodata
itself:         db "/proc/self/exe", 0
align 8
arguments:      dq itself, again, 0
again:          db "again", 0

section .bss
own_pid:        resq 1
value:          resq 1
usage:          resb 144

section .text

; COMPARE "name", type, first index, second index: this process and the child, whether they are the same.
%macro COMPARE 4
        CALL_SYSTEM SYS_kcmp, [own_pid], r15, %2, %3, %4
        test    rax, rax
        CHECK   %1, z
%endmacro

; use_memory(): takes BLOCK bytes, and gives them back.
use_memory:
        CALL_SYSTEM SYS_mmap, 0, BLOCK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0
        mov     rdi, rax
        CALL_SYSTEM SYS_munmap, rdi, BLOCK
        ret

global _start
_start:
        cmp     qword [rsp], 2
        jne     .first

        ; Run once more, without randomness: the stack lies where it always does.
        mov     rax, rsp
        shr     rax, 16
        SHOW_HEX "the stack", rax
        RESULT  "the second program's", SYS_personality, ASK
        EXIT    0

.first:
        CALL_SYSTEM SYS_getpid
        mov     [own_pid], rax
        MAKE_GATE

        SAY     "prctl"
        RESULT  "PR_GET_KEEPCAPS", SYS_prctl, PR_GET_KEEPCAPS
        RESULT  "PR_SET_KEEPCAPS to nothing", SYS_prctl, PR_SET_KEEPCAPS, 0
        RESULT  "to 2", SYS_prctl, PR_SET_KEEPCAPS, 2
        RESULT  "PR_GET_TIMING", SYS_prctl, PR_GET_TIMING
        RESULT  "PR_SET_TIMING", SYS_prctl, PR_SET_TIMING, 0
        RESULT  "to time stamps", SYS_prctl, PR_SET_TIMING, 1
        RESULT  "PR_GET_TSC", SYS_prctl, PR_GET_TSC, value
        SHOW_DECIMAL "  it is", [value]
        RESULT  "PR_SET_TSC", SYS_prctl, PR_SET_TSC, 1
        RESULT  "to 3", SYS_prctl, PR_SET_TSC, 3
        RESULT  "PR_MCE_KILL_GET", SYS_prctl, PR_MCE_KILL_GET, 0, 0, 0, 0
        RESULT  "with an argument", SYS_prctl, PR_MCE_KILL_GET, 1, 0, 0, 0
        CALL_SYSTEM SYS_set_tid_address, own_pid
        RESULT  "PR_GET_TID_ADDRESS", SYS_prctl, PR_GET_TID_ADDRESS, value
        lea     rax, [own_pid]
        cmp     [value], rax
        CHECK   "  it is that", e
        RESULT  "the last capability", SYS_prctl, PR_CAPBSET_READ, CAP_LAST_CAP
        RESULT  "one behind it", SYS_prctl, PR_CAPBSET_READ, CAP_LAST_CAP + 1
        RESULT  "losing one behind it", SYS_prctl, PR_CAPBSET_DROP, CAP_LAST_CAP + 1
        RESULT  "an ambient one", SYS_prctl, PR_CAP_AMBIENT, AMBIENT_IS_SET, 0, 0, 0
        RESULT  "raising it", SYS_prctl, PR_CAP_AMBIENT, AMBIENT_RAISE, 0, 0, 0
        RESULT  "lowering it", SYS_prctl, PR_CAP_AMBIENT, AMBIENT_LOWER, 0, 0, 0
        RESULT  "clearing all", SYS_prctl, PR_CAP_AMBIENT, AMBIENT_CLEAR_ALL, 0, 0, 0
        RESULT  "one behind the last", SYS_prctl, PR_CAP_AMBIENT, AMBIENT_IS_SET, CAP_LAST_CAP + 1, 0, 0
        RESULT  "an unknown operation", SYS_prctl, PR_CAP_AMBIENT, 9, 0, 0, 0

        SAY     "priorities of transfers"
        RESULT  "at first", SYS_ioprio_get, WHO_PROCESS, 0
        RESULT  "set", SYS_ioprio_set, WHO_PROCESS, 0, BEST_EFFORT | 3
        RESULT  "get", SYS_ioprio_get, WHO_PROCESS, [own_pid]
        IN_CHILD
        RESULT  "of a child", SYS_ioprio_get, WHO_PROCESS, 0
        END_CHILD 0
        AWAIT   "it ended", r15, 0
        RESULT  "level 9", SYS_ioprio_set, WHO_PROCESS, 0, BEST_EFFORT | 9
        RESULT  "no class, but a level", SYS_ioprio_set, WHO_PROCESS, 0, 1
        RESULT  "an unknown class", SYS_ioprio_set, WHO_PROCESS, 0, 4 << 13
        RESULT  "idle", SYS_ioprio_set, WHO_PROCESS, 0, IDLE
        RESULT  "get", SYS_ioprio_get, WHO_PROCESS, 0
        CALL_SYSTEM SYS_setpgid, 0, 0
        RESULT  "the group's", SYS_ioprio_get, WHO_PGRP, 0
        RESULT  "none", SYS_ioprio_set, WHO_PGRP, 0, 0
        CALL_SYSTEM SYS_setpriority, PRIO_PROCESS, 0, 10
        RESULT  "the group's by its nice value", SYS_ioprio_get, WHO_PGRP, 0
        RESULT  "nobody", SYS_ioprio_get, WHO_PROCESS, NOBODY
        RESULT  "no group", SYS_ioprio_set, WHO_PGRP, NOBODY, 0
        RESULT  "no user", SYS_ioprio_get, WHO_USER, 77777
        RESULT  "whatever", SYS_ioprio_get, 4, 0

        SAY     "what is shared"
        IN_CHILD
        AT_GATE
        END_CHILD 0
        COMPARE "a fork's descriptor", KCMP_FILE, STDOUT, STDOUT
        mov     eax, [gate]
        mov     ecx, [gate + 4]
        CALL_SYSTEM SYS_kcmp, [own_pid], [own_pid], KCMP_FILE, rax, rcx
        test    rax, rax
        CHECK   "both ends of a pipe", z
        COMPARE "its memory", KCMP_VM, 0, 0
        COMPARE "its descriptors", KCMP_FILES, 0, 0
        COMPARE "its directories", KCMP_FS, 0, 0
        COMPARE "its handlers", KCMP_SIGHAND, 0, 0
        COMPARE "its semaphores", KCMP_SYSVSEM, 0, 0
        RESULT  "a descriptor that is none", SYS_kcmp, [own_pid], r15, KCMP_FILE, 0, 99
        RESULT  "an unknown thing", SYS_kcmp, [own_pid], r15, 8, 0, 0
        RESULT  "with nobody", SYS_kcmp, [own_pid], NOBODY, KCMP_VM, 0, 0
        OPEN_GATE
        AWAIT   "it ended", r15, 0
        CALL_SYSTEM SYS_clone, CLONE_FS_FILES, 0, 0, 0, 0
        test    rax, rax
        jnz     .parent
        AT_GATE
        CALL_SYSTEM SYS_exit_group, 0
.parent:
        mov     r15, rax
        COMPARE "descriptors of CLONE_FILES", KCMP_FILES, 0, 0
        COMPARE "directories of CLONE_FS", KCMP_FS, 0, 0
        OPEN_GATE
        AWAIT   "it ended", r15, 0

        SAY     "memory that was used"
        RESULT  "getrusage", SYS_getrusage, RUSAGE_SELF, usage
        mov     r12, [usage + RU_MAXRSS]
        cmp     r12, 8
        CHECK   "more than two pages", a
        call    use_memory
        CALL_SYSTEM SYS_getrusage, RUSAGE_SELF, usage
        mov     rax, [usage + RU_MAXRSS]
        cmp     rax, BLOCK / 1024
        CHECK   "what was given back counts", ae
        CALL_SYSTEM SYS_getrusage, RUSAGE_CHILDREN, usage
        mov     rax, [usage + RU_MAXRSS]
        cmp     rax, BLOCK / 1024
        CHECK   "children had less", b
        IN_CHILD
        call    use_memory
        END_CHILD 0
        CALL_SYSTEM SYS_wait4, r15, wait_status, 0, usage
        mov     rax, [usage + RU_MAXRSS]
        cmp     rax, BLOCK / 1024
        CHECK   "a child's", ae
        CALL_SYSTEM SYS_getrusage, RUSAGE_CHILDREN, usage
        mov     rax, [usage + RU_MAXRSS]
        cmp     rax, BLOCK / 1024
        CHECK   "children's", ae

        SAY     "personality"
        RESULT  "at first", SYS_personality, ASK
        RESULT  "without randomness", SYS_personality, ADDR_NO_RANDOMIZE
        RESULT  "asked", SYS_personality, ASK
        IN_CHILD
        CALL_SYSTEM SYS_execve, itself, arguments, 0
        END_CHILD 1
        AWAIT   "it ended", r15, 0
        RESULT  "as before", SYS_personality, 0
        EXIT    0
