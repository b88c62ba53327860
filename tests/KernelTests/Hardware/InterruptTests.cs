using System;
using System.Text;
using Lodestar.Machine;
using Lodestar.Machine.Diagnostics;
using Lodestar.Machine.Memory;
using Lodestar.RuntimeTests;

namespace Lodestar.KernelTests.Hardware;

/// <summary>The way into an interrupt handler and back leaves the interrupted code's registers alone.</summary>
public static unsafe class InterruptTests
{
    private const ulong Pattern = 0x0123_4567_89ab_cdef;

    private static byte* Scratch => (byte*)0xffff_e080_0000_0000;

    [Test]
    public static void AVectorRegisterSurvives() =>
        // movq xmm15, rdi; int 0x40; movq rax, xmm15; ret
        Check.Equal(Pattern, Run([0x66, 0x4c, 0x0f, 0x6e, 0xff, 0xcd, 0x40, 0x66, 0x4c, 0x0f, 0x7e, 0xf8, 0xc3]));

    [Test]
    public static void AScratchRegisterSurvives() =>
        // mov r11, rdi; int 0xff; mov rax, r11; ret
        Check.Equal(Pattern, Run([0x49, 0x89, 0xfb, 0xcd, 0xff, 0x4c, 0x89, 0xd8, 0xc3]));

    [Test]
    public static void TheFirstArgumentSurvives() =>
        // int 0x20; mov rax, rdi; ret
        Check.Equal(Pattern, Run([0xcd, 0x20, 0x48, 0x89, 0xf8, 0xc3]));

    [Test]
    public static void TheDirectionFlagIsTheInterruptedCodesOwn() =>
        // std; int 0x40; pushfq; pop rax; cld; shr eax, 10; and eax, 1; ret
        Check.Equal(1UL, Run([0xfd, 0xcd, 0x40, 0x9c, 0x58, 0xfc, 0xc1, 0xe8, 0x0a, 0x83, 0xe0, 0x01, 0xc3]));

    [Test]
    public static void AnUnexpectedVectorIsReportedOnce()
    {
        MachineInterrupts.TakeEvents();
        string before = LastLine();
        Check.Equal(Pattern, Run([0xcd, 0x9d, 0x48, 0x89, 0xf8, 0xc3])); // int 0x9d; mov rax, rdi; ret
        Check.Equal(before, LastLine());
        MachineInterrupts.TakeEvents();
        Check.That(LastLine().Contains("interrupt 157 that nobody asked for", StringComparison.Ordinal));
        KernelLog.WriteLine("reported");
        Run([0xcd, 0x9d, 0xc3]); // int 0x9d; ret
        MachineInterrupts.TakeEvents();
        Check.Equal("reported", LastLine());
    }

    [Test]
    public static void ASpuriousInterruptIsNotReported()
    {
        MachineInterrupts.TakeEvents();
        string before = LastLine();
        foreach (byte vector in (ReadOnlySpan<byte>)[0x27, 0x2f, 0xff])
        {
            Run([0xcd, vector, 0xc3]); // int vector; ret
        }

        MachineInterrupts.TakeEvents();
        Check.Equal(before, LastLine());
    }

    private static string LastLine()
    {
        byte[] log = new byte[MachineInformation.LogLength];
        return Encoding.UTF8.GetString(log, 0, MachineInformation.ReadLog(log)).TrimEnd('\n').Split('\n')[^1];
    }

    /// <summary>Runs machine code on <see cref="Pattern"/>: written through the direct map, executed where it is not writable.</summary>
    private static ulong Run(ReadOnlySpan<byte> code)
    {
        Check.That(KernelAddressSpace.MapPages(Scratch, 1, PageProtection.ReadExecute));
        ulong frame = PageTable.AddressOf(*KernelAddressSpace.Table.Find((ulong)Scratch, out _));
        code.CopyTo(new Span<byte>(DirectMap.ToPointer(frame), code.Length));
        ulong result = ((delegate* unmanaged<ulong, ulong>)Scratch)(Pattern);
        KernelAddressSpace.UnmapPages(Scratch, 1);
        return result;
    }
}
