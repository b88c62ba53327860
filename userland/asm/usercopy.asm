; Pointers that system calls are given: what is no memory of the program is EFAULT, never a fault; what was copied before
; counts as Linux counts it.
%include "program.inc"

PAIR                    equ 0x10000000          ; a page, and nothing behind it
READ_ONLY               equ 0x20000000
NO_ACCESS               equ 0x21000000
FREE                    equ 0x30000000
END                     equ PAIR + PAGE
KERNEL                  equ 0xffffffff80000000
KERNEL_HALF             equ 0xffff800000000000
NON_CANONICAL           equ 0x0000800000000000
ANONYMOUS               equ MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED
HUGE                    equ 0x7ffffffffffff000

section .rodata
null_name:      db "/dev/null", 0
zero_name:      db "/dev/zero", 0
text_name:      db "/text/small.txt", 0
etc_name:       db "/etc", 0

section .data
align 8
two_vectors:    dq PAIR, 100, FREE, 100
end_vectors:    dq END - 50, 100, PAIR, 100
bad_vectors:    dq FREE, 100, PAIR, 100
long_vectors:   dq PAIR, -1, PAIR, 100
huge_vectors:   dq PAIR, HUGE, PAIR, HUGE
kernel_vectors: dq PAIR, 10, KERNEL, 10
empty_vectors:  dq FREE, 0, PAIR, 7

section .bss
null_file:      resq 1
zero_file:      resq 1
text_file:      resq 1

section .text

; POINTERS_TO "name", number, rdi, rsi, rdx: makes the call with each pointer of the table; POINTER stands where it goes.
%macro POINTERS_TO 5
        PUT_STRING {%1, ":"}
        xor     ebx, ebx
%%next:
        lea     rax, [pointers]
        mov     r12, [rax + rbx * 8]
        mov     rdi, %3
        mov     rsi, %4
        mov     rdx, %5
        xor     r10d, r10d
        mov     eax, %2
        syscall
        mov     r13, rax
        mov     al, ' '
        call    put_char
        mov     rax, r13
        call    put_result
        inc     ebx
        cmp     ebx, POINTERS
        jb      %%next
        call    put_line
%endmacro
%define POINTER r12

