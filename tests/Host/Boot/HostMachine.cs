using System;
using System.Runtime.InteropServices;

// What the linked sources of the kernel's boot information need below them.

namespace Lodestar.Machine.Memory
{
    /// <summary>4 GiB of "physical" memory that read as zeros until a test writes to them.</summary>
    internal static unsafe class DirectMap
    {
        private const int ReadAndWrite = 1 | 2;
        private const int PrivateAnonymousNoReserve = 0x2 | 0x20 | 0x4000;
        private const ulong Size = 4UL << 30;

        private static readonly byte* s_memory = Map();

        public static byte* ToPointer(ulong physicalAddress) => s_memory + physicalAddress;

        private static byte* Map()
        {
            nint address = MapMemory(0, Size, ReadAndWrite, PrivateAnonymousNoReserve, -1, 0);
            return address == -1 ? throw new InvalidOperationException("mmap") : (byte*)address;
        }

        [DllImport("libc", EntryPoint = "mmap")]
        private static extern nint MapMemory(nint address, ulong length, int protection, int flags, int file, nint offset);
    }
}

namespace Lodestar.Machine.Diagnostics
{
    /// <summary>A panic is an exception here.</summary>
    internal static class Panic
    {
        [System.Diagnostics.CodeAnalysis.DoesNotReturn]
        public static void Stop(string reason) => throw new InvalidOperationException(reason);
    }

    /// <summary>Counts warnings.</summary>
    internal static class KernelLog
    {
        public static int Warnings { get; private set; }

        public static void Warning(string text) => Warnings++;
    }
}
