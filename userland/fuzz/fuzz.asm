; Random system calls by several processes: fuzz SEED COUNT, as the first process of a system; it is not meant for Linux.
;
; The first process watches over WORKERS others, which make the calls, and processes and threads that make more: random ones
; within limits that keep the run going. It replaces workers that have ended, ends those that do nothing, and begins anew with
; all of them, and with the files that they change, after some thousand calls: an epoch. The same seed gives each worker
; the same choices; what comes of them depends on who runs when (tools/fuzz makes that the same too).
;
; A call is mostly one of a table that says what its arguments mean, sometimes any number from 0 to 511 or above. Arguments
; are descriptors, ids, names, flags, structures that are valid by half, and pointers: into an arena of pages whose mappings
; the calls themselves change, to its pages' edges, to vectors of buffers, to nothing, to the kernel. Left out is only what
; would end the machine, and signals to the first process.
%include "program.inc"
%include "words.inc"
%include "threads.inc"
%include "control.inc"

EPOCH_CALLS             equ 16384
TICK                    equ 5000000             ; nanoseconds
STUCK_TICKS             equ 6                   ; without a call of it or what it made, before a worker is ended
CONTROL_SIZE            equ PAGE
ECHILD                  equ 10
TIOCSPTLCK              equ 0x40045431
TIOCGPTPEER             equ 0x5441

section .data
align 8
all_signals:    dq -1
child_signal:   dq 1 << (SIGCHLD - 1)
tick:           dq 0, TICK

section .bss
ALIGN_BSS 8
own_root:       resq 1
epoch_end:      resq 1
epochs:         resq 1
ended:          resq 1                          ; workers ended because they did nothing
seen:           resq WORKERS                    ; a worker's progress when it was looked at last
waited:         resq WORKERS                    ; ticks since then
lives:          resq 1                          ; workers that there were
lives_of:       resq WORKERS
next_file:      resq 1
two:            resd 2

%include "kinds.inc"
%include "tables.inc"
%include "worker.inc"
%include "calls.inc"

section .text

global _start
_start:
        mov     rbx, rsp
        cmp     qword [rbx], 3
        jb      .usage
        cmp     qword [rbx], 4
        jae     .child
        CALL_SYSTEM SYS_getpid
        cmp     rax, 1
        jne     .usage
        call    open_control
        mov     rdi, [rbx + 16]
        call    read_number
        mov     [abs CONTROL_AT(seed)], rax
        mov     rdi, [rbx + 24]
        call    read_number
        mov     rbx, rax
        CALL_SYSTEM SYS_rt_sigprocmask, SIG_SETMASK, all_signals, 0, 8
        CALL_SYSTEM SYS_dup2, STDOUT, OUTPUT_FILE
.epoch:
        call    make_world
        call    run_epoch
        call    end_world
        inc     qword [epochs]
        cmp     [abs CONTROL_AT(calls)], rbx
        jb      .epoch

        CALL_SYSTEM SYS_dup2, OUTPUT_FILE, STDOUT
        SHOW_DECIMAL "seed", [abs CONTROL_AT(seed)]
        SHOW_DECIMAL "calls", [abs CONTROL_AT(calls)]
        SHOW_DECIMAL "succeeded", [abs CONTROL_AT(succeeded)]
        SHOW_DECIMAL "EFAULT", [abs CONTROL_AT(bad_pointers)]
        SHOW_DECIMAL "EINVAL", [abs CONTROL_AT(invalid)]
        SHOW_DECIMAL "ENOSYS", [abs CONTROL_AT(missing)]
        SHOW_DECIMAL "EINTR", [abs CONTROL_AT(interrupted)]
        SHOW_DECIMAL "other errors", [abs CONTROL_AT(others)]
        SHOW_DECIMAL "signals handled", [abs CONTROL_AT(handled)]
        SHOW_DECIMAL "workers", [lives]
        SHOW_DECIMAL "workers that did nothing", [ended]
        SHOW_DECIMAL "children and threads", [abs CONTROL_AT(children)]
        SHOW_DECIMAL "programs", [abs CONTROL_AT(programs)]
        SHOW_DECIMAL "epochs", [epochs]
        CALL_SYSTEM SYS_sysinfo, information
        movzx   eax, word [information + SYSINFO_PROCESSES]
        SHOW_DECIMAL "processes", rax
        EXIT    0