global _start
_start:
        CALL_SYSTEM SYS_mmap, PAIR, PAGE, PROT_READ | PROT_WRITE, ANONYMOUS, -1, 0
        CALL_SYSTEM SYS_mmap, READ_ONLY, PAGE, PROT_READ, ANONYMOUS, -1, 0
        CALL_SYSTEM SYS_mmap, NO_ACCESS, PAGE, PROT_NONE, ANONYMOUS, -1, 0
        CALL_SYSTEM SYS_open, null_name, O_RDWR, 0
        mov     [null_file], rax
        CALL_SYSTEM SYS_open, zero_name, O_RDWR, 0
        mov     [zero_file], rax
        CALL_SYSTEM SYS_open, text_name, O_RDONLY, 0
        mov     [text_file], rax

        SAY     "each of: 0, 1, a free page, no access, the kernel twice, not canonical, the end, -1, -8, over the end"
        POINTERS_TO "read", SYS_read, [zero_file], POINTER, 16
        POINTERS_TO "read of a file", SYS_read, [text_file], POINTER, 16
        POINTERS_TO "write", SYS_write, STDOUT, POINTER, 16
        POINTERS_TO "write of nothing", SYS_write, STDOUT, POINTER, 0
        POINTERS_TO "open", SYS_open, POINTER, 0, 0
        POINTERS_TO "stat, name", SYS_stat, POINTER, PAIR, 0
        POINTERS_TO "stat, result", SYS_stat, etc_name, POINTER, 0
        POINTERS_TO "uname", SYS_uname, POINTER, 0, 0
        POINTERS_TO "getcwd", SYS_getcwd, POINTER, 100, 0
        POINTERS_TO "readlink, result", SYS_readlink, proc_exe, POINTER, 100
        POINTERS_TO "getrandom", SYS_getrandom, POINTER, 16, 0
        POINTERS_TO "clock_gettime", SYS_clock_gettime, CLOCK_REALTIME, POINTER, 0
        POINTERS_TO "gettimeofday, time zone", SYS_gettimeofday, 0, POINTER, 0
        POINTERS_TO "nanosleep", SYS_nanosleep, POINTER, 0, 0
        POINTERS_TO "sigaltstack", SYS_sigaltstack, POINTER, 0, 0
        POINTERS_TO "sysinfo", SYS_sysinfo, POINTER, 0, 0
        POINTERS_TO "readv, vector", SYS_readv, [zero_file], POINTER, 2
        POINTERS_TO "writev, vector", SYS_writev, STDOUT, POINTER, 2
        POINTERS_TO "getrlimit", SYS_getrlimit, 3, POINTER, 0
        POINTERS_TO "chdir", SYS_chdir, POINTER, 0, 0
        POINTERS_TO "access", SYS_access, POINTER, 0, 0
        POINTERS_TO "set_robust_list", SYS_set_robust_list, POINTER, 24, 0
        POINTERS_TO "arch_prctl(ARCH_GET_FS)", SYS_arch_prctl, ARCH_GET_FS, POINTER, 0

        CALL_SYSTEM SYS_rt_sigaction, SIGUSR1, READ_ONLY, 0, 8
        RESULT  "rt_sigaction from 8", SYS_rt_sigaction, SIGUSR1, 8, 0, 8
        RESULT  "rt_sigaction to the kernel", SYS_rt_sigaction, SIGUSR1, 0, KERNEL, 8
        RESULT  "rt_sigaction to a read-only page", SYS_rt_sigaction, SIGUSR1, 0, READ_ONLY, 8
        RESULT  "rt_sigprocmask from 8", SYS_rt_sigprocmask, SIG_BLOCK, 8, 0, 8
        RESULT  "rt_sigprocmask to the kernel", SYS_rt_sigprocmask, SIG_BLOCK, 0, KERNEL, 8
        RESULT  "time to 8", SYS_time, 8
        RESULT  "prlimit64 to the kernel", SYS_prlimit64, 0, 3, 0, KERNEL
        RESULT  "getdents64 to the kernel", SYS_getdents64, [text_file], KERNEL, 100
        RESULT  "newfstatat, name in the kernel", SYS_newfstatat, AT_FDCWD, KERNEL, PAIR, 0

        SAY     "lengths"
        RESULT  "read of -1 bytes", SYS_read, [zero_file], PAIR, -1
        RESULT  "read of 2^63 bytes", SYS_read, [zero_file], PAIR, 1 << 63
        RESULT  "read up to the kernel's half", SYS_read, [zero_file], PAIR, KERNEL_HALF
        RESULT  "read of -1 bytes to 0", SYS_read, [zero_file], 0, -1
        RESULT  "write of 2^62 bytes to /dev/null", SYS_write, [null_file], PAIR, 1 << 62
        RESULT  "write of 1 TiB to /dev/null", SYS_write, [null_file], PAIR, 1 << 40
        RESULT  "write from a free page to /dev/null", SYS_write, [null_file], FREE, 100
        RESULT  "write from the kernel to /dev/null", SYS_write, [null_file], KERNEL, 100
        RESULT  "getrandom of -1 bytes", SYS_getrandom, FREE, -1, 0

        SAY     "over the end of a page"
        RESULT  "write, 6 bytes of 100 are there", SYS_write, STDOUT, END - 6, 100
        RESULT  "read of /dev/zero, 100 bytes of 5000 are there", SYS_read, [zero_file], END - 100, 5000
        RESULT  "read of a file, 5 bytes of 100 are there", SYS_pread64, [text_file], END - 5, 100, 0
        RESULT  "getrandom, 100 bytes of 300 are there", SYS_getrandom, END - 100, 300, 0
        RESULT  "getrandom, 1 byte of 2 is there", SYS_getrandom, END - 1, 2, 0
        RESULT  "stat, 100 bytes are there", SYS_stat, etc_name, END - 100
        RESULT  "stat, all 144 bytes are there", SYS_stat, etc_name, END - 144
        RESULT  "clock_gettime, 8 bytes are there", SYS_clock_gettime, CLOCK_REALTIME, END - 8
        RESULT  "uname, 300 bytes are there", SYS_uname, END - 300
        RESULT  "getcwd, 1 byte of 2 is there", SYS_getcwd, END - 1, 100
        RESULT  "readlink, 3 bytes are there", SYS_readlink, proc_exe, END - 3, 100
        RESULT  "readlink, with the length that is there", SYS_readlink, proc_exe, END - 3, 3
        mov     rdi, END - 4
        mov     dword [rdi], "/etc"
        RESULT  "a name without an end at the page's end", SYS_access, END - 4, 0
        mov     rdi, END - 5
        mov     dword [rdi], "/etc"
        mov     byte [rdi + 4], 0
        RESULT  "a name that ends with the page", SYS_access, END - 5, 0

        SAY     "vectors"
        RESULT  "readv, the second buffer is not there", SYS_readv, [zero_file], two_vectors, 2
        RESULT  "readv, the first buffer ends in between", SYS_readv, [zero_file], end_vectors, 2
        RESULT  "readv, the first buffer is not there", SYS_readv, [zero_file], bad_vectors, 2
        RESULT  "readv, a length of -1", SYS_readv, [zero_file], long_vectors, 2
        RESULT  "readv, a second buffer in the kernel", SYS_readv, [zero_file], kernel_vectors, 2
        RESULT  "readv, an empty buffer that is not there", SYS_readv, [zero_file], empty_vectors, 2
        RESULT  "readv of a file, the second buffer is not there", SYS_readv, [text_file], two_vectors, 2
        RESULT  "writev to /dev/null, the second buffer is not there", SYS_writev, [null_file], two_vectors, 2
        RESULT  "readv, no vectors", SYS_readv, [zero_file], two_vectors, 0
        RESULT  "readv, -1 vectors", SYS_readv, [zero_file], two_vectors, -1
        RESULT  "readv, 1025 vectors", SYS_readv, [zero_file], two_vectors, 1025
        RESULT  "writev of nothing from 0", SYS_writev, STDOUT, 0, 0

        SAY     "pointers at odd addresses"
        RESULT  "clock_gettime", SYS_clock_gettime, CLOCK_REALTIME, PAIR + 1
        RESULT  "stat", SYS_stat, etc_name, PAIR + 3
        RESULT  "rt_sigprocmask", SYS_rt_sigprocmask, SIG_BLOCK, 0, PAIR + 5, 8
        RESULT  "readv", SYS_readv, [zero_file], PAIR + 7, 1
        RESULT  "nothing was written to the read-only page", SYS_write, [null_file], READ_ONLY, 16
        mov     rdi, READ_ONLY
        mov     rax, [rdi]
        or      rax, [rdi + 8]
        CHECK   "it is zero", z
        EXIT    0

section .rodata
proc_exe:       db "/proc/self/exe", 0
align 8
pointers:       dq 0, 1, FREE, NO_ACCESS, KERNEL, KERNEL_HALF, NON_CANONICAL, TASK_SIZE, -1, -8, TASK_SIZE - 4
POINTERS        equ ($ - pointers) / 8
