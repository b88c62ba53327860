using System;
using Xunit;

namespace Lodestar.Host.Tests.Generators;

/// <summary>Traces of whole calls. The expected lines are those that strace 6.1 prints on Linux.</summary>
public sealed class SyscallTraceTests
{
    private const ulong Memory = 0x1000;

    private static readonly Lazy<SyscallKernel> s_kernel = new(static () => SyscallKernel.Build("""
        [Flags, AbiPrefix("O_")]
        public enum OpenFlags
        {
            [AbiField] AccMode = 3, RdOnly = 0, WrOnly = 1, RdWr = 2,
            Creat = 0x40, Trunc = 0x200, NonBlock = 0x800, DSync = 0x1000, Sync = 0x101000, CloExec = 0x80000, Directory = 0x10000,
        }

        [Flags, AbiPrefix("PROT_")]
        public enum Protection : ulong { [AbiName("PROT_NONE")] None = 0, Read = 1, Write = 2, Exec = 4 }

        [Flags]
        public enum MapFlags { [AbiField] MAP_TYPE = 15, MAP_SHARED = 1, MAP_PRIVATE = 2, MAP_FIXED = 16, MAP_ANONYMOUS = 32, MAP_ANON = 32 }

        [Flags, AbiPrefix("AT_")]
        public enum AtFlags { None = 0, RemoveDir = 0x200 }

        [AbiPrefix("SEEK_")]
        public enum Seek { Set, Cur, End }

        public enum Code : long { First = 1, Minus = -1 }

        internal static class Calls
        {
            [Syscall(0, "read")] internal static long Read(int fd, WritableUserBuffer buffer) => 0;
            [Syscall(1, "write")] internal static long Write(int fd, ReadableUserBuffer buffer) => 0;
            [Syscall(8, "lseek")] internal static long Seek(int fd, long offset, Seek whence) => 0;
            [Syscall(10, "mprotect")] internal static Errno Protect(ulong address, ulong length, Protection protection) => 0;
            [Syscall(9, "mmap")] [return: Trace(TraceFormat.Pointer)]
            internal static long Map(ulong addr, ulong length, Protection protection, MapFlags flags, int fd, ulong offset) => 0;
            [Syscall(39, "getpid")] internal static int GetPid() => 1;
            [Syscall(90, "chmod")] internal static Errno ChangeMode(UserString path, uint mode) => 0;
            [Syscall(95, "umask")] [return: Trace(TraceFormat.Octal)] internal static long Umask(uint mask) => 0;
            [Syscall(158, "arch_prctl")] internal static long Arch(Code code, [Trace(TraceFormat.Hex)] ulong value) => 0;
            [Syscall(257, "openat")]
            internal static long OpenAt(
                int dirfd, UserString path, OpenFlags flags, [Trace(OnlyWith = nameof(flags), Bits = (ulong)OpenFlags.Creat)] uint mode) => 0;
            [Syscall(263, "unlinkat")] internal static Errno UnlinkAt(int dirfd, UserString path, AtFlags flags) => 0;
            [Syscall(302, "prlimit64")] internal static Errno Limit(int pid, uint resource, UserRef<long> newLimit, UserRef<long> oldLimit) => 0;
            [Syscall(318, "getrandom")] internal static long Random(WritableUserBuffer buffer, uint flags) => 0;
        }
        """));

    [Theory]
    [InlineData("getpid()                                = 15218", 39, 15218)]
    [InlineData("lseek(9, -5, 0x63 /* SEEK_??? */)       = -1 EBADF (Bad file descriptor)", 8, -9, 9UL, unchecked((ulong)-5), 99UL)]
    [InlineData("lseek(9, 0, SEEK_CUR)                   = 0", 8, 0, 9UL, 0UL, 1UL)]
    [InlineData("umask(022)                              = 022", 95, 18, 18UL)]
    [InlineData("umask(000)                              = 022", 95, 18, 0UL)]
    [InlineData("mprotect(0x1000, 4096, PROT_READ|PROT_EXEC) = -1 ENOMEM (Cannot allocate memory)", 10, -12, 0x1000UL, 4096UL, 5UL)]
    [InlineData("mprotect(0x1000, 4096, PROT_NONE)       = 0", 10, 0, 0x1000UL, 4096UL, 0UL)]
    [InlineData("mprotect(0x1000, 4096, 0x100 /* PROT_??? */) = -1 EINVAL (Invalid argument)", 10, -22, 0x1000UL, 4096UL, 0x100UL)]
    [InlineData("mprotect(0x1000, 4096, PROT_READ|0x100) = -1 EINVAL (Invalid argument)", 10, -22, 0x1000UL, 4096UL, 0x101UL)]
    [InlineData(
        "mmap(NULL, 4096, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0) = 0x7fd1c87e7000",
        9, 0x7fd1c87e7000, 0UL, 4096UL, 3UL, 34UL, 0xffff_ffffUL, 0UL)]
    [InlineData(
        "syscall_0x1ff(0x1, 0x2, 0x3, 0x4, 0x5, 0x6) = -1 ENOSYS (Function not implemented)", 511, -38, 1UL, 2UL, 3UL, 4UL, 5UL, 6UL)]
    [InlineData("syscall_0x4(0x1, 0, 0, 0, 0, 0)         = -1 ENOSYS (Function not implemented)", 4, -38, 1UL)]
    [InlineData("prlimit64(0, 4294967295, NULL, 0x2000)  = 0", 302, 0, 0UL, ulong.MaxValue, 0UL, 0x2000UL)]
    [InlineData("arch_prctl(FIRST, 0x10)                 = 0", 158, 0, 1UL, 16UL)]
    [InlineData("arch_prctl(MINUS, 0)                    = 0", 158, 0, ulong.MaxValue)]
    [InlineData("arch_prctl(0x2 /* ??? */, 0)            = -1 (errno 600)", 158, -600, 2UL)]
    public void NumbersFlagsAndResults(string line, int number, long result, params ulong[] arguments) =>
        Assert.Equal(line, s_kernel.Value.Trace(number, result, arguments));

