; converse FILE: has a conversation with a program at a pseudo-terminal, and shows what its screen gets, without carriage returns.
; The file has a line for each step:
;
;   run PROGRAM ARGUMENT...     starts the program as the leader of a session, with the terminal as its own: the first line
;   see TEXT                    waits until the text is on the screen, behind what the last one was about
;   key TEXT                    types it
;   # TEXT                      nothing
;
; In what is seen and typed ^X is the control character of X.
;
; In the end it waits for the end of the program, whose wait status is the last line.
%include "program.inc"
%include "children.inc"
%include "terminals.inc"

LONGEST_SCRIPT          equ 8192
SCREEN_SIZE             equ 65536
MOST_WORDS              equ 16
TIME_LIMIT              equ 30          ; seconds, for a conversation that nobody continues
CONTROL                 equ 0x40

section .bss
ALIGN_BSS 8
words:          resq MOST_WORDS + 1
screen:         resb SCREEN_SIZE        ; what has been on the screen since the last text that was waited for
text:           resb LONGEST_SCRIPT     ; what is waited for, or typed
script:         resb LONGEST_SCRIPT + 1

section .rodata
home:           db "HOME=/", 0
path:           db "PATH=/bin", 0
prompt:         db "PS1=ready>", 0
kind:           db "TERM=linux", 0

section .data
align 8
environment:    dq home, path, prompt, kind, 0
size:           dw 24, 80, 0, 0

section .text

; In the main program: R12 is the master, R13 the rest of the script, R14 the bytes in screen, R15 those in text, RBX the end of the
; line.
global _start
_start:
        CALL_SYSTEM SYS_alarm, TIME_LIMIT
        mov     rdi, [rsp + 16]
        CALL_SYSTEM SYS_open, rdi, O_RDONLY, 0
        CALL_SYSTEM SYS_read, rax, script, LONGEST_SCRIPT
        test    rax, rax
        jle     .wrong
        lea     r13, [script]
        call    open_pair
        mov     r12, rax
        CALL_SYSTEM SYS_ioctl, r12, TIOCSWINSZ, size
        xor     r14d, r14d
.step:
        cmp     byte [r13], 0
        je      .end
        call    find_line_end
        mov     eax, [r13]
        add     r13, 4
        cmp     eax, 'run '
        je      .run
        cmp     eax, 'see '
        je      .see
        cmp     eax, 'key '
        je      .key
.next:
        lea     r13, [rbx + 1]
        jmp     .step
.run:
        call    run
        jmp     .next
.see:
        call    read_text
.look:
        call    find_on_screen
        jc      .next
        call    read_screen
        test    rax, rax
        jg      .look
        SAY     "(the program has ended)"
        jmp     .end
.key:
        ; In one piece, because a program may tell an escape sequence from its parts by their times.
        call    read_text
        CALL_SYSTEM SYS_write, r12, text, r15
        jmp     .next
.end:
        call    read_screen
        test    rax, rax
        jg      .end
        call    put_line
        AWAIT   "the end", -1, 0
        EXIT    0
.wrong:
        SAY     "converse: no script"
        EXIT    1

; find_line_end(line r13) -> rbx: the line feed, or the end of the script.
find_line_end:
        mov     rbx, r13
.next:
        mov     al, [rbx]
        test    al, al
        jz      .end
        cmp     al, 10
        je      .line
        inc     rbx
        jmp     .next
.line:
        mov     byte [rbx], 0
        ret
.end:
        mov     byte [rbx + 1], 0       ; so that behind it there is nothing
        ret

; run(words r13, each behind one space): starts the program.
run:
        xor     ecx, ecx
        lea     rdx, [words]
.word:
        mov     [rdx + 8 * rcx], r13
        inc     ecx
.letter:
        mov     al, [r13]
        test    al, al
        jz      .start
        inc     r13
        cmp     al, ' '
        jne     .letter
        mov     byte [r13 - 1], 0
        cmp     ecx, MOST_WORDS
        jb      .word
.start:
        IN_CHILD
        CALL_SYSTEM SYS_alarm, 0
        CALL_SYSTEM SYS_setsid
        CALL_SYSTEM SYS_open, slave_path, O_RDWR
        mov     rbx, rax
        CALL_SYSTEM SYS_dup2, rbx, 0
        CALL_SYSTEM SYS_dup2, rbx, 1
        CALL_SYSTEM SYS_dup2, rbx, 2
        CALL_SYSTEM SYS_close, rbx
        CALL_SYSTEM SYS_close, r12
        CALL_SYSTEM SYS_execve, [words], words, environment
        END_CHILD 127
        ret

; read_text(line r13 up to rbx) -> text, r15.
read_text:
        lea     rdi, [text]
        jmp     .more
.letter:
        mov     al, [r13]
        inc     r13
        cmp     al, '^'
        jne     .store
        mov     al, [r13]
        inc     r13
        xor     al, CONTROL
.store:
        stosb
.more:
        cmp     r13, rbx
        jb      .letter
        lea     r15, [text]
        sub     rdi, r15
        mov     r15, rdi
        ret

; find_on_screen(text of r15 bytes) -> CF: whether it is there; then what is up to its end is forgotten.
find_on_screen:
        lea     rdi, [text]
        lea     rsi, [screen]
        lea     r9, [rsi + r14]         ; the end of the screen
.place:
        lea     rax, [rsi + r15]
        cmp     rax, r9
        ja      .missing
        xor     ecx, ecx
.letter:
        cmp     rcx, r15
        je      .found
        mov     dl, [rsi + rcx]
        cmp     dl, [rdi + rcx]
        jne     .other
        inc     rcx
        jmp     .letter
.other:
        inc     rsi
        jmp     .place
.found:
        mov     rsi, rax
        mov     rcx, r9
        sub     rcx, rsi
        mov     r14, rcx
        lea     rdi, [screen]
        rep movsb
        stc
        ret
.missing:
        clc
        ret

; read_screen() -> rax: reads what the program shows, and shows it; 0 or less when there is nothing more.
read_screen:
        mov     edx, SCREEN_SIZE
        sub     rdx, r14
        lea     rsi, [screen]
        add     rsi, r14
        CALL_SYSTEM SYS_read, r12
        test    rax, rax
        jle     .end
        push    rax
        push    rbx
        push    rbp
        mov     rbp, rax
        lea     rbx, [screen]
        add     rbx, r14
        add     r14, rax
.byte:
        mov     al, [rbx]
        cmp     al, 13
        je      .shown
        call    put_char
        cmp     qword [output_used], OUTPUT_SIZE - 64
        jb      .shown
        call    flush
.shown:
        inc     rbx
        dec     rbp
        jnz     .byte
        call    flush
        pop     rbp
        pop     rbx
        pop     rax
.end:
        ret
