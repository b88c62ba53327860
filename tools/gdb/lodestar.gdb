# A gdb session on the kernel: `make debug` in one terminal, `gdb -x tools/gdb/lodestar.gdb` in the repository in another.
#
#   break Main.cs:30        stop at a C# line (the kernel has no C# before its first page tables: hardware breakpoints work earlier)
#   info locals             the method's locals; info args its arguments
#   lodestar-restart        reset the machine and stop at its first instruction

set pagination off
set confirm off
set architecture i386:x86-64
set disassembly-flavor intel
# The line tables have paths inside the repository.
directory .
file artifacts/kernel/lodestar.elf
target remote localhost:1234

define lodestar-restart
    monitor system_reset
    maintenance flush register-cache
end
document lodestar-restart
Reset the machine; it stays stopped.
end
