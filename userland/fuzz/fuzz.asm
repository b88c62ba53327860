; Random system calls: fuzz SEED COUNT. The same seed makes the same calls.
;
; Numbers are 0 to 511 and now and then any other; arguments are small numbers, lengths, flags, and pointers: into an arena
; of pages whose mappings the calls themselves change, to its pages' edges, to names, to vectors of buffers, to nothing, to
; the kernel. Left out are calls that end the program or wait for something; some get arguments from a smaller choice, so
; that the program lives on: its own pages, the mask of its signals and the descriptor of its output are out of reach.
%include "program.inc"
%include "words.inc"

ARENA                   equ 0x10000000
ARENA_PAGES             equ 256
IMAGE_BIT               equ 21                  ; the program lies at this bit's value, and less than 64 KiB behind it
NUMBERS                 equ 512
OUTPUT_FILE             equ 500                 ; descriptors from here on are out of reach: the output, then copies of FILES
FIRST_COPY              equ OUTPUT_FILE + 1
REFRESH_CALLS           equ 64                  ; calls between two renewals of files and arena
CLOSE_CALLS             equ 4096                ; calls between two times that all descriptors are closed
KERNEL                  equ 0xffffffff80000000
KERNEL_HALF             equ 0xffff800000000000
NON_CANONICAL           equ 0x0000800000000000
EFAULT                  equ 14
EINVAL                  equ 22
ENOSYS                  equ 38
MOST_PAGES              equ 16
NAME_SIZE               equ 32
SIGNALS                 equ 64

section .bss
seed:           resq 1
state:          resq 1
calls:          resq 1
count:          resq 1
number:         resq 1
arguments:      resq 6
break:          resq 1
own_pid:        resq 1
handled:        resq 1
succeeded:      resq 1
bad_pointers_seen: resq 1
invalid:        resq 1
missing:        resq 1
others:         resq 1

section .data
align 8
action:         dq handler, SA_SIGINFO | SA_RESTORER | SA_RESTART, restorer, 0

section .text

restorer:
        mov     eax, SYS_rt_sigreturn
        syscall

handler:
        inc     qword [handled]
        ret

; RANDOM: a random number in RAX (xorshift64*, Vigna 2016); changes RDX.
%macro RANDOM 0
        mov     rax, [state]
        mov     rdx, rax
        shr     rdx, 12
        xor     rax, rdx
        mov     rdx, rax
        shl     rdx, 25
        xor     rax, rdx
        mov     rdx, rax
        shr     rdx, 27
        xor     rax, rdx
        mov     [state], rax
        mov     rdx, 0x2545f4914f6cdd1d
        imul    rax, rdx
        shr     rax, 8                  ; the low bits are the weak ones
%endmacro

; CHOOSE table, count: a random entry of a table of quadwords in RAX; changes RCX and RDX. The count is a power of 2.
%macro CHOOSE 2
        RANDOM
        and     eax, %2 - 1
        lea     rcx, [%1]
        mov     rax, [rcx + rax * 8]
%endmacro

global _start
_start:
        mov     rbx, rsp
        cmp     qword [rbx], 3
        jb      .usage
        mov     rdi, [rbx + 16]
        call    read_number
        mov     [seed], rax
        mov     rdi, [rbx + 24]
        call    read_number
        mov     [count], rax
        call    prepare

.next:
        mov     rax, [calls]
        test    rax, REFRESH_CALLS - 1
        jnz     .call
        call    refresh
.call:
        call    choose_number
        call    choose_arguments
        call    restrict_arguments
        mov     rax, [number]
        mov     rdi, [arguments]
        mov     rsi, [arguments + 8]
        mov     rdx, [arguments + 16]
        mov     r10, [arguments + 24]
        mov     r8, [arguments + 32]
        mov     r9, [arguments + 40]
        syscall
        cld
        call    judge
        inc     qword [calls]
        mov     rax, [calls]
        cmp     rax, [count]
        jb      .next

        ; The output comes back to its place.
        CALL_SYSTEM SYS_dup2, OUTPUT_FILE, STDOUT
        SHOW_DECIMAL "seed", [seed]
        SHOW_DECIMAL "calls", [calls]
        SHOW_DECIMAL "succeeded", [succeeded]
        SHOW_DECIMAL "EFAULT", [bad_pointers_seen]
        SHOW_DECIMAL "EINVAL", [invalid]
        SHOW_DECIMAL "ENOSYS", [missing]
        SHOW_DECIMAL "other errors", [others]
        SHOW_DECIMAL "signals handled", [handled]
        EXIT    0
