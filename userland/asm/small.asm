; Calls that have little to do while one process is alone: ids, sessions, scheduling, times, locked memory.
%include "program.inc"

NOBODY                  equ 0x7fffffff                  ; no process has this id
UNCHANGED               equ -1
SCHED_FIFO              equ 1
SCHED_RR                equ 2
RUSAGE_SELF             equ 0
RUSAGE_CHILDREN         equ -1
RUSAGE_THREAD           equ 1
RUSAGE_SIZE             equ 144
MS_INVALIDATE           equ 2
MCL_ONFAULT             equ 4
MLOCK_ONFAULT           equ 1
KERNEL                  equ 1 << 63
CPU_SET_BYTES           equ 128                         ; glibc's cpu_set_t

section .data
align 8
ids:            dd -1, -1, -1, 0
no_cpu:         times CPU_SET_BYTES db 0

section .bss
own_pid:        resq 1
cpus:           resb CPU_SET_BYTES
usage:          resb RUSAGE_SIZE
memory:         resq 1

section .text

; OWN_ID "name", number, arguments...: whether the result is the process's own id.
%macro OWN_ID 2-4
        CALL_SYSTEM %{2:-1}
        cmp     rax, [own_pid]
        CHECK   %1, e
%endmacro

%macro SHOW_IDS 0
        SHOW_DECIMAL "real", [ids]
        SHOW_DECIMAL "saved", [ids + 8]
%endmacro

