# A gdb session on the kernel: `make debug` in one terminal, `gdb -x tools/gdb/lodestar.gdb` in the repository in another.
#
#   break Main.cs:30             stop at a C# line
#   rbreak Serial__Write$        stop at a method: type, two underscores, method
#   info locals, info args       the method's locals and arguments
#   lodestar-string message      a C# string as text

set pagination off
set confirm off
set architecture i386:x86-64
set disassembly-flavor intel
# The line tables have paths inside the repository.
directory .
file artifacts/kernel/lodestar.elf
target remote localhost:1234

define lodestar-string
    x/hs &($arg0)._firstChar
end
document lodestar-string
Show a C# string as text: lodestar-string message
end