.usage:
        SAY     "fuzz SEED COUNT"
        EXIT    2

; prepare(): handlers for all signals, the arena, files and their copies.
prepare:
        push    rbx
        mov     rax, [seed]
        mov     rdx, 0x9e3779b97f4a7c15         ; spreads small seeds over all bits, and is not 0 for 0
        imul    rax, rdx
        add     rax, rdx
        mov     [state], rax
        CALL_SYSTEM SYS_getpid
        mov     [own_pid], rax
        CALL_SYSTEM SYS_brk, 0
        mov     [break], rax
        CALL_SYSTEM SYS_dup2, STDOUT, OUTPUT_FILE
        mov     ebx, SIGNALS
.signal:
        CALL_SYSTEM SYS_rt_sigaction, rbx, action, 0, 8
        dec     ebx
        jnz     .signal
        CALL_SYSTEM SYS_mmap, ARENA, ARENA_PAGES * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0
        cmp     rax, ARENA
        jne     .failed
.file:
        mov     rdi, rbx
        shl     rdi, 5                          ; NAME_SIZE
        lea     rax, [names]
        add     rdi, rax
        CALL_SYSTEM SYS_open, rdi, O_RDONLY
        test    rax, rax
        js      .failed
        lea     rsi, [rbx + FIRST_COPY]
        CALL_SYSTEM SYS_dup2, rax, rsi
        inc     ebx
        cmp     ebx, FILES
        jb      .file
        pop     rbx
        ret
.failed:
        SAY     "the files of the tree are missing"
        EXIT    1

; refresh(): new pages somewhere in the arena, open files in the first descriptors, and now and then none in the others.
refresh:
        push    rbx
        RANDOM
        and     eax, ARENA_PAGES - MOST_PAGES
        shl     eax, 12
        lea     rdi, [rax + ARENA]
        CALL_SYSTEM SYS_mmap, rdi, MOST_PAGES * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0
        xor     ebx, ebx
.copy:
        lea     rdi, [rbx + FIRST_COPY]
        CALL_SYSTEM SYS_dup2, rdi, rbx
        inc     ebx
        cmp     ebx, FILES
        jb      .copy
        test    qword [calls], CLOSE_CALLS - 1
        jnz     .end
.close:
        CALL_SYSTEM SYS_close, rbx
        inc     ebx
        cmp     ebx, OUTPUT_FILE
        jb      .close
        CALL_SYSTEM SYS_brk, [break]
.end:
        pop     rbx
        ret

; choose_number(): mostly one that does much, otherwise one of the table that is not left out, sometimes with a high half,
; sometimes any.
choose_number:
        CHOOSE  often, OFTEN
        mov     [number], rax
        RANDOM
        mov     ecx, eax
        shr     ecx, 9
        test    ecx, 7
        jnz     .chosen
        and     eax, NUMBERS - 1
        lea     rsi, [left_out]
        bt      [rsi], eax
        jc      choose_number
        mov     [number], rax
.chosen:
        test    ecx, 31 << 3
        jnz     .end
        RANDOM
        test    eax, 1
        jz      .any
        shl     rax, 32
        or      [number], rax
.end:
        ret
.any:
        or      eax, NUMBERS << 1               ; in no table, whatever the other bits are
        or      eax, 1 << 20
        mov     [number], rax
        ret

; choose_arguments(): six of any kind.
choose_arguments:
        push    rbx
        xor     ebx, ebx
.next:
        RANDOM
        mov     esi, eax
        and     eax, KINDS - 1
        shr     esi, 4                          ; 20 random bits for the kind's own choice
        lea     rcx, [kinds]
        call    [rcx + rax * 8]
        lea     rcx, [arguments]
        mov     [rcx + rbx * 8], rax
        inc     ebx
        cmp     ebx, 6
        jb      .next
        pop     rbx
        ret

; The kinds of arguments: (random bits esi) -> rax; they may change RCX and RDX.
descriptor:
        mov     eax, esi
        and     eax, 15
        ret
small:
        mov     eax, esi
        and     eax, 255                        ; no other kind gives OUTPUT_FILE and what follows it
        ret
negative:
        mov     eax, esi
        and     eax, 255
        neg     rax
        ret
length:
        CHOOSE  lengths, LENGTHS
        ret
flag:
        mov     ecx, esi
        mov     eax, 1
        shl     rax, cl
        ret
