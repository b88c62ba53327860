namespace Lodestar.Host.Tests.Generators;

/// <summary>What the kernel's hardware half is for the generated code, in the sources that <see cref="SyscallKernel"/> compiles.</summary>
internal static class SyscallStubs
{
    internal const string Text = """
        using System;
        using System.Collections.Generic;
        using System.Text;
        using Lodestar.Core.Abi;
        using Lodestar.Core.Syscalls;
        using Lodestar.Core.Syscalls.Tracing;

        namespace Lodestar.Machine.UserAccess
        {
            public readonly ref struct ReadableUserBuffer(ulong address, ulong length)
            {
                public ulong Address { get; } = address;
                public ulong Length { get; } = length;
            }

            public readonly ref struct WritableUserBuffer(ulong address, ulong length)
            {
                public ulong Address { get; } = address;
                public ulong Length { get; } = length;
            }

            public readonly ref struct UserString(ulong address)
            {
                public ulong Address { get; } = address;
            }

            public readonly struct UserRef<T>(ulong address) where T : unmanaged
            {
                public ulong Address { get; } = address;
                public bool IsNull => Address == 0;
            }
        }

        namespace Lodestar.Core.Tasks
        {
            public sealed class Thread
            {
                public int Id => 77;
            }
        }

        namespace Lodestar.Core.Syscalls
        {
            public sealed class SyscallContext
            {
                public Tasks.Thread Thread { get; } = new();
                public int Process => 5;
            }

            public static partial class SyscallTable
            {
                public static List<int> Unknown { get; } = [];

                public static partial long Dispatch(SyscallContext context, in SyscallArguments arguments, int number);

                [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
                private static long UnknownSyscall(int number)
                {
                    Unknown.Add(number);
                    return -(long)Errno.ENOSYS;
                }
            }
        }

        /// <summary>What the tests call by reflection.</summary>
        public sealed class Probe : TraceWriter
        {
            private static readonly StringBuilder s_line = new();
            private static ulong s_memoryStart;
            private static byte[] s_memory = [];

            /// <summary>The arguments that the last handler was called with, as text.</summary>
            public static string Seen { get; set; } = "";

            public static long Dispatch(int number, ulong[] a)
            {
                Seen = "";
                return SyscallTable.Dispatch(new SyscallContext(), new SyscallArguments(a[0], a[1], a[2], a[3], a[4], a[5]), number);
            }

            public static long AllocatedBytes(int number, int times)
            {
                SyscallContext context = new();
                SyscallTable.Dispatch(context, default, number);
                long before = GC.GetAllocatedBytesForCurrentThread();
                for (int i = 0; i < times; i++)
                {
                    SyscallTable.Dispatch(context, default, number);
                }

                return GC.GetAllocatedBytesForCurrentThread() - before;
            }

            public static string Unknown() => string.Join(",", SyscallTable.Unknown);

            public static string? NameOf(int number) => SyscallNames.NameOf(number);

            public static int NumberOf(string name) => SyscallNames.NumberOf(name);

            public static string Trace(int number, ulong[] a, long result, ulong memoryStart, byte[] before, byte[] after)
            {
                s_line.Clear();
                SyscallArguments arguments = new(a[0], a[1], a[2], a[3], a[4], a[5]);
                Probe probe = new();
                (s_memoryStart, s_memory) = (memoryStart, before);
                SyscallFormatter.WriteEntry(probe, number, arguments);
                s_memory = after;
                SyscallFormatter.WriteExit(probe, number, arguments, result);
                return s_line.ToString();
            }

            protected override void Append(ReadOnlySpan<byte> text) => s_line.Append(Encoding.ASCII.GetString(text));

            protected override int ReadUser(ulong address, Span<byte> destination)
            {
                ulong offset = unchecked(address - s_memoryStart);
                int count = offset >= (ulong)s_memory.Length ? 0 : Math.Min(destination.Length, s_memory.Length - (int)offset);
                s_memory.AsSpan(count == 0 ? 0 : (int)offset, count).CopyTo(destination);
                return count;
            }
        }
        """;
}
