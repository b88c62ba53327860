using System;
using Lodestar.Machine;
using Lodestar.Machine.Cpu;
using Lodestar.Machine.Interrupts;
using Lodestar.Machine.UserMode;
using Lodestar.RuntimeTests;

namespace Lodestar.KernelTests;

/// <summary>Ring 3 and back: system calls, faults, copies from and to a program.</summary>
public static class UserThreadTests
{
    private const int GeneralProtection = 13;
    private const int PageFault = 14;
    private const int InvalidOpcode = 6;

    // mov eax, 60; syscall
    private static ReadOnlySpan<byte> Exit => [0xb8, 60, 0, 0, 0, 0x0f, 0x05];

    [Test]
    public static void CallReturnsAndRegistersSurvive()
    {
        RecordedProgram program = RecordedProgram.Run(
        [
            0xb8, 39, 0, 0, 0,                                            // mov eax, 39
            0x48, 0xbb, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11,   // mov rbx, 0x1111111111111111
            0x66, 0x48, 0x0f, 0x6e, 0xeb,                                 // movq xmm5, rbx
            0x0f, 0x05,                                                   // syscall
            0x48, 0x89, 0xc7,                                             // mov rdi, rax
            0x66, 0x48, 0x0f, 0x7e, 0xee,                                 // movq rsi, xmm5
            .. Exit,
        ]);
        Check.Equal(1, program.Calls.Count);
        Check.Equal(39L, program.Calls[0]);
        Check.Equal(1039UL, program.End.Rdi);
        Check.Equal(0x1111111111111111UL, program.End.Rsi);
    }

    [Test]
    public static void KernelMemoryIsOutOfReach()
    {
        // mov rax, [0xffffffff80100000]
        RecordedProgram program = RecordedProgram.Run([0x48, 0x8b, 0x04, 0x25, 0x00, 0x00, 0x10, 0x80, .. Exit]);
        Check.Equal(1, program.Exceptions.Count);
        Check.Equal((PageFault, 0xffffffff80100000UL), program.Exceptions[0]);
    }

    [Test]
    public static void PrivilegedInstructionsFault()
    {
        Check.Equal(GeneralProtection, RecordedProgram.Run([0xf4]).Exceptions[0].Vector);               // hlt
        Check.Equal(GeneralProtection, RecordedProgram.Run([0xfa]).Exceptions[0].Vector);               // cli
        Check.Equal(GeneralProtection, RecordedProgram.Run([0xe4, 0x60]).Exceptions[0].Vector);         // in al, 0x60
        Check.Equal(GeneralProtection, RecordedProgram.Run([0x0f, 0x22, 0xd8]).Exceptions[0].Vector);   // mov cr3, rax
        Check.Equal(InvalidOpcode, RecordedProgram.Run([0x0f, 0x0b]).Exceptions[0].Vector);             // ud2
    }

    [Test]
    public static void StackPointerNonsenseAtACallDoesNoHarm()
    {
        foreach (ulong stack in (ReadOnlySpan<ulong>)[0, 1, 0x7fff_ffff_ffff, 0x8000_0000_0000_0000, ulong.MaxValue])
        {
            RecordedProgram program = RecordedProgram.Run(
            [
                0x48, 0xbc, .. BitConverter.GetBytes(stack),   // mov rsp, stack
                0xb8, 39, 0, 0, 0, 0x0f, 0x05,                 // mov eax, 39; syscall
                0x48, 0x89, 0xe7,                              // mov rdi, rsp
                .. Exit,
            ]);
            Check.Equal(stack, program.End.Rdi);
        }
    }

    [Test]
    public static void PagesAppearOnDemand()
    {
        RecordedProgram program = RecordedProgram.Run(
            [
                0xc6, 0x04, 0x25, 0x00, 0x00, 0x80, 0x00, 0x07,       // mov byte [0x800000], 7
                0x0f, 0xb6, 0x3c, 0x25, 0x00, 0x00, 0x80, 0x00,       // movzx edi, byte [0x800000]
                .. Exit,
            ],
            onPageFault: address => address == 0x80_0000);
        Check.Equal(7UL, program.End.Rdi);
        Check.Equal(0, program.Exceptions.Count);
    }

    [Test]
    public static void CopiesStopAtWhatIsNotThere()
    {
        byte[] buffer = new byte[100];
        int read = -1, written = -1, kernel = -1, wrapped = -1;
        ulong end = RecordedProgram.Code + UserPageTable.PageSize;
        RecordedProgram.Run(
            [0xb8, 39, 0, 0, 0, 0x0f, 0x05, .. Exit],
            onCall: (_, _) =>
            {
                read = UserMemory.CopyFrom(end - 13, buffer);
                written = UserMemory.CopyTo(RecordedProgram.Code, buffer);
                kernel = UserMemory.CopyFrom(0xffffffff80100000, buffer);
                wrapped = UserMemory.CopyFrom(ulong.MaxValue - 10, buffer);
                return 0;
            });
        Check.Equal(13, read);
        Check.Equal(0, written);
        Check.Equal(0, kernel);
        Check.Equal(0, wrapped);
    }

    [Test]
    public static void CopiesFillPagesOnDemand()
    {
        int written = -1;
        byte[] back = new byte[10000];
        RecordedProgram program = RecordedProgram.Run(
            [0xb8, 39, 0, 0, 0, 0x0f, 0x05, .. Exit],
            onCall: (_, _) =>
            {
                byte[] data = new byte[10000];
                Array.Fill(data, (byte)0x5a);
                written = UserMemory.CopyTo(0x80_0ffb, data);
                UserMemory.CopyFrom(0x80_0ffb, back);
                return 0;
            },
            onPageFault: address => address is >= 0x80_0000 and < 0x90_0000);
        Check.Equal(10000, written);
        Check.That(Array.TrueForAll(back, value => value == 0x5a));
        Check.Equal(0, program.Exceptions.Count);
    }