flags:
        mov     ecx, esi
        mov     edx, 1
        shl     rdx, cl
        shr     ecx, 6
        mov     eax, 1
        shl     rax, cl
        or      rax, rdx
        btr     rax, IMAGE_BIT
        ret
anything:
        RANDOM
        ret
arena:
        mov     eax, esi
        and     eax, ARENA_PAGES * PAGE - 1
        add     rax, ARENA
        ret
arena_page:
        mov     eax, esi
        and     eax, (ARENA_PAGES - 1) * PAGE
        add     rax, ARENA
        ret
page_edge:
        mov     ecx, esi
        shr     ecx, 12
        and     ecx, 31
        call    arena_page
        sub     rax, rcx
        ret
name:
        mov     eax, esi
        and     eax, NAMES - 1
        shl     eax, 5                          ; NAME_SIZE
        lea     rcx, [names]
        add     rax, rcx
        ret
vector:
        mov     eax, esi
        and     eax, VECTORS - 1
        shl     eax, 4
        lea     rcx, [vectors]
        add     rax, rcx
        ret
bad_pointer:
        CHOOSE  bad_pointers, BAD_POINTERS
        ret

; restrict_arguments(): a smaller choice for calls that could end the program.
restrict_arguments:
        mov     eax, [number]
        lea     rcx, [restrictions]
.next:
        movzx   edx, word [rcx]
        cmp     edx, 0xffff
        je      .end
        cmp     edx, eax
        je      .found
        add     rcx, 16
        jmp     .next
.found:
        jmp     [rcx + 8]
.end:
        ret

; changes_pages(): an address in the arena, seldom off a page's start, or one that is no program's; and a length that stays.
changes_pages:
        RANDOM
        mov     esi, eax
        test    eax, 7 << 20
        jz      .bad
        call    arena_page
        test    esi, 15
        jnz     .address
        inc     rax
.address:
        mov     [arguments], rax
        RANDOM
        mov     esi, eax
        CHOOSE  page_lengths, PAGE_LENGTHS
        mov     [arguments + 8], rax
        CHOOSE  page_lengths, PAGE_LENGTHS
        cmp     dword [number], SYS_mremap
        jne     .end
        mov     [arguments + 16], rax
        RANDOM
        mov     esi, eax
        and     eax, 7
        mov     [arguments + 24], rax
        call    arena_page
        mov     [arguments + 32], rax
.end:
        cmp     dword [number], SYS_mmap
        jne     .return
        ; Half of all mappings are of plain memory, so that there is some.
        RANDOM
        test    eax, 1
        jz      .return
        mov     qword [arguments + 16], PROT_READ | PROT_WRITE
        mov     qword [arguments + 24], MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED
.return:
        ret
.bad:
        call    bad_pointer
        mov     [arguments], rax
        mov     qword [arguments + 8], PAGE
        mov     qword [arguments + 16], 0
        cmp     dword [number], SYS_mmap
        jne     .return
        and     qword [arguments + 24], ~MAP_FIXED
        ret

; moves_break(): near where it was, or somewhere that it can't go.
moves_break:
        RANDOM
        test    eax, 3
        jz      .bad
        and     eax, 64 * PAGE - 1
        add     rax, [break]
        mov     [arguments], rax
        ret
.bad:
        call    bad_pointer
        mov     [arguments], rax
        ret

; raises(): to itself, any signal but those that have no handler, and numbers that are none.
raises:
        RANDOM
        and     eax, 127
        cmp     eax, SIGKILL
        je      raises
        cmp     eax, SIGSTOP
        je      raises
        mov     rcx, [own_pid]
        mov     [arguments], rcx
        mov     [arguments + 8], rax
        cmp     dword [number], SYS_tgkill
        jne     .end
        mov     [arguments + 8], rcx
        mov     [arguments + 16], rax
.end:
        ret

; sets_action(): the handler that is there already, or a bad pointer.
sets_action:
        RANDOM
        test    eax, 1
        jz      bad_second
        mov     qword [arguments + 8], action
        ret

; bad_pointers_only(), bad_second(), bad_third(): nothing is set, nothing is waited for.
bad_pointers_only:
        call    bad_pointer
        mov     [arguments], rax
        call    bad_pointer
        mov     [arguments + 16], rax
bad_second:
        call    bad_pointer
        mov     [arguments + 8], rax
        ret
bad_third:
        call    bad_pointer
        mov     [arguments + 16], rax
        ret