global _start
_start:
        CALL_SYSTEM SYS_getpid
        mov     [own_pid], rax

        SAY     "user and group ids"
        mov     qword [ids + 8], 0x55555555
        RESULT  "getresuid", SYS_getresuid, ids, ids + 4, ids + 8
        SHOW_IDS
        RESULT  "getresgid", SYS_getresgid, ids, ids + 4, ids + 8
        SHOW_IDS
        RESULT  "getresuid to nowhere", SYS_getresuid, 0, ids, ids
        RESULT  "getresgid to the kernel", SYS_getresgid, ids, ids, KERNEL
        RESULT  "getgroups of -1", SYS_getgroups, -1, ids
        RESULT  "setuid", SYS_setuid, 0
        RESULT  "setuid to -1", SYS_setuid, UNCHANGED
        RESULT  "setgid", SYS_setgid, 0
        RESULT  "setgid to -1", SYS_setgid, UNCHANGED
        RESULT  "setreuid", SYS_setreuid, UNCHANGED, 0
        RESULT  "setregid", SYS_setregid, 0, UNCHANGED
        RESULT  "setresuid, unchanged", SYS_setresuid, UNCHANGED, UNCHANGED, UNCHANGED
        RESULT  "setresgid", SYS_setresgid, 0, UNCHANGED, 0

        SAY     "sessions"
        OWN_ID  "it leads its group", SYS_getpgrp
        OWN_ID  "getpgid", SYS_getpgid, 0
        OWN_ID  "getpgid by id", SYS_getpgid, [own_pid]
        OWN_ID  "it leads its session", SYS_getsid, 0
        OWN_ID  "getsid by id", SYS_getsid, [own_pid]
        RESULT  "getpgid of nobody", SYS_getpgid, NOBODY
        RESULT  "getsid of -1", SYS_getsid, -1
        RESULT  "setsid", SYS_setsid
        RESULT  "setpgid", SYS_setpgid, 0, 0
        RESULT  "setpgid by id", SYS_setpgid, [own_pid], [own_pid]
        RESULT  "setpgid of nobody", SYS_setpgid, NOBODY, 0
        RESULT  "setpgid to -1", SYS_setpgid, NOBODY, -1

        SAY     "scheduling"
        RESULT  "sched_getscheduler", SYS_sched_getscheduler, 0
        RESULT  "sched_getscheduler of nobody", SYS_sched_getscheduler, NOBODY
        RESULT  "sched_getscheduler of -1", SYS_sched_getscheduler, -1
        RESULT  "sched_getparam", SYS_sched_getparam, 0, ids
        SHOW_DECIMAL "priority", [ids]
        RESULT  "sched_getparam to nowhere", SYS_sched_getparam, 0, 0
        RESULT  "sched_getparam to the kernel", SYS_sched_getparam, 0, KERNEL
        RESULT  "sched_getparam of nobody", SYS_sched_getparam, NOBODY, ids
        RESULT  "highest priority", SYS_sched_get_priority_max, 0
        RESULT  "highest priority, SCHED_FIFO", SYS_sched_get_priority_max, SCHED_FIFO
        RESULT  "lowest priority, SCHED_RR", SYS_sched_get_priority_min, SCHED_RR
        RESULT  "lowest priority, unknown", SYS_sched_get_priority_min, 4
        RESULT  "lowest priority, -1", SYS_sched_get_priority_min, -1
        OUTCOME "sched_getaffinity", SYS_sched_getaffinity, 0, CPU_SET_BYTES, cpus
        RESULT  "what it got is allowed", SYS_sched_setaffinity, 0, CPU_SET_BYTES, cpus
        RESULT  "sched_getaffinity, odd size", SYS_sched_getaffinity, 0, CPU_SET_BYTES - 1, cpus
        RESULT  "sched_getaffinity, no room", SYS_sched_getaffinity, 0, 0, cpus
        RESULT  "sched_getaffinity of nobody", SYS_sched_getaffinity, NOBODY, CPU_SET_BYTES, cpus
        RESULT  "sched_getaffinity to nowhere", SYS_sched_getaffinity, 0, CPU_SET_BYTES, 0
        RESULT  "sched_setaffinity to no processor", SYS_sched_setaffinity, 0, CPU_SET_BYTES, no_cpu
        RESULT  "sched_setaffinity, no set", SYS_sched_setaffinity, 0, 0, 0
        RESULT  "sched_setaffinity from nowhere", SYS_sched_setaffinity, NOBODY, 8, 0
        RESULT  "sched_setaffinity of nobody", SYS_sched_setaffinity, NOBODY, CPU_SET_BYTES, cpus
        RESULT  "sched_yield", SYS_sched_yield
        RESULT  "getpriority", SYS_getpriority, 0, 0
        RESULT  "getpriority of nobody", SYS_getpriority, 0, NOBODY
        RESULT  "getpriority of what", SYS_getpriority, 3, 0
        RESULT  "membarrier, a flag", SYS_membarrier, 0, 1, 0
        RESULT  "membarrier, unknown", SYS_membarrier, -1, 0, 0
        RESULT  "membarrier, global", SYS_membarrier, 1, 0, 0
        RESULT  "personality", SYS_personality, 0xffffffff
        RESULT  "personality of Linux", SYS_personality, 0

        SAY     "times"
        RESULT  "getrusage", SYS_getrusage, RUSAGE_SELF, usage
        RESULT  "getrusage of the thread", SYS_getrusage, RUSAGE_THREAD, usage
        RESULT  "getrusage of whom", SYS_getrusage, 2, usage
        RESULT  "getrusage to nowhere", SYS_getrusage, RUSAGE_SELF, 0
        RESULT  "getrusage of children", SYS_getrusage, RUSAGE_CHILDREN, usage
        OUTCOME "times", SYS_times, usage
        OUTCOME "times to nowhere", SYS_times, 0
        RESULT  "times to the kernel", SYS_times, KERNEL

        SAY     "memory"
        CALL_SYSTEM SYS_mmap, 0, 4 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0
        mov     [memory], rax
        mov     rbx, rax
        RESULT  "mlock", SYS_mlock, rbx, PAGE
        lea     rbx, [rbx + PAGE - 1]
        RESULT  "mlock of two bytes on two pages", SYS_mlock, rbx, 2
        RESULT  "mlock of nothing", SYS_mlock, rbx, 0
        RESULT  "mlock2", SYS_mlock2, rbx, 1, MLOCK_ONFAULT
        RESULT  "mlock2, unknown flag", SYS_mlock2, rbx, 1, 2
        RESULT  "munlock around the end", SYS_munlock, rbx, -8192
        RESULT  "munlock", SYS_munlock, rbx, 2
        RESULT  "mlockall without a flag", SYS_mlockall, 0
        RESULT  "mlockall, only MCL_ONFAULT", SYS_mlockall, MCL_ONFAULT
        RESULT  "mlockall, unknown flag", SYS_mlockall, 8
        RESULT  "munlockall", SYS_munlockall
        mov     rbx, [memory]
        RESULT  "msync", SYS_msync, rbx, 4 * PAGE, MS_SYNC
        RESULT  "msync without a flag", SYS_msync, rbx, 1, 0
        RESULT  "msync, both ways", SYS_msync, rbx, PAGE, MS_SYNC | MS_ASYNC
        RESULT  "msync, unknown flag", SYS_msync, rbx, PAGE, 8
        lea     rbx, [rbx + 1]
        RESULT  "msync, not at a page", SYS_msync, rbx, PAGE, MS_ASYNC
        mov     rbx, [memory]
        lea     rbx, [rbx + PAGE]
        CALL_SYSTEM SYS_munmap, rbx, PAGE
        RESULT  "mlock of a hole", SYS_mlock, rbx, PAGE
        RESULT  "munlock over a hole", SYS_munlock, [memory], 3 * PAGE
        RESULT  "msync of a hole", SYS_msync, rbx, PAGE, MS_INVALIDATE
        RESULT  "msync around the end", SYS_msync, rbx, -8192, MS_SYNC
        EXIT    0
