; execve and execveat: what a program is given, what stays of the one before it, scripts, and what is refused (execve(2)).
; It executes itself: with an environment that begins with CHILD it is the new program, and says what it got.
%include "program.inc"
%include "children.inc"
%include "words.inc"

KERNEL                  equ 1 << 63
MAX_ARG_STRLEN          equ 131072      ; Linux, include/uapi/linux/binfmts.h
LONG_STRINGS            equ 20          ; together more than a quarter of the stack's limit of 8 MiB
KEPT                    equ 10          ; descriptors
CLOSED                  equ 11

section .bss
arguments:      resq 32
pipe:           resd 2
action:         resq 4
set:            resq 1
word_read:      resq 1
path:           resb 4200
ALIGN_BSS 64
long_string:    resb MAX_ARG_STRLEN + 1

section .rodata
own_path:       db "/bin/execute", 0
own_folder:     db "/bin", 0
own_name:       db "execute", 0
empty:          db 0
first:          db "first argument", 0
second:         db "second", 0
wait_word:      db "wait", 0
marked:         db "CHILD=yes", 0
setting:        db "a setting=1 = 2", 0
missing:        db "/bin/missing", 0
file:           db "/text/poem.txt", 0
below_file:     db "/text/poem.txt/below", 0
folder:         db "/text", 0
loop:           db "/text/loop", 0
link:           db "/tmp/link", 0
script:         db "/tmp/script", 0
script_text:    db "#! /bin/execute   one word of   it  ", 10, "the rest is not read", 10
script_end:
outer:          db "/tmp/outer", 0
outer_text:     db "#!/tmp/script"
outer_end:
endless:        db "/tmp/endless", 0
endless_text:   db "#!/tmp/endless", 10
endless_end:
homeless:       db "/tmp/homeless", 0
homeless_text:  db "#!/bin/missing", 10
homeless_end:
nameless:       db "/tmp/nameless", 0
nameless_text:  db "#!   ", 10
nameless_end:
garbage:        db "/tmp/garbage", 0
garbage_text:   db "neither a program nor a script", 10
garbage_end:
nothing:        db "/tmp/nothing", 0
busy:           db "/tmp/busy", 0

section .data
align 8
usual:          dq own_path, first, second, 0
no_words:       dq 0
waiting:        dq own_path, wait_word, 0
settings:       dq marked, setting, 0
wild:           dq own_path, KERNEL, 0
too_long:       dq own_path, long_string, 0
handled:        dq handler, SA_RESTORER, restorer, 0
ignored:        dq SIG_IGN, SA_RESTORER, restorer, 0
usr1:           dq 1 << (SIGUSR1 - 1)

section .text

handler:
        ret

; WRITE_FILE path, text: an executable file.
%macro WRITE_FILE 2
        CALL_SYSTEM SYS_open, %1, O_CREAT | O_WRONLY | O_TRUNC, 0o755
        mov     ebx, eax
        CALL_SYSTEM SYS_write, rbx, %2_text, %2_end - %2_text
        CALL_SYSTEM SYS_close, rbx
%endmacro

; EXECUTE "name", path, arguments[, environment]: in a child, with a line if it fails.
%macro EXECUTE 3-4 settings
        SAY     {%1}
        IN_CHILD
        RESULT  "  execve", SYS_execve, %2, %3, %4
        END_CHILD 1
        AWAIT   "  ended", -1, 0
%endmacro

global _start
_start:
        mov     rbx, [rsp]              ; argc
        lea     rbp, [rsp + 8]          ; argv
        lea     r12, [rbp + 8 * rbx + 8]; envp
        mov     rsi, [r12]
        test    rsi, rsi
        jz      .parent
        cmp     dword [rsi], 'CHIL'
        je      executed
.parent:
        mov     rsi, [rbp]
        lea     rdi, [own_path]
        call    is_equal
        jne     executed                ; without an environment: the new program too

        EXECUTE "arguments and environment", own_path, usual
        EXECUTE "no arguments", own_path, no_words
        EXECUTE "null for both", own_path, 0, 0
        SAY     "after vfork"
        CALL_SYSTEM SYS_vfork
        test    rax, rax
        jnz     .vforked
        CALL_SYSTEM SYS_execve, own_path, usual, settings
        CALL_SYSTEM SYS_exit, 1