.usage:
        SAY     "fuzz SEED COUNT, as the first process"
        EXIT    2

        ; What execve of a worker leads to: fuzz child ... STATE WORKER.
.child:
        mov     r13, [rbx]
        mov     rdi, [rbx + r13 * 8 - 8]
        call    read_number
        mov     r12, rax
        mov     rdi, [rbx + r13 * 8]
        call    read_number
        mov     r13, rax
        cmp     rax, WORKERS
        jae     .usage
        call    map_control
        call    map_arena
        xor     ecx, ecx
        call    slot_own
        mov     r15, rax
        mov     rsp, rax
        xor     r14d, r14d
        or      r12, 1
        mov     [r15 + own.state], r12
        mov     [r15 + own.worker], r13
        and     r12d, CHILD_CALLS - 1
        mov     [r15 + own.lifetime], r12
        mov     qword [r15 + own.depth], 1
        COUNT_UP programs
        jmp     child_main

; open_control(): what is shared with the workers, also with those that have called execve. The file has no name.
open_control:
        CALL_SYSTEM SYS_open, control_name, O_CREAT | O_EXCL | O_RDWR, 0o600
        CALL_SYSTEM SYS_dup2, rax, CONTROL_FILE
        CALL_SYSTEM SYS_unlink, control_name
        CALL_SYSTEM SYS_ftruncate, CONTROL_FILE, CONTROL_SIZE
        ; falls through

map_control:
        CALL_SYSTEM SYS_mmap, CONTROL, CONTROL_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, CONTROL_FILE, 0
        cmp     rax, CONTROL
        jne     .failed
        ret
.failed:
        CALL_SYSTEM SYS_exit_group, 3

; keeps(descriptor rax): makes it the next file that the workers get, or none if it is an error.
keeps:
        test    rax, rax
        js      .none
        mov     rsi, [next_file]
        add     rsi, FIRST_COPY
        push    rax
        CALL_SYSTEM SYS_dup2, rax, rsi
        pop     rax
        CALL_SYSTEM SYS_close, rax
.none:
        inc     qword [next_file]
        ret

; make_world(): a tree of its own for the workers, which is the root until end_world(), and the files that they have open.
make_world:
        push    rbx
        CALL_SYSTEM SYS_open, root_name, O_DIRECTORY
        mov     [own_root], rax
        CALL_SYSTEM SYS_mkdir, world_name, 0o755
        CALL_SYSTEM SYS_mount, tmpfs_name, world_name, tmpfs_name, 0, world_options
        lea     rbx, [directories]
.directory:
        CALL_SYSTEM SYS_mkdir, rbx, 0o777
        add     rbx, 1 << NAME_SHIFT
        lea     rax, [directories_end]
        cmp     rbx, rax
        jb      .directory
        CALL_SYSTEM SYS_mount, bin_name, world_bin, 0, MS_BIND, 0
        CALL_SYSTEM SYS_mount, 0, world_bin, 0, MS_REMOUNT | MS_BIND | MS_RDONLY, 0
        CALL_SYSTEM SYS_mount, proc_name, world_proc, proc_name, 0, 0
        CALL_SYSTEM SYS_mount, sysfs_name, world_sys, sysfs_name, 0, 0
        CALL_SYSTEM SYS_mount, devpts_name, world_pts, devpts_name, 0, 0
        CALL_SYSTEM SYS_chroot, world_name
        CALL_SYSTEM SYS_chdir, root_name
        CALL_SYSTEM SYS_umask, 0
        lea     rbx, [devices]
