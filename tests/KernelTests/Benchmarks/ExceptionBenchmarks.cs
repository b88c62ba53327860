using System;
using System.Runtime.CompilerServices;
using Lodestar.RuntimeTests;

namespace Lodestar.KernelTests.Benchmarks;

/// <summary>Throwing and catching; the exception object and its stack trace are part of it.</summary>
internal static class ExceptionBenchmarks
{
    private const int Count = 100;

    private static int s_caught;

    public static void Run()
    {
        Measurement.Report("throw-catch-same-frame", Count, SameFrame);
        Measurement.Report("throw-catch-10-frames", Count, static count => ThroughFrames(count, 10));
        Measurement.Report("throw-catch-100-frames", Count, static count => ThroughFrames(count, 100));
        Measurement.Report("null-reference-fault-catch", Count, NullReference);
    }

    private static void SameFrame(int count)
    {
        for (int i = 0; i < count; i++)
        {
            try
            {
                throw new InvalidOperationException("");
            }
            catch (InvalidOperationException)
            {
                s_caught++;
            }
        }
    }

    private static void ThroughFrames(int count, int frames)
    {
        for (int i = 0; i < count; i++)
        {
            try
            {
                Throw(frames);
            }
            catch (InvalidOperationException)
            {
                s_caught++;
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Throw(int frames) =>
        frames == 0 ? throw new InvalidOperationException("") : Throw(frames - 1) + 1;

    private static void NullReference(int count)
    {
        string none = Opaque.Null<string>();
        for (int i = 0; i < count; i++)
        {
            try
            {
                s_caught += none.Length;
            }
            catch (NullReferenceException)
            {
                s_caught++;
            }
        }
    }
}