    [Test]
    public static void ReturnAddressesThatSysretMustNotTake()
    {
        foreach (ulong address in (ReadOnlySpan<ulong>)
            [0x0000_8000_0000_0000, 0xffff_8000_0000_0000, 0xffff_ffff_8010_0000, 0x8000_0000_0000_0000])
        {
            RecordedProgram program = RecordedProgram.Run(
                [0xb8, 39, 0, 0, 0, 0x0f, 0x05, .. Exit], onRegisters: registers => registers.Rip = address);

            // IRETQ refuses what is not canonical; where it goes, the fetch faults in ring 3.
            bool isCanonical = address >= 0xffff_8000_0000_0000;
            Check.Equal(1, program.Exceptions.Count);
            Check.Equal(isCanonical ? (PageFault, address) : (GeneralProtection, 0UL), program.Exceptions[0]);
            Check.Equal(0UL, program.End.Rdi);
        }
    }

    [Test]
    public static void ChangedRegistersLeaveByIretq()
    {
        // mov eax, 39; syscall; (not executed: ud2); mov rdi, rcx; mov rsi, r11; exit
        RecordedProgram program = RecordedProgram.Run(
            [0xb8, 39, 0, 0, 0, 0x0f, 0x05, 0x0f, 0x0b, 0x48, 0x89, 0xcf, 0x4c, 0x89, 0xde, .. Exit],
            onRegisters: registers =>
            {
                registers.Rip += 2;
                registers.Rcx = 0x1234;
                registers.R11 = 0x5678;
            });
        Check.Equal((0x1234UL, 0x5678UL), program.End);
    }

    [Test]
    public static void UnservedNumbersComeBackByThemselves()
    {
        const long Enosys = -38;
        foreach (int number in (ReadOnlySpan<int>)[0, 39, 511, 512, -1, 0x4000_0027])
        {
            UnservedCalls.Add(number);
            RecordedProgram program = RecordedProgram.Run(
            [
                0xb8, .. BitConverter.GetBytes(number), 0x0f, 0x05,   // mov eax, number; syscall
                0x48, 0x89, 0xc7,                                     // mov rdi, rax
                0x48, 0x89, 0xde,                                     // mov rsi, rbx
                0xb8, 41, 0, 0, 0, 0x0f, 0x05,                        // mov eax, 41; syscall: not among them
                .. Exit,
            ]);
            UnservedCalls.Clear();
            Check.Equal((unchecked((ulong)Enosys), 0UL), program.End);
            Check.Equal(1, program.Calls.Count);
            Check.Equal(41L, program.Calls[0]);
        }

        Check.Equal(2, RecordedProgram.Run([0xb8, 39, 0, 0, 0, 0x0f, 0x05, 0xb8, 0, 2, 0, 0, 0x0f, 0x05, .. Exit]).Calls.Count);
    }

    [Test]
    public static unsafe void OnlyFaultsOfACopyEndIt()
    {
        // An NMI, a #DB or a #MC that comes while a copy runs, or at the IRETQ to ring 3, is not the program's; a #GP of a copy
        // has to do with an address of the kernel's.
        bool copyTaken = true, iretqTaken = true;
        RecordedProgram program = RecordedProgram.Run(
            [0xb8, 39, 0, 0, 0, 0x0f, 0x05, .. Exit],
            onCall: (_, _) =>
            {
                copyTaken = IsTaken(UserMemory.GetUserCopyFixups()[0], [1, 2, 13, 18]);
                iretqTaken = IsTaken(UserFaults.GetUserIretq(), [1, 2, 18]);
                return 0;
            });
        Check.That(!copyTaken);
        Check.That(!iretqTaken);
        Check.Equal(0, program.Exceptions.Count);
    }

    /// <summary>Whether one of these exceptions of the kernel at an address is handled as a program's fault.</summary>
    private static unsafe bool IsTaken(ulong address, ReadOnlySpan<uint> vectors)
    {
        const int Below = 24;
        byte* memory = stackalloc byte[Below + sizeof(InterruptFrame)];
        InterruptFrame* frame = (InterruptFrame*)(memory + Below);
        bool taken = false;
        foreach (uint vector in vectors)
        {
            *frame = default;
            frame->Cs = Selector.KernelCode;
            frame->Rip = address;
            *(uint*)((byte*)frame + InterruptFrame.VectorOffset) = vector;
            taken |= vector == frame->Vector && UserFaults.TryHandle(frame);
        }

        return taken;
    }

    [Test]
    public static void EverythingIsGivenBack()
    {
        const int Programs = 200;
        RecordedProgram.Run(Exit);
        GC.Collect();
        long before = (long)MachineInformation.FreeMemory;
        for (int i = 0; i < Programs; i++)
        {
            RecordedProgram.Run(
                [0xc6, 0x04, 0x25, 0x00, 0x00, 0x80, 0x00, 0x07, .. Exit], onPageFault: _ => true);
        }

        // Each program had seven frames and more; what is left is what the heap has taken or given back meanwhile.
        GC.Collect();
        Check.AtMost(Programs * 4096L, Math.Abs(before - (long)MachineInformation.FreeMemory));
    }
}
