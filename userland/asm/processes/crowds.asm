; As many processes and pipes as a user may have. It takes the superuser of a whole system, who may be another user and raise limits.
;
;   crowds [ROUNDS]
%include "program.inc"
%include "words.inc"

PR_SET_CHILD_SUBREAPER  equ 36
RLIMIT_NPROC            equ 6
RLIMIT_NOFILE           equ 7
FILES                   equ 20064       ; descriptors that there may be
PIPES                   equ 10000
PROCESSES               equ 50
USER                    equ 1000

section .data
align 8
process_limit:  dq PROCESSES, PROCESSES
file_limit:     dq FILES, FILES

section .bss
rounds:         resq 1
group:          resq 1
refusals:       resd 2                  ; a pipe for the result of each process's last fork
result:         resq 1
reaped:         resq 1
ends:           resd 2
wrong:          resq 1
byte_read:      resb 1

section .text
global _start
_start:
        READ_ROUNDS [rounds]
        CALL_SYSTEM SYS_prctl, PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0
        CALL_SYSTEM SYS_pipe, refusals
.round:
        call    fork_bomb
        CALL_SYSTEM SYS_fork
        test    rax, rax
        jz      many_pipes
        CALL_SYSTEM SYS_wait4, rax, 0, 0, 0
        dec     qword [rounds]
        jnz     .round
        EXIT    0

; A fork bomb: each of its processes forks until it may not. Its whole group is killed then.
fork_bomb:
        CALL_SYSTEM SYS_fork
        test    rax, rax
        jz      begin
        mov     [group], rax
        ; Each of the processes tells of its last fork once.
        xor     r12d, r12d
.refusal:
        mov     r13d, [refusals]
        CALL_SYSTEM SYS_read, r13, result, 8
        inc     r12
        cmp     r12, PROCESSES
        jb      .refusal
        PUT_STRING "the last fork: "
        mov     rax, [result]
        call    put_result
        call    put_line
        mov     rbx, [group]
        neg     rbx
        RESULT  "kill", SYS_kill, rbx, SIGKILL
        mov     qword [reaped], 0
.wait:
        CALL_SYSTEM SYS_wait4, -1, 0, 0, 0
        test    rax, rax
        js      .alone
        inc     qword [reaped]
        jmp     .wait
.alone:
        push    rax
        SHOW_DECIMAL "processes that were waited for", [reaped]
        PUT_STRING "the next wait: "
        pop     rax
        call    put_result
        jmp     put_line

begin:
        CALL_SYSTEM SYS_setpgid, 0, 0
        CALL_SYSTEM SYS_prlimit64, 0, RLIMIT_NPROC, process_limit, 0
        CALL_SYSTEM SYS_setresuid, USER, USER, USER
bomb:
        CALL_SYSTEM SYS_fork
        test    rax, rax
        jns     bomb
        mov     [result], rax
        mov     r13d, [refusals + 4]
        CALL_SYSTEM SYS_write, r13, result, 8
.stay:
        CALL_SYSTEM SYS_sched_yield
        jmp     .stay

; Pipes until there are no descriptors more; each holds a byte. The process's end closes them.
many_pipes:
        CALL_SYSTEM SYS_prlimit64, 0, RLIMIT_NOFILE, file_limit, 0
        xor     r12d, r12d
.next:
        CALL_SYSTEM SYS_pipe, ends
        test    rax, rax
        jnz     .limit
        mov     r13d, [ends + 4]
        CALL_SYSTEM SYS_write, r13, ends, 1
        cmp     rax, 1
        setne   al
        movzx   eax, al
        add     [wrong], rax
        inc     r12
        jmp     .next
.limit:
        push    rax
        SHOW_DECIMAL "pipes", r12
        PUT_STRING "the next one: "
        pop     rax
        call    put_result
        call    put_line
        ; The first ones are the program's descriptors from 5 up, in pairs.
        mov     r12d, 5
.read:
        CALL_SYSTEM SYS_read, r12, byte_read, 1
        cmp     al, 1
        jne     .differs
        cmp     [byte_read], r12b
        je      .same
.differs:
        inc     qword [wrong]
.same:
        add     r12, 2
        cmp     r12, 5 + 2 * PIPES
        jb      .read
        SHOW_DECIMAL "bytes that are lost or wrong", [wrong]
        EXIT    0
