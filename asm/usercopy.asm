; Copies between the kernel and a program's memory. A fault between a pair of labels below goes to the address space
; first; what that cannot resolve continues at the pair's fix-up (g_userCopyFixups: start, end, fix-up), with all
; registers as they were, so that the copy can say how far it came.

extern g_smapEnabled

section .text

; CopyUser(rdi = destination, rsi = source, rdx = bytes) -> rax = bytes that were copied, from the start. One of the two
; is the program's, and the caller has checked that it lies in the user half.
global CopyUser
align 16
CopyUser:
        mov     r8, rdi
        cmp     byte [g_smapEnabled], 0
        je      .words
        stac
.words: mov     rcx, rdx
        shr     rcx, 3
        jz      copy_tail
copy_words_start:
        rep movsq                       ; after a fault RSI, RDI and RCX stand where the copy stands
copy_words_end:
copy_tail:
        mov     ecx, edx
        and     ecx, 7
        jz      copy_done
copy_bytes:
copy_bytes_start:
        mov     al, [rsi]
        mov     [rdi], al
copy_bytes_end:
        inc     rsi
        inc     rdi
        dec     rcx
        jnz     copy_bytes
copy_done:
        mov     rax, rdi
        sub     rax, r8
        cmp     byte [g_smapEnabled], 0
        je      copy_return
        clac
copy_return:
        ret

; A word did not go through: its first bytes may, when it lies across the end of a page.
copy_words_fixup:
        lea     rcx, [r8 + rdx]
        sub     rcx, rdi
        jmp     copy_bytes

; ClearUser(rdi = destination, rsi = bytes) -> rax = bytes that were cleared, from the start.
global ClearUser
ClearUser:
        mov     r8, rdi
        xor     eax, eax
        cmp     byte [g_smapEnabled], 0
        je      .words
        stac
.words: mov     rcx, rsi
        shr     rcx, 3
        jz      clear_tail
clear_words_start:
        rep stosq
clear_words_end:
clear_tail:
        mov     ecx, esi
        and     ecx, 7
        jz      copy_done
clear_bytes:
clear_bytes_start:
        mov     [rdi], al
clear_bytes_end:
        inc     rdi
        dec     rcx
        jnz     clear_bytes
        jmp     copy_done
clear_words_fixup:
        lea     rcx, [r8 + rsi]
        sub     rcx, rdi
        jmp     clear_bytes

; PutUser(rdi = destination, rsi = first word, rdx = second word) -> al: whether both could be written. The caller has checked
; that the destination lies in the user half.
global PutUser
PutUser:
        cmp     byte [g_smapEnabled], 0
        je      put_plain
        stac
put_smap_start:
        mov     [rdi], rsi
        mov     [rdi + 8], rdx
put_smap_end:
        clac
        mov     eax, 1
        ret
put_plain:
put_start:
        mov     [rdi], rsi
        mov     [rdi + 8], rdx
put_end:
        mov     eax, 1
        ret
put_smap_fixup:
        clac
put_fixup:
        xor     eax, eax
        ret

; GetUserCopyFixups() -> rax = the table, ended by 0
global GetUserCopyFixups
GetUserCopyFixups:
        lea     rax, [g_userCopyFixups]
        ret

section .rodata
align 8
g_userCopyFixups:
        dq copy_words_start, copy_words_end, copy_words_fixup
        dq copy_bytes_start, copy_bytes_end, copy_done
        dq clear_words_start, clear_words_end, clear_words_fixup
        dq clear_bytes_start, clear_bytes_end, copy_done
        dq put_smap_start, put_smap_end, put_smap_fixup
        dq put_start, put_end, put_fixup
        dq 0