; judge(result rax): counts it, and takes back a mapping outside of the arena.
judge:
        cmp     rax, -4095
        jae     .error
        inc     qword [succeeded]
        cmp     dword [number], SYS_mmap
        je      .mapped
        cmp     dword [number], SYS_mremap
        je      .moved
        ret
.error:
        cmp     rax, -EFAULT
        je      .bad_pointer
        cmp     rax, -EINVAL
        je      .invalid
        cmp     rax, -ENOSYS
        je      .missing
        inc     qword [others]
        ret
.bad_pointer:
        inc     qword [bad_pointers_seen]
        ret
.invalid:
        inc     qword [invalid]
        ret
.missing:
        inc     qword [missing]
        ret
.moved:
        mov     rsi, [arguments + 16]
        jmp     .unmap
.mapped:
        mov     rsi, [arguments + 8]
.unmap:
        mov     rdi, rax
        sub     rax, ARENA
        cmp     rax, ARENA_PAGES * PAGE
        jb      .end
        mov     eax, SYS_munmap
        syscall
.end:
        ret

section .rodata
align 8
often:          dq SYS_read, SYS_write, SYS_open, SYS_close, SYS_stat, SYS_fstat, SYS_lstat, SYS_lseek
                dq SYS_mmap, SYS_mprotect, SYS_munmap, SYS_brk, SYS_rt_sigaction, SYS_rt_sigprocmask, SYS_ioctl, SYS_pread64
                dq SYS_pwrite64, SYS_readv, SYS_writev, SYS_access, SYS_mremap, SYS_madvise, SYS_dup, SYS_dup2
                dq SYS_getpid, SYS_kill, SYS_uname, SYS_fcntl, SYS_getcwd, SYS_chdir, SYS_readlink, SYS_umask
                dq SYS_gettimeofday, SYS_getrlimit, SYS_sysinfo, SYS_getuid, SYS_rt_sigpending, SYS_sigaltstack, SYS_arch_prctl, SYS_gettid
                dq SYS_time, SYS_tkill, SYS_set_tid_address, SYS_clock_gettime, SYS_clock_getres, SYS_clock_nanosleep, SYS_tgkill, SYS_openat
                dq SYS_newfstatat, SYS_readlinkat, SYS_faccessat, SYS_set_robust_list, SYS_dup3, SYS_prlimit64, SYS_getcpu, SYS_getrandom
                dq SYS_statx, SYS_rseq, SYS_faccessat2, SYS_getdents64, SYS_getdents, SYS_mmap, SYS_munmap, SYS_mremap
OFTEN           equ ($ - often) / 8

kinds:          dq descriptor, descriptor, small, negative, length, flag, flags, anything
                dq arena, arena, arena_page, page_edge, name, name, vector, bad_pointer
KINDS           equ ($ - kinds) / 8

lengths:        dq 0, 1, 2, 7, 8, 16, 24, 100
                dq 144, 256, 1000, PAGE - 1, PAGE, PAGE + 1, 3 * PAGE, 1 << 16
                dq 1 << 20, 1 << 31, (1 << 31) - 1, 1 << 32, 1 << 40, 1 << 47, 1 << 63, (1 << 63) - 1
                dq -1, -2, -8, -PAGE, TASK_SIZE, KERNEL_HALF, 8, 1024
LENGTHS         equ ($ - lengths) / 8

page_lengths:   dq 0, 1, PAGE - 1, PAGE, PAGE, PAGE + 1, 2 * PAGE, 2 * PAGE
                dq 3 * PAGE, 4 * PAGE, 5 * PAGE, 8 * PAGE, 12 * PAGE, MOST_PAGES * PAGE, -1, -PAGE
PAGE_LENGTHS    equ ($ - page_lengths) / 8

bad_pointers:   dq 0, 1, 8, PAGE - 1, KERNEL, KERNEL_HALF, NON_CANONICAL, NON_CANONICAL - 1
                dq TASK_SIZE, TASK_SIZE - 1, -1, -8, -PAGE, KERNEL_HALF - 1, 0x8000000000000000, 0x30000000
BAD_POINTERS    equ ($ - bad_pointers) / 8