    [Theory]
    [InlineData("openat(AT_FDCWD, \"/dev/zero\", O_RDONLY) = 3", "/dev/zero\0", 0UL, 3)]
    [InlineData("openat(AT_FDCWD, \"x\", O_RDWR|O_CREAT|O_CLOEXEC|O_DIRECTORY, 0644) = -1 EINVAL (Invalid argument)", "x\0", 0x90042UL, -22)]
    [InlineData("openat(AT_FDCWD, \"x\", O_RDONLY|0x80000000) = 3", "x\0", 0x8000_0000UL, 3)]
    [InlineData("openat(AT_FDCWD, \"x\", O_ACCMODE)        = 3", "x\0", 3UL, 3)]
    [InlineData("openat(AT_FDCWD, \"x\", O_WRONLY|O_SYNC)  = 3", "x\0", 0x101001UL, 3)]
    [InlineData("openat(AT_FDCWD, \"x\", O_WRONLY|O_DSYNC) = 3", "x\0", 0x1001UL, 3)]
    [InlineData("openat(AT_FDCWD, 0x1000, O_RDONLY)      = -1 EFAULT (Bad address)", "no end", 0UL, -14)]
    public void Opens(string line, string memory, ulong flags, long result) => Assert.Equal(
        line, s_kernel.Value.Trace(257, result, (Memory, memory, memory), unchecked((ulong)-100), Memory, flags, 0x1A4));

    [Fact]
    public void PathsAndModes()
    {
        Assert.Equal(
            "chmod(\"/nonexistent\", 007)              = -1 ENOENT (No such file or directory)",
            s_kernel.Value.Trace(90, -2, (Memory, "/nonexistent\0", ""), Memory, 7));
        Assert.Equal("chmod(NULL, 000)                        = -1 EFAULT (Bad address)", s_kernel.Value.Trace(90, -14, 0, 0));
        Assert.Equal(
            "unlinkat(3, \"x\", 0)                     = 0", s_kernel.Value.Trace(263, 0, (Memory, "x\0", "x\0"), 3, Memory, 0));
        Assert.Equal(
            "unlinkat(3, \"x\", AT_REMOVEDIR)          = 0", s_kernel.Value.Trace(263, 0, (Memory, "x\0", "x\0"), 3, Memory, 0x200));
    }

    [Theory]
    [InlineData("write(9, \"hello\\n\", 6)                  = 6", "hello\n", Memory, 6UL, 6)]
    [InlineData("write(9, 0x1000, 7)                     = -1 EFAULT (Bad address)", "hello\n", Memory, 7UL, -14)]
    [InlineData("write(9, NULL, 5)                       = -1 EBADF (Bad file descriptor)", "", 0UL, 5UL, -9)]
    [InlineData("write(9, \"\", 0)                         = -1 EBADF (Bad file descriptor)", "", Memory, 0UL, -9)]
    [InlineData(
        "write(9, \"01234567890123456789012345678901\"..., 40) = 40", "0123456789012345678901234567890123456789", Memory, 40UL, 40)]
    public void ABufferThatIsReadIsPrintedAsItIsBeforeTheCall(string line, string memory, ulong address, ulong length, long result) =>
        Assert.Equal(line, s_kernel.Value.Trace(1, result, (Memory, memory, "overwritten by the call, 40 bytes or more"), 9, address, length));

    [Theory]
    [InlineData("read(3, \"\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\", 10)     = 10", "\0\0\0\0\0\0\0\0\0\0", 10UL, 10)]
    [InlineData("read(3, \"ab\", 10)                       = 2", "abcdefghij", 10UL, 2)]
    [InlineData("read(3, \"\", 0)                          = 0", "", 0UL, 0)]
    [InlineData("read(3, 0x1000, 10)                     = -1 EBADF (Bad file descriptor)", "abcdefghij", 10UL, -9)]
    public void ABufferThatIsFilledIsPrintedAfterTheCall(string line, string memory, ulong length, long result) =>
        Assert.Equal(line, s_kernel.Value.Trace(0, result, (Memory, "before the call", memory), 3, Memory, length));

    [Fact]
    public void ArgumentsBehindAFilledBufferFollowIt() => Assert.Equal(
        "getrandom(\"ab\", 2, 1)                   = 2", s_kernel.Value.Trace(318, 2, (Memory, "", "ab"), Memory, 2, 1));
}