.vforked:
        mov     r15, rax
        AWAIT   "  ended", -1, 0

        EXECUTE "not there", missing, usual
        EXECUTE "no path", empty, usual
        EXECUTE "not executable", file, usual
        EXECUTE "below a file", below_file, usual
        EXECUTE "a folder", folder, usual
        EXECUTE "links without end", loop, usual
        lea     rdi, [path]
        mov     al, 'x'
        mov     ecx, 4199
        rep stosb
        EXECUTE "a long path", path, usual
        EXECUTE "a path in the kernel", KERNEL, usual
        EXECUTE "arguments in the kernel", own_path, KERNEL
        EXECUTE "an argument in the kernel", own_path, wild
        EXECUTE "an environment in the kernel", own_path, usual, KERNEL

        lea     rdi, [long_string]
        mov     al, 'x'
        mov     ecx, MAX_ARG_STRLEN
        rep stosb
        EXECUTE "an argument that is too long", own_path, too_long
        mov     byte [long_string + MAX_ARG_STRLEN - 1], 0
        lea     rdi, [arguments]
        lea     rax, [long_string]
        mov     ecx, LONG_STRINGS
        rep stosq
        EXECUTE "too many of them", own_path, arguments

        WRITE_FILE garbage, garbage
        EXECUTE "neither program nor script", garbage, usual
        CALL_SYSTEM SYS_open, nothing, O_CREAT | O_WRONLY, 0o755
        mov     ebx, eax
        CALL_SYSTEM SYS_close, rbx
        EXECUTE "an empty file", nothing, usual
        CALL_SYSTEM SYS_open, busy, O_CREAT | O_WRONLY, 0o755
        EXECUTE "open for writing", busy, usual

        WRITE_FILE script, script
        WRITE_FILE outer, outer
        WRITE_FILE endless, endless
        WRITE_FILE homeless, homeless
        WRITE_FILE nameless, nameless
        EXECUTE "a script", script, usual
        EXECUTE "a script without arguments", script, no_words
        EXECUTE "a script's script", outer, usual
        EXECUTE "a script of itself", endless, usual
        EXECUTE "a script of nobody", homeless, usual
        EXECUTE "a script of nothing", nameless, usual

        SAY     "descriptors and signals"
        IN_CHILD
        CALL_SYSTEM SYS_dup2, STDOUT, KEPT
        CALL_SYSTEM SYS_dup3, STDOUT, CLOSED, O_CLOEXEC
        CALL_SYSTEM SYS_rt_sigaction, SIGUSR1, handled, 0, 8
        CALL_SYSTEM SYS_rt_sigaction, SIGUSR2, ignored, 0, 8
        CALL_SYSTEM SYS_rt_sigprocmask, SIG_BLOCK, usr1, 0, 8
        CALL_SYSTEM SYS_getpid
        mov     rbx, rax
        CALL_SYSTEM SYS_kill, rbx, SIGUSR1
        CALL_SYSTEM SYS_execve, own_path, usual, settings
        END_CHILD 1
        AWAIT   "  ended", -1, 0

        SAY     "execveat"
        CALL_SYSTEM SYS_open, own_path, O_PATH, 0
        mov     r13, rax
        CALL_SYSTEM SYS_open, own_folder, O_RDONLY, 0
        mov     r14, rax
        CALL_SYSTEM SYS_symlink, own_path, link
        IN_CHILD
        RESULT  "a link that is not followed", SYS_execveat, AT_FDCWD, link, usual, settings, AT_SYMLINK_NOFOLLOW
        RESULT  "a bad flag", SYS_execveat, AT_FDCWD, own_path, usual, settings, 1
        RESULT  "a bad descriptor", SYS_execveat, 99, own_name, usual, settings, 0
        RESULT  "no path", SYS_execveat, r13, empty, usual, settings, 0
        RESULT  "a descriptor", SYS_execveat, r13, empty, usual, settings, AT_EMPTY_PATH
        END_CHILD 1
        AWAIT   "  ended", -1, 0
        IN_CHILD
        RESULT  "in a folder", SYS_execveat, r14, own_name, usual, settings, 0
        END_CHILD 1
        AWAIT   "  ended", -1, 0

        SAY     "a child that has executed"
        CALL_SYSTEM SYS_pipe2, pipe, O_CLOEXEC
        IN_CHILD
        CALL_SYSTEM SYS_execve, own_path, waiting, settings
        END_CHILD 1
        mov     ebx, [pipe + 4]
        CALL_SYSTEM SYS_close, rbx
        mov     ebx, [pipe]
        RESULT  "its pipe closed", SYS_read, rbx, word_read, 1
        RESULT  "its group is its own business", SYS_setpgid, r15, r15
        CALL_SYSTEM SYS_kill, r15, SIGTERM
        AWAIT   "ended", -1, 0
        EXIT    0

; The new program: RBX = argc, RBP = argv, R12 = envp. With one argument it only waits for its end.
executed:
        cmp     rbx, 2
        jne     .argument_count
.wait:
        CALL_SYSTEM SYS_pause
        jmp     .wait
.argument_count:
        SHOW_DECIMAL "  arguments", rbx
.argument:
        mov     r13, [rbp]
        test    r13, r13
        jz      .environment
        call    put_quoted
        add     rbp, 8
        jmp     .argument
.environment:
        SAY     "  environment"
.setting:
        mov     r13, [r12]
        test    r13, r13
        jz      .kept
        call    put_quoted
        add     r12, 8
        jmp     .setting
.kept:
        RESULT  "  descriptor 10", SYS_fcntl, KEPT, F_GETFD, 0
        RESULT  "  descriptor 11", SYS_fcntl, CLOSED, F_GETFD, 0
        CALL_SYSTEM SYS_rt_sigaction, SIGUSR1, 0, action, 8
        SHOW_DECIMAL "  action of SIGUSR1", [action]
        CALL_SYSTEM SYS_rt_sigaction, SIGUSR2, 0, action, 8
        SHOW_DECIMAL "  action of SIGUSR2", [action]
        CALL_SYSTEM SYS_rt_sigprocmask, SIG_BLOCK, 0, set, 8
        SHOW_HEX "  mask", [set]
        CALL_SYSTEM SYS_rt_sigpending, set, 8
        SHOW_HEX "  pending", [set]
        EXIT    rbx

; put_quoted(text r13): a line.
put_quoted:
        PUT_STRING "    <"
        xor     edx, edx
.length:
        cmp     byte [r13 + rdx], 0
        je      .put
        inc     rdx
        jmp     .length
.put:
        mov     rsi, r13
        call    put_string
        mov     al, '>'
        call    put_char
        jmp     put_line
