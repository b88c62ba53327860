using System;
using System.IO;
using Lodestar.Machine.Cpu;
using Lodestar.Machine.Memory;
using Lodestar.Machine.UserMode;

namespace Lodestar.KernelTests.Benchmarks;

/// <summary>
/// What no system call can be cheaper than: one whose entry does nothing but take the kernel's GS and give it back. For the
/// time of the measurement LSTAR points to it.
/// </summary>
internal static unsafe class SyscallFloorBenchmark
{
    private const uint MsrLstar = 0xc000_0082;
    private const uint Calls = 1_000;

    /// <summary>swapgs; swapgs; o64 sysret.</summary>
    private static ReadOnlySpan<byte> Stub => [0x0f, 0x01, 0xf8, 0x0f, 0x01, 0xf8, 0x48, 0x0f, 0x07];

    /// <summary>rdtsc; shl rdx, 32; or rax, rdx.</summary>
    private static ReadOnlySpan<byte> ReadCounter => [0x0f, 0x31, 0x48, 0xc1, 0xe2, 0x20, 0x48, 0x09, 0xd0];

    /// <summary>A part of the kernel's half that nothing else uses.</summary>
    private static byte* StubPage => (byte*)0xffff_e000_0000_0000;

    public static void Run()
    {
        byte[] count = BitConverter.GetBytes(Calls);
        byte[] program =
        [
            0xbb, .. count,                 // mov ebx, Calls
            .. ReadCounter,
            0x48, 0x89, 0xc6,               // mov rsi, rax
            0xb8, 39, 0, 0, 0,              // mov eax, 39; a loop of a real call sets its number too
            0x0f, 0x05,                     // syscall
            0x48, 0xff, 0xcb,               // dec rbx
            0x75, 0xf4,                     // jnz to the mov
            .. ReadCounter,
            0x48, 0x29, 0xf0,               // sub rax, rsi
            0x48, 0x89, 0xc6,               // mov rsi, rax
            0xbb, .. count,                 // mov ebx, Calls
            .. ReadCounter,
            0x48, 0x89, 0xc7,               // mov rdi, rax
            0x48, 0xff, 0xcb,               // dec rbx
            0x75, 0xfb,                     // jnz to the dec
            .. ReadCounter,
            0x48, 0x29, 0xf8,               // sub rax, rdi
            0x48, 0x29, 0xc6,               // sub rsi, rax
            0x0f, 0x0b,                     // ud2, because a call would not come back to the kernel
        ];
        MapStub();
        ulong entry = CpuInstructions.ReadMsr(MsrLstar);
        CpuInstructions.WriteMsr(MsrLstar, (ulong)StubPage);
        ulong ticks = LastRsi.Of(program);
        CpuInstructions.WriteMsr(MsrLstar, entry);
        KernelAddressSpace.UnmapPages(StubPage, 1);
        Measurement.Write("syscall-floor", (double)ticks / Calls, "instructions", 0);
    }

    /// <summary>Code is not writable where it is executed: it is written through the map of all memory.</summary>
    private static void MapStub()
    {
        if (!KernelAddressSpace.MapPages(StubPage, 1, PageProtection.ReadExecute))
        {
            throw new OutOfMemoryException();
        }

        ulong* entry = KernelAddressSpace.Table.Find((ulong)StubPage, out _);
        Stub.CopyTo(new Span<byte>(DirectMap.ToPointer(PageTable.AddressOf(*entry)), Stub.Length));
    }

    /// <summary>A program that ends with an exception, and its RSI then.</summary>
    private sealed class LastRsi : UserEvents
    {
        private const ulong Code = 0x40_0000;
        private const int InvalidOpcode = 6;

        private ulong _value;

        public static ulong Of(ReadOnlySpan<byte> code)
        {
            UserPageTable table = UserPageTable.TryCreate() ?? throw new OutOfMemoryException();
            table.TryMap(Code, UserProtection.Read | UserProtection.Execute);
            code.CopyTo(table.PageAt(Code));
            LastRsi program = new();
            ProgramRunner.Run(program, table, Code, stackPointer: 0);
            table.Free();
            return program._value;
        }

        public override long Syscall(UserRegisters registers) => throw new InvalidDataException("the stub was not called");

        public override long Start(UserRegisters registers) => 0;

        public override void Work(UserRegisters registers)
        {
        }

        public override bool ResolvePageFault(ulong address, PageFaultAccess access) => false;

        public override void Exception(UserRegisters registers, int vector, ulong errorCode, ulong detail)
        {
            _value = vector == InvalidOpcode
                ? registers.Rsi
                : throw new InvalidDataException($"exception {vector} at {registers.Rip:x}");
            ProgramRunner.Leave();
        }
    }
}