.device:
        CALL_SYSTEM SYS_mknod, [rbx], 0o020666, [rbx + 8]
        add     rbx, 16
        lea     rax, [devices_end]
        cmp     rbx, rax
        jb      .device
        CALL_SYSTEM SYS_mknod, fifo_name, 0o010666, 0
        CALL_SYSTEM SYS_symlink, poem_name, link_name
        CALL_SYSTEM SYS_symlink, loop_name, loop_name
        CALL_SYSTEM SYS_symlink, missing_name, dangling_name
        CALL_SYSTEM SYS_open, poem_name, O_CREAT | O_RDWR, 0o666
        CALL_SYSTEM SYS_write, rax, names, 3 * PAGE / 2
        CALL_SYSTEM SYS_open, script_name, O_CREAT | O_RDWR, 0o777
        push    rax
        CALL_SYSTEM SYS_write, rax, script_text, SCRIPT_LENGTH
        pop     rax
        CALL_SYSTEM SYS_close, rax

        mov     qword [next_file], 0
        lea     rbx, [names]
.file:
        CALL_SYSTEM SYS_open, rbx, O_CREAT | O_RDWR | O_NOCTTY, 0o666
        test    rax, rax
        jns     .opened
        CALL_SYSTEM SYS_open, rbx, O_RDONLY
.opened:
        call    keeps
        add     rbx, 1 << NAME_SHIFT
        cmp     qword [next_file], OPENED_NAMES
        jb      .file
        ; What all workers wait at.
        CALL_SYSTEM SYS_pipe, two
        call    keeps_two
        CALL_SYSTEM SYS_pipe2, two, O_NONBLOCK
        call    keeps_two
        CALL_SYSTEM SYS_eventfd, 0
        call    keeps
        CALL_SYSTEM SYS_epoll_create1, 0
        call    keeps
        CALL_SYSTEM SYS_timerfd_create, CLOCK_MONOTONIC, 0
        call    keeps
        CALL_SYSTEM SYS_open, ptmx_name, O_RDWR | O_NOCTTY
        mov     rbx, rax
        mov     qword [two], 0
        CALL_SYSTEM SYS_ioctl, rbx, TIOCSPTLCK, two
        CALL_SYSTEM SYS_ioctl, rbx, TIOCGPTPEER, O_RDWR | O_NOCTTY
        call    keeps
        mov     rax, rbx
        call    keeps
        pop     rbx
        ret

; keeps_two(): the descriptors in "two".
keeps_two:
        mov     eax, [two]
        call    keeps
        mov     eax, [two + 4]
        jmp     keeps

FILES                   equ OPENED_NAMES + 9

; end_world(): no process but this one, and nothing of their tree.
end_world:
.kill:
        CALL_SYSTEM SYS_kill, -1, SIGKILL
        CALL_SYSTEM SYS_wait4, -1, 0, 0, 0
        cmp     rax, -ECHILD
        jne     .kill
        CALL_SYSTEM SYS_close_range, FIRST_COPY, FIRST_COPY + FILES, 0
        CALL_SYSTEM SYS_fchdir, [own_root]
        CALL_SYSTEM SYS_chroot, here_name
        CALL_SYSTEM SYS_close, [own_root]
.mount:
        CALL_SYSTEM SYS_umount2, world_name, MNT_DETACH
        test    rax, rax
        jz      .mount                          ; there may be one above the other
        ret

; run_epoch(): workers, until so many calls are made.
run_epoch:
        push    rbx
        push    r12
        mov     rax, [abs CONTROL_AT(calls)]
        add     rax, EPOCH_CALLS
        mov     [epoch_end], rax
        xor     ebx, ebx
.start:
        call    start_worker
        inc     ebx
        cmp     ebx, WORKERS
        jb      .start
.watch:
        CALL_SYSTEM SYS_rt_sigtimedwait, child_signal, 0, tick, 8
        mov     r12, rax
.reap:
        CALL_SYSTEM SYS_wait4, -1, 0, WNOHANG, 0
        test    rax, rax
        jle     .reaped
        xor     ebx, ebx
.find:
        lea     rcx, [abs CONTROL_AT(ids)]
        cmp     [rcx + rbx * 4], eax
        je      .found
        inc     ebx
        cmp     ebx, WORKERS
        jb      .find
        jmp     .reap
.found:
        call    start_worker
        jmp     .reap
.reaped:
        test    r12, r12
        jns     .end
        call    look_at_workers
