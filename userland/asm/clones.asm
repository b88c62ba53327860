; clone(2), clone3(2), unshare(2): flags that do not go together, and what a child shares with its parent.
%define MOST_THREADS 2
%include "program.inc"
%include "threads.inc"

CHILD_STACK             equ 16384
CLONE_ARGS_FIRST        equ 64
CLONE_ARGS              equ 88
CLEAR_SIGHAND_HIGH      equ 1                   ; CLONE_CLEAR_SIGHAND, in the upper half
UNMAPPED                equ 0x10000000
WALL                    equ 0x40000000
WCLONE                  equ 0x80000000

section .rodata
null_path:      db "/dev/null", 0
root_path:      db "/", 0
tmp_path:       db "/tmp", 0

section .data
align 8
default_action: dq 0, SA_RESTORER, restorer, 0
usr1_action:    dq handler, SA_RESTORER, restorer, 0

section .bss
ALIGN_BSS 64
child_stack:    resb CHILD_STACK
arguments:      resb 256
parent_word:    resd 1
child_word:     resd 1
wait_status:    resd 1
value:          resd 1
old_action:     resq 4
directory:      resb 64

section .text

handler:
        ret

; CLONE flags: clone(2) with a stack of its own when memory is shared; the child comes to the label %1, with its frame there.
%macro CLONE 2
        lea     rsi, [child_stack + CHILD_STACK]
        CALL_SYSTEM SYS_clone, %2, rsi, parent_word, child_word, 0
        test    rax, rax
        jz      %1
%endmacro

; AWAIT options: and how it ended.
%macro AWAIT 1
        CALL_SYSTEM SYS_wait4, -1, wait_status, %1, 0
        mov     eax, [wait_status]
        SHOW_HEX "  its end", rax
%endmacro

; CLEAR_ARGUMENTS: of clone3.
%macro CLEAR_ARGUMENTS 0
        lea     rdi, [arguments]
        mov     ecx, 256 / 8
        xor     eax, eax
        rep stosq
%endmacro

; What children do: each ends with a status of its own.
counts:
        inc     dword [value]
        CALL_SYSTEM SYS_exit, 1
opens:
        CALL_SYSTEM SYS_open, null_path, O_RDONLY, 0
        CALL_SYSTEM SYS_exit_group, rax
moves:
        CALL_SYSTEM SYS_chdir, tmp_path
        CALL_SYSTEM SYS_exit_group, 0
handles:
        CALL_SYSTEM SYS_rt_sigaction, SIGUSR1, usr1_action, 0, 8
        CALL_SYSTEM SYS_exit_group, 0
tells_ids:
        CALL_SYSTEM SYS_gettid
        xor     ecx, ecx
        cmp     [child_word], eax
        sete    cl
        mov     edi, ecx
        CALL_SYSTEM SYS_exit_group, rdi

