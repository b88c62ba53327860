using System;
using System.Linq;
using System.Reflection.Emit;
using Xunit;

namespace Lodestar.Host.Tests.Generators;

/// <summary>Generated dispatchers, compiled and run.</summary>
public sealed class SyscallDispatchTests
{
    private const long NotThere = -38;

    private static readonly Lazy<SyscallKernel> s_kernel = new(static () => SyscallKernel.Build("""
        public enum Narrow { A = 1, Negative = -1 }
        public enum Unsigned : uint { A = 1 }
        public enum Wide : ulong { A = 1 }
        public struct Timespec { public long Seconds, Nanoseconds; }

        internal static class Calls
        {
            [Syscall(0, "read")]
            internal static SyscallResult Read(int fd, WritableUserBuffer b) => Seen($"{fd} {b.Address:x} {b.Length:x}", 7L);

            [Syscall(1, "write")]
            internal static SyscallResult Write(int fd, ReadableUserBuffer b) => Seen($"{fd} {b.Address:x} {b.Length:x}", Errno.EFAULT);

            [Syscall(2, "open")]
            internal static int Open(UserString path, Narrow a, Unsigned b, Wide c) => (int)Seen($"{path.Address:x} {(int)a} {(uint)b} {(ulong)c:x}", -2).Value;

            [Syscall(3, "close")]
            internal static Errno Close(int fd) => fd == 3 ? Errno.None : Errno.EBADF;

            [Syscall(9, "mmap")]
            public static long Mmap(ulong a, long b, uint c, int d, ulong e, long f) => Seen($"{a:x} {b} {c} {d} {e:x} {f}", -1L).Value;

            [Syscall(35, "nanosleep")]
            internal static Errno Sleep(UserRef<Timespec> request, UserRef<Timespec> left) { Seen($"{request.Address:x} {left.IsNull}", 0); return default; }

            [Syscall(39, "getpid")]
            internal static int GetPid() => 42;

            [Syscall(186, "gettid")]
            internal static long GetTid(Thread thread, ulong first) => Seen($"{thread.Id} {first}", thread.Id).Value;

            [Syscall(187, "readahead")]
            internal static int @lock(SyscallContext context, Thread thread, int first) => context.Thread == thread ? first : -1;

            [Syscall(511, "last")]
            internal static long Last() => long.MinValue;

            private static SyscallResult Seen(string text, SyscallResult result) { Probe.Seen = text; return result; }
        }
        """));

    [Theory]
    [InlineData(0, 7, "3 fffffffffffff000 ffffffffffffffff", 3UL, 0xffff_ffff_ffff_f000UL, ulong.MaxValue)]
    [InlineData(1, -14, "-1 10 20", 0x1_ffff_ffffUL, 0x10UL, 0x20UL)]
    [InlineData(2, -2, "1000 -1 4294967295 ffffffffffffffff", 0x1000UL, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue)]
    [InlineData(3, 0, "", 3UL)]
    [InlineData(3, -9, "", 4UL)]
    [InlineData(3, 0, "", 0xffff_ffff_0000_0003UL)]
    [InlineData(9, -1, "1 -1 4294967295 -1 5 6", 1UL, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, 5UL, 6UL)]
    [InlineData(35, 0, "1000 True", 0x1000UL)]
    [InlineData(39, 42, "")]
    [InlineData(186, 77, "77 9", 9UL)]
    [InlineData(187, 9, "", 9UL)]
    [InlineData(511, long.MinValue, "")]
    public void AHandlerGetsItsArgumentsAndItsResultIsInRax(int number, long result, string seen, params ulong[] arguments)
    {
        SyscallKernel kernel = s_kernel.Value;
        Assert.Equal(result, kernel.Dispatch(number, arguments));
        Assert.Equal(seen, kernel.Seen);
    }

    [Fact]
    public void EveryOtherNumberComesToTheHook()
    {
        int[] there = [0, 1, 2, 3, 9, 35, 39, 186, 187, 511];
        int[] others =
        [
            .. Enumerable.Range(0, 600).Except(there), int.MinValue, int.MinValue + 39, -1, -512, int.MaxValue, 0x4000_0000, 0x4000_0027,
        ];
        SyscallKernel kernel = s_kernel.Value;
        Assert.All(others, number => Assert.Equal(NotThere, kernel.Dispatch(number)));
        Assert.Equal(string.Join(',', others), kernel.Unknown);
    }

    [Fact]
    public void TheSwitchIsOneTable()
    {
        // Nothing comes before it: no comparisons that choose between tables.
        byte[] code = s_kernel.Value.TableCode("Dispatch");
        Assert.Equal([(byte)OpCodes.Ldarg_2.Value, (byte)OpCodes.Switch.Value], code[..2]);
        int entries = BitConverter.ToInt32(code, 2);
        Assert.Equal(512, entries);
    }

    [Theory]
    [InlineData(0, "read")]
    [InlineData(511, "last")]
    [InlineData(4, null)]
    [InlineData(-1, null)]
    [InlineData(512, null)]
    public void NumbersHaveNames(int number, string? name)
    {
        Assert.Equal(name, s_kernel.Value.NameOf(number));
        if (name is not null)
        {
            Assert.Equal(number, s_kernel.Value.NumberOf(name));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("rea")]
    [InlineData("READ")]
    [InlineData("readv")]
    public void OtherNamesHaveNoNumber(string name) => Assert.Equal(-1, s_kernel.Value.NumberOf(name));

    [Fact]
    public void ATableWithoutHandlersIsAllHook()
    {
        SyscallKernel kernel = SyscallKernel.Build("");
        Assert.Equal(NotThere, kernel.Dispatch(0));
        Assert.Equal(-1, kernel.NumberOf("read"));
        Assert.Null(kernel.NameOf(0));
    }

    [Fact]
    public void DispatchingAllocatesNothing()
    {
        SyscallKernel kernel = s_kernel.Value;
        Assert.Equal(0, kernel.AllocatedBytes(39, 1000));
        Assert.Equal(0, kernel.AllocatedBytes(3, 1000));
    }
}
