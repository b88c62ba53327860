using System;
using Lodestar.Machine.UserMode;
using Lodestar.RuntimeTests;

namespace Lodestar.KernelTests;

/// <summary>A program's segments and the bases of FS and GS.</summary>
public static class ThreadPointerTests
{
    private const ulong Canonical = 0x7fff_1234_5000;
    private const ulong KernelHalf = 0xffff_8880_0000_0000;

    [Test]
    public static void AProgramStartsWithoutSegmentsAndBases()
    {
        ulong fs = 1, gs = 1;
        RunPrograms();
        RecordedProgram program = RecordedProgram.Run(
            [
                0x66, 0x8c, 0xdf,                    // mov di, ds
                0x48, 0xc1, 0xe7, 0x10,              // shl rdi, 16
                0x66, 0x8c, 0xc7,                    // mov di, es
                0x66, 0x8c, 0xe6,                    // mov si, fs
                0x48, 0xc1, 0xe6, 0x10,              // shl rsi, 16
                0x66, 0x8c, 0xee,                    // mov si, gs
                .. VectorProgram.Call(39),
                .. VectorProgram.Exit,
            ],
            onCall: (_, _) =>
            {
                fs = UserThreadPointers.FsBase;
                gs = UserThreadPointers.GsBase;
                return 0;
            });
        Check.Equal((0UL, 0UL), program.End);
        Check.Equal(0UL, fs);
        Check.Equal(0UL, gs);

        // A program that leaves selectors and bases behind.
        static void RunPrograms() => RecordedProgram.Run(
            [
                0xb8, 0x2b, 0x00, 0x00, 0x00,        // mov eax, 0x2b
                0x8e, 0xd8, 0x8e, 0xc0,              // mov ds, eax; mov es, eax
                0x8e, 0xe0, 0x8e, 0xe8,              // mov fs, eax; mov gs, eax
                .. VectorProgram.Call(39),
                .. VectorProgram.Exit,
            ],
            onCall: (_, _) =>
            {
                UserThreadPointers.FsBase = Canonical;
                UserThreadPointers.GsBase = Canonical;
                return 0;
            });
    }

    [Test]
    public static void BasesAreTheProgramsAlone()
    {
        RecordedProgram program = RecordedProgram.Run(
            [
                .. VectorProgram.Call(39),
                .. VectorProgram.Call(40),
                0x64, 0x48, 0x8b, 0x3c, 0x25, 0x08, 0x00, 0x00, 0x00, // mov rdi, [fs:8]
                0x65, 0x48, 0x8b, 0x34, 0x25, 0x10, 0x00, 0x00, 0x00, // mov rsi, [gs:16]
                .. VectorProgram.Exit,
            ],
            onCall: (_, number) =>
            {
                const ulong Block = RecordedProgram.StackTop - 0x100;
                if (number == 39)
                {
                    UserThreadPointers.FsBase = Block;
                    UserThreadPointers.GsBase = Block;
                    UserMemory.TryWrite(Block + 8, 0x1111UL);
                    UserMemory.TryWrite(Block + 16, 0x2222UL);
                }

                return UserThreadPointers.FsBase == Block && UserThreadPointers.GsBase == Block ? 0 : -1;
            });
        Check.Equal((0x1111UL, 0x2222UL), program.End);
    }

    [Test]
    public static void AProgramSetsItsBasesItself()
    {
        if (!UserThreadPointers.HasInstructions)
        {
            Check.Equal(6, RecordedProgram.Run([0xf3, 0x48, 0x0f, 0xae, 0xd0]).Exceptions[0].Vector); // wrfsbase rax: #UD
            return;
        }

        ulong fs = 0, gs = 0;
        RecordedProgram program = RecordedProgram.Run(
            [
                0x48, 0xb8, .. BitConverter.GetBytes(Canonical),      // mov rax, Canonical
                0xf3, 0x48, 0x0f, 0xae, 0xd0,                         // wrfsbase rax
                0x48, 0xb8, .. BitConverter.GetBytes(KernelHalf),     // mov rax, KernelHalf
                0xf3, 0x48, 0x0f, 0xae, 0xd8,                         // wrgsbase rax
                .. VectorProgram.Call(39),
                0xf3, 0x48, 0x0f, 0xae, 0xc7,                         // rdfsbase rdi
                0xf3, 0x48, 0x0f, 0xae, 0xce,                         // rdgsbase rsi
                .. VectorProgram.Exit,
            ],
            onCall: (_, _) =>
            {
                fs = UserThreadPointers.FsBase;
                gs = UserThreadPointers.GsBase;
                return 0;
            });
        Check.Equal((Canonical, KernelHalf), program.End);
        Check.Equal(Canonical, fs);
        Check.Equal(KernelHalf, gs);
    }

    [Test]
    public static void ADebugExceptionIsServedOnTheThreadsStack()
    {
        // With a GS base that looks like the kernel's where a program can have one.
        byte[] setBase = UserThreadPointers.HasInstructions
            ? [0x48, 0xb8, .. BitConverter.GetBytes(KernelHalf), 0xf3, 0x48, 0x0f, 0xae, 0xd8]
            : [];
        string? problem = "not called";
        ulong gs = 0;
        RecordedProgram program = RecordedProgram.Run(
            [
                .. setBase,
                0x9c,                                                 // pushfq
                0x48, 0x81, 0x0c, 0x24, 0x00, 0x01, 0x00, 0x00,       // or qword [rsp], 0x100: TF
                0xbf, 0x07, 0x00, 0x00, 0x00,                         // mov edi, 7
                0x9d,                                                 // popfq
                0x90,                                                 // nop: #DB behind it
                .. VectorProgram.Exit,
            ],
            onException: (registers, vector) =>
            {
                // Collects garbage and throws, which on a stack that nobody knows would not end well.
                problem = KernelNoise.Make() ?? ThrowAndCatch();
                gs = UserThreadPointers.GsBase;
                registers.Rflags &= ~0x100UL;
                return vector == 1;
            });
        Check.Equal(null, problem);
        Check.Equal(1, program.Exceptions.Count);
        Check.Equal(7UL, program.End.Rdi);
        Check.Equal(UserThreadPointers.HasInstructions ? KernelHalf : 0, gs);
    }

    private static string? ThrowAndCatch()
    {
        try
        {
            throw new InvalidOperationException();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
