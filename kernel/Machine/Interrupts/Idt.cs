using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Lodestar.Machine.Cpu;

namespace Lodestar.Machine.Interrupts;

/// <summary>The interrupt descriptor table (Intel SDM volume 3, 6.14.1): a gate for every vector.</summary>
internal static unsafe class Idt
{
    private const int Vectors = 256;
    private const int StubSize = 16;
    private const byte PresentInterruptGate = 0x8e;
    private const byte OpenToUser = 3 << 5;

    private static Table s_table;

    [StructLayout(LayoutKind.Sequential)]
    private struct Gate
    {
        public ushort OffsetLow;
        public ushort Selector;
        public byte InterruptStack;
        public byte TypeAndPrivilege;
        public ushort OffsetMiddle;
        public uint OffsetHigh;
        public uint Reserved;
    }

    [InlineArray(Vectors)]
    private struct Table
    {
        private Gate _first;
    }

    /// <summary>Fills the table and loads it. No vector has a stack of its own yet.</summary>
    public static void Load()
    {
        ulong stub = GetInterruptStubs();
        for (int vector = 0; vector < Vectors; vector++)
        {
            ref Gate gate = ref s_table[vector];
            gate.OffsetLow = (ushort)stub;
            gate.OffsetMiddle = (ushort)(stub >> 16);
            gate.OffsetHigh = (uint)(stub >> 32);
            gate.Selector = Selector.KernelCode;
            gate.TypeAndPrivilege = PresentInterruptGate;
            stub += StubSize;
        }

        // INT3 and INTO are instructions that programs may execute; any other INT n of theirs is #GP.
        s_table[(int)ExceptionVector.Breakpoint].TypeAndPrivilege |= OpenToUser;
        s_table[(int)ExceptionVector.Overflow].TypeAndPrivilege |= OpenToUser;

        PseudoDescriptor descriptor;
        descriptor.Limit = (ushort)((Vectors * sizeof(Gate)) - 1);
        descriptor.Base = (ulong)Unsafe.AsPointer(ref s_table);
        CpuInstructions.LoadIdt(&descriptor);
    }

    /// <summary>Makes a vector switch to a stack of the interrupt stack table, counted from 1.</summary>
    public static void SetInterruptStack(ExceptionVector vector, int number) =>
        s_table[(int)vector].InterruptStack = (byte)number;

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "GetInterruptStubs")]
    private static extern ulong GetInterruptStubs();
}