global _start
_start:
        SAY     "flags that do not go together"
        RESULT  "a thread without handlers", SYS_clone, CLONE_THREAD | CLONE_VM, 0, 0, 0, 0
        RESULT  "handlers without memory", SYS_clone, CLONE_SIGHAND, 0, 0, 0, 0
        RESULT  "a thread without memory", SYS_clone, CLONE_THREAD | CLONE_SIGHAND, 0, 0, 0, 0
        mov     rbx, TASK_SIZE
        RESULT  "a pointer that is the kernel's", SYS_clone, CLONE_SETTLS, 0, 0, 0, rbx
        RESULT  "directories and a namespace", SYS_clone, CLONE_FS | CLONE_NEWNS, 0, 0, 0, 0

        SAY     "arguments of clone3"
        CLEAR_ARGUMENTS
        RESULT  "too short", SYS_clone3, arguments, CLONE_ARGS_FIRST - 1
        RESULT  "too long", SYS_clone3, arguments, 4097
        mov     byte [arguments + 200], 1
        RESULT  "more than is known", SYS_clone3, arguments, 201
        mov     byte [arguments + 200], 0
        RESULT  "from nowhere", SYS_clone3, UNMAPPED, CLONE_ARGS
        mov     qword [arguments], 17
        RESULT  "a signal in the flags", SYS_clone3, arguments, CLONE_ARGS
        mov     qword [arguments], CLONE_DETACHED
        RESULT  "CLONE_DETACHED", SYS_clone3, arguments, CLONE_ARGS
        mov     dword [arguments], 0
        mov     dword [arguments + 4], 0x8000
        RESULT  "an unknown flag", SYS_clone3, arguments, CLONE_ARGS
        mov     dword [arguments], CLONE_SIGHAND | CLONE_VM
        mov     dword [arguments + 4], CLEAR_SIGHAND_HIGH
        RESULT  "handlers shared and cleared", SYS_clone3, arguments, CLONE_ARGS
        CLEAR_ARGUMENTS
        mov     qword [arguments + 32], 65
        RESULT  "no signal", SYS_clone3, arguments, CLONE_ARGS
        mov     qword [arguments + 32], 256
        RESULT  "no byte", SYS_clone3, arguments, CLONE_ARGS
        mov     qword [arguments + 32], SIGCHLD
        mov     qword [arguments], THREAD_FLAGS
        RESULT  "a thread with a signal", SYS_clone3, arguments, CLONE_ARGS
        mov     qword [arguments], CLONE_PARENT
        RESULT  "a sibling with a signal", SYS_clone3, arguments, CLONE_ARGS
        CLEAR_ARGUMENTS
        lea     rax, [child_stack]
        mov     [arguments + 40], rax
        RESULT  "a stack without a size", SYS_clone3, arguments, CLONE_ARGS
        mov     qword [arguments + 40], 0
        mov     qword [arguments + 48], 4096
        RESULT  "a size without a stack", SYS_clone3, arguments, CLONE_ARGS
        mov     rax, 1 << 63
        mov     [arguments + 40], rax
        RESULT  "the kernel's stack", SYS_clone3, arguments, CLONE_ARGS
        CLEAR_ARGUMENTS
        mov     qword [arguments + 64], 8
        RESULT  "ids without a number", SYS_clone3, arguments, CLONE_ARGS

        SAY     "what is shared"
        CLONE   counts, SIGCHLD
        AWAIT   0
        mov     eax, [value]
        SHOW_DECIMAL "nothing", rax
        CLONE   counts, CLONE_VM | SIGCHLD
        AWAIT   0
        mov     eax, [value]
        SHOW_DECIMAL "memory", rax
        CLONE   counts, CLONE_VM | CLONE_VFORK | SIGCHLD
        mov     eax, [value]
        SHOW_DECIMAL "memory, until it is left", rax
        AWAIT   0
        CLONE   opens, SIGCHLD
        AWAIT   0
        RESULT  "no files", SYS_close, 3
        CLONE   opens, CLONE_FILES | SIGCHLD
        AWAIT   0
        RESULT  "files", SYS_close, 3
        CLONE   moves, SIGCHLD
        AWAIT   0
        RESULT  "no directories", SYS_getcwd, directory, 64
        CLONE   moves, CLONE_FS | SIGCHLD
        AWAIT   0
        RESULT  "directories", SYS_getcwd, directory, 64
        CALL_SYSTEM SYS_chdir, root_path
        CLONE   handles, CLONE_VM | SIGCHLD
        AWAIT   0
        CALL_SYSTEM SYS_rt_sigaction, SIGUSR1, 0, old_action, 8
        SHOW_DECIMAL "no handlers", [old_action]
        CLONE   handles, CLONE_VM | CLONE_SIGHAND | SIGCHLD
        AWAIT   0
        CALL_SYSTEM SYS_rt_sigaction, SIGUSR1, default_action, old_action, 8
        cmp     qword [old_action], 0
        CHECK   "handlers", ne

        SAY     "ids"
        mov     dword [child_word], 0
        CLONE   tells_ids, CLONE_CHILD_SETTID | SIGCHLD
        AWAIT   0
        mov     eax, [child_word]
        SHOW_DECIMAL "in the child's memory", rax
        CLONE   counts, CLONE_PARENT_SETTID | SIGCHLD
        cmp     eax, [parent_word]
        CHECK   "in the parent's memory", e
        AWAIT   0
        mov     dword [child_word], 77
        CLONE   counts, CLONE_VM | CLONE_CHILD_CLEARTID | SIGCHLD
        AWAIT   0
        mov     eax, [child_word]
        SHOW_DECIMAL "cleared", rax

        SAY     "signals at the end"
        CLONE   counts, CLONE_VM
        RESULT  "none: wait4", SYS_wait4, -1, wait_status, 0, 0
        AWAIT   WCLONE
        CLONE   counts, CLONE_VM | 200
        AWAIT   WALL

        SAY     "giving up"
        RESULT  "nothing", SYS_unshare, 0
        RESULT  "an unknown flag", SYS_unshare, CLONE_PARENT
        RESULT  "alone, as it is", SYS_unshare, CLONE_THREAD | CLONE_SIGHAND | CLONE_VM
        RESULT  "files and directories", SYS_unshare, CLONE_FS | CLONE_FILES | CLONE_SYSVSEM
        CLONE   unshares, CLONE_FS | CLONE_FILES | SIGCHLD
        AWAIT   0
        RESULT  "where the parent is", SYS_getcwd, directory, 64
        RESULT  "its files", SYS_close, 3
        EXIT    0

unshares:
        CALL_SYSTEM SYS_unshare, CLONE_FS | CLONE_FILES
        CALL_SYSTEM SYS_chdir, tmp_path
        CALL_SYSTEM SYS_open, null_path, O_RDONLY, 0
        CALL_SYSTEM SYS_exit_group, rax