.end:
        mov     rax, [abs CONTROL_AT(calls)]
        cmp     rax, [epoch_end]
        jb      .watch
        pop     r12
        pop     rbx
        ret

; start_worker(number ebx): with a generator of its own.
start_worker:
        push    r14
        push    r15
        inc     qword [lives]
        lea     rcx, [lives_of]
        inc     qword [rcx + rbx * 8]
        mov     rsi, [rcx + rbx * 8]
        xor     ecx, ecx
        call    slot_own
        mov     r15, rax
        xor     r14d, r14d
        mov     rax, [abs CONTROL_AT(seed)]
        imul    rax, rax, WORKERS
        add     rax, rbx
        mov     rdx, SPREAD
        imul    rax, rdx
        add     rax, rsi
        imul    rax, rdx
        or      rax, 1                          ; the generator's state may not be 0
        mov     [r15 + own.state], rax
        mov     [r15 + own.worker], rbx
        mov     qword [r15 + own.lifetime], WORKER_CALLS
        lea     rcx, [waited]
        mov     qword [rcx + rbx * 8], 0
        CALL_SYSTEM SYS_fork
        test    rax, rax
        jnz     .parent
        mov     rsp, r15
        jmp     worker_main
.parent:
        lea     rcx, [abs CONTROL_AT(ids)]
        mov     [rcx + rbx * 4], eax
        pop     r15
        pop     r14
        ret

; look_at_workers(): ends those that have made no call for some time.
look_at_workers:
        push    rbx
        push    r12
        xor     ebx, ebx
.next:
        lea     rcx, [abs CONTROL_AT(progress)]
        lea     rdx, [seen]
        lea     rsi, [waited]
        mov     rax, [rcx + rbx * 8]
        inc     qword [rsi + rbx * 8]
        cmp     rax, [rdx + rbx * 8]
        je      .same
        mov     [rdx + rbx * 8], rax
        mov     qword [rsi + rbx * 8], 0
.same:
        cmp     qword [rsi + rbx * 8], STUCK_TICKS
        jb      .lives
        mov     qword [rsi + rbx * 8], 0
        inc     qword [ended]
        lea     rcx, [abs CONTROL_AT(ids)]
        movsxd  r12, dword [rcx + rbx * 4]
        test    r12, r12
        js      .again                          ; there was no memory to start it
        CALL_SYSTEM SYS_kill, r12, SIGCONT
        CALL_SYSTEM SYS_kill, r12, SIGKILL
        neg     r12
        CALL_SYSTEM SYS_kill, r12, SIGKILL
        jmp     .lives
.again:
        call    start_worker
.lives:
        inc     ebx
        cmp     ebx, WORKERS
        jb      .next
        pop     r12
        pop     rbx
        ret

section .rodata
control_name:   db "/control", 0
world_name:     db "/world", 0
world_bin:      db "/world/bin", 0
world_proc:     db "/world/proc", 0
world_sys:      db "/world/sys", 0
world_pts:      db "/world/dev/pts", 0
bin_name:       db "/bin", 0
here_name:      db ".", 0
ptmx_name:      db "/dev/ptmx", 0
fifo_name:      db "/tmp/q", 0
poem_name:      db "/text/poem.txt", 0
link_name:      db "/text/link", 0
loop_name:      db "/text/loop", 0
dangling_name:  db "/text/dangling", 0
missing_name:   db "/no/such/place", 0
world_options:  db "size=6m,nr_inodes=300,mode=1777", 0
directories:
        NAME    "/world/bin"
        NAME    "/world/proc"
        NAME    "/world/sys"
        NAME    "/world/dev"
        NAME    "/world/dev/pts"
        NAME    "/world/text"
        NAME    "/world/tmp"
        NAME    "/world/m"
directories_end:
align 8
devices:        dq null_name, 0x103
                dq null_name + (1 << NAME_SHIFT), 0x105
                dq random_name, 0x109
                dq null_name + (4 << NAME_SHIFT), 0x107
                dq ptmx_name, 0x502
                dq tty_name, 0x500
devices_end:
tty_name:       db "/dev/tty", 0