; struct iovec: buffers in the arena, over its end, in the kernel, and lengths that overflow.
vectors:        dq ARENA, 100, ARENA + 5 * PAGE - 10, 100, ARENA + 17 * PAGE, PAGE, 0, 0
                dq ARENA + 3, 1, ARENA + ARENA_PAGES * PAGE - 5, 10, KERNEL, 10, ARENA, 10
                dq ARENA, -1, ARENA, 1 << 62, ARENA, (1 << 63) - 1, 0, 100
                dq NON_CANONICAL, 0, -1, 1, ARENA + 40 * PAGE, 3 * PAGE, ARENA, 0
VECTORS         equ 16

%macro NAME 1
        %%start: db %1, 0
        times NAME_SIZE - ($ - %%start) db 0
%endmacro
names:
        NAME    "/dev/null"
        NAME    "/dev/zero"
        NAME    "/text/poem.txt"
        NAME    "/text"
        NAME    "/dev/urandom"
        NAME    "/dev/full"
        NAME    "/"
        NAME    "/bin/fuzz"
FILES           equ ($ - names) / NAME_SIZE
        NAME    ""
        NAME    "."
        NAME    "text/link"
        NAME    "/text/loop"
        NAME    "/text/dangling"
        NAME    "/proc/self/maps"
        NAME    "/proc/self/exe"
        NAME    "../../proc/self/cmdline/x"
NAMES           equ ($ - names) / NAME_SIZE

; RESTRICTED number, function: in `restrictions`.
%macro RESTRICTED 2
        dw      %1
        times 6 db 0
        dq      %2
%endmacro
align 8
restrictions:
        RESTRICTED SYS_mmap, changes_pages
        RESTRICTED SYS_mprotect, changes_pages
        RESTRICTED SYS_munmap, changes_pages
        RESTRICTED SYS_mremap, changes_pages
        RESTRICTED SYS_madvise, changes_pages
        RESTRICTED SYS_brk, moves_break
        RESTRICTED SYS_kill, raises
        RESTRICTED SYS_tkill, raises
        RESTRICTED SYS_tgkill, raises
        RESTRICTED SYS_rt_sigaction, sets_action
        RESTRICTED SYS_rt_sigprocmask, bad_second
        RESTRICTED SYS_nanosleep, bad_pointers_only
        RESTRICTED SYS_clock_nanosleep, bad_pointers_only
        RESTRICTED SYS_prlimit64, bad_third
        RESTRICTED SYS_rseq, bad_pointers_only
        dw      0xffff

; LEFT_OUT numbers...: a bit for each number from 0 to 511.
%macro LEFT_OUT 1-*
%assign i 0
%rep NUMBERS / 8
    %assign bits 0
    %rep %0
        %if %1 / 8 == i
            %assign bits bits | (1 << (%1 % 8))
        %endif
        %rotate 1
    %endrep
        db      bits
    %assign i i + 1
%endrep
%endmacro
align 8
left_out:
        ; They wait: poll, select, pause, flock, msgsnd, msgrcv, semop, accept, recvfrom, recvmsg, wait4, rt_sigtimedwait,
        ; rt_sigsuspend, futex, io_getevents, epoll_wait, mq_timedreceive, waitid, pselect6, ppoll, epoll_pwait, accept4,
        ; recvmmsg, semtimedop, epoll_pwait2, futex_waitv, futex_wait.
        ; They make what reads, writes and opens wait on: pipe, pipe2, eventfd, eventfd2, timerfd_create, mknod, mknodat.
        ; They send a signal later, which may end it: alarm, setitimer, timer_create.
        ; They end it, replace it or make another: rt_sigreturn, clone, fork, vfork, execve, exit, ptrace, reboot,
        ; exit_group, rt_sigqueueinfo, rt_tgsigqueueinfo, seccomp, execveat, clone3, pidfd_send_signal.
        ; They change what it lives on: shmat, setrlimit, chroot, remap_file_pages,
        ; pkey_mprotect, process_madvise, close_range, mseal, map_shadow_stack.
        ; They make it somebody who may do less: setuid, setgid, setreuid, setregid, setresuid, setresgid, setfsuid, setfsgid.
        LEFT_OUT 7, 23, 34, 73, 69, 70, 65, 43, 45, 47, 61, 128, 130, 202, 208, 232, 243, 247, 270, 271, 281, 288, 299, 220, 441, 449, 455, 15, 56, 57, 58, 59, 60, 101, 169, 231, 129, 297, 317, 322, 435, 424, 30, 160, 161, 216, 329, 440, 436, 462, 453, \
                 105, 106, 113, 114, 117, 119, 122, 123, 22, 293, 284, 290, 283, 133, 259, 37, 38, 222
