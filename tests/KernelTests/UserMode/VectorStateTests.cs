using System;
using Lodestar.Machine.UserMode;
using Lodestar.RuntimeTests;

namespace Lodestar.KernelTests;

/// <summary>A program's x87, SSE and AVX registers are its own.</summary>
public static class VectorStateTests
{
    private const int NoiseCall = 39;
    private const int Breakpoint = 3;
    private const int X87Error = 16;
    private const int SimdError = 19;

    /// <summary>MXCSR with every exception unmasked, all flags set, denormals flushed, rounding toward zero.</summary>
    private const uint UnmaskedMxcsr = 0xe07f;

    [Test]
    public static void TheStateSurvivesACall()
    {
        byte[] state = VectorProgram.UnusualState(UnmaskedMxcsr);
        (byte[] after, string? problem) = RunWithNoise(state, VectorProgram.Call(NoiseCall));
        Check.Equal(null, problem);
        Check.Equal(-1, VectorProgram.Difference(state, after));
    }

    [Test]
    public static void TheStateSurvivesAnException()
    {
        byte[] state = VectorProgram.UnusualState(UnmaskedMxcsr);
        (byte[] after, string? problem) = RunWithNoise(state, [0xcc]);   // int3
        Check.Equal(null, problem);
        Check.Equal(-1, VectorProgram.Difference(state, after));
    }

    [Test]
    public static void TheStateSurvivesAPageFault()
    {
        byte[] state = VectorProgram.UnusualState(UnmaskedMxcsr);
        (byte[] after, string? problem) = RunWithNoise(state, [0xc6, 0x04, 0x25, 0x00, 0x00, 0x80, 0x00, 0x07]); // mov byte [0x800000], 7
        Check.Equal(null, problem);
        Check.Equal(-1, VectorProgram.Difference(state, after));
    }

    [Test]
    public static void AProgramStartsWithAFreshState()
    {
        RunWithNoise(VectorProgram.UnusualState(), []);
        byte[] after = [];
        RecordedProgram.Run(
            [.. VectorProgram.StoreState, .. VectorProgram.Call(NoiseCall), .. VectorProgram.Exit],
            onCall: (_, _) => (after = VectorProgram.ReadStored()).Length);
        Check.Equal(-1, VectorProgram.Difference(VectorProgram.InitialState(), after));
    }

    [Test]
    public static void APendingX87ExceptionIsTheProgramsAlone()
    {
        string? problem = "not called";
        FloatingPointExceptions causes = default;
        RecordedProgram program = RecordedProgram.Run(
            [
                0x68, 0x40, 0x03, 0x00, 0x00,        // push 0x340: all exceptions unmasked
                0xd9, 0x2c, 0x24,                    // fldcw [rsp]
                0xd9, 0xe8, 0xd9, 0xee,              // fld1; fldz
                0xde, 0xf9,                          // fdivp: 1 / 0, reported by the next waiting instruction
                .. VectorProgram.Call(NoiseCall),
                0xcc,                                // int3
                0x9b,                                // fwait
                .. VectorProgram.Exit,
            ],
            onCall: (_, _) => (problem = KernelNoise.Make()) is null ? 0 : -1,
            onException: (registers, vector) =>
            {
                problem ??= KernelNoise.Make();
                causes = UserVectorState.UnmaskedExceptions(registers, vector);
                UserVectorState.Save(registers, new byte[UserVectorState.Size]);
                return vector == Breakpoint;
            });
        Check.Equal(null, problem);
        Check.Equal(2, program.Exceptions.Count);
        Check.Equal(X87Error, program.Exceptions[1].Vector);
        Check.Equal(FloatingPointExceptions.DivideByZero, causes);
    }

    [Test]
    public static void ASimdExceptionIsTheProgramsAlone()
    {
        string? problem = "not called";
        uint mxcsr = 0;
        FloatingPointExceptions causes = default;
        RecordedProgram program = RecordedProgram.Run(
            [
                0x6a, 0x00,                          // push 0: all exceptions unmasked
                0x0f, 0xae, 0x14, 0x24,              // ldmxcsr [rsp]
                .. VectorProgram.Call(NoiseCall),
                0xb8, 0x01, 0x00, 0x00, 0x00,        // mov eax, 1
                0xf2, 0x0f, 0x2a, 0xc0,              // cvtsi2sd xmm0, eax
                0xf2, 0x0f, 0x5e, 0xc1,              // divsd xmm0, xmm1: 1 / 0
                0xcc,                                // int3, because QEMU's TCG sets the flag and raises nothing
            ],
            onCall: (_, _) => (problem = KernelNoise.Make()) is null ? 0 : -1,
            onException: (registers, vector) =>
            {
                problem ??= KernelNoise.Make();
                mxcsr = UserVectorState.ReadMxcsr(registers);
                causes = UserVectorState.UnmaskedExceptions(registers, SimdError);
                return false;
            });
        Check.Equal(null, problem);
        Check.Equal(1, program.Exceptions.Count);
        Check.That(program.Exceptions[0].Vector is SimdError or Breakpoint);
        Check.Equal(FloatingPointExceptions.DivideByZero, causes);
        Check.Equal((uint)FloatingPointExceptions.DivideByZero, mxcsr);
    }

    /// <summary>Runs code with a state, with much work in the kernel wherever it goes; returns the state after it.</summary>
    private static (byte[] After, string? Problem) RunWithNoise(byte[] state, byte[] code)
    {
        const int EndCall = 40;
        byte[] after = [];
        string? problem = null;
        RecordedProgram program = RecordedProgram.Run(
            VectorProgram.Page(
                [
                    .. VectorProgram.LoadState, .. code, .. VectorProgram.StoreState, .. VectorProgram.Call(EndCall), .. VectorProgram.Exit,
                ],
                state),
            onCall: (_, number) =>
            {
                problem ??= KernelNoise.Make();
                if (number == EndCall)
                {
                    after = VectorProgram.ReadStored();
                }

                return 0;
            },
            onPageFault: _ => (problem ??= KernelNoise.Make()) is null,
            onException: (_, vector) => (problem ??= KernelNoise.Make()) is null && vector == Breakpoint);
        return (after, problem);
    }
}
