using System;
using System.Runtime.CompilerServices;
using Lodestar.RuntimeTests;

namespace Lodestar.KernelTests;

/// <summary>Waiting for finalizers, which run on the thread that waits.</summary>
public static class PendingFinalizerTests
{
    private const int Limit = 1000;
    private static int s_runs;

    private sealed class Returning
    {
        ~Returning()
        {
            if (++s_runs < Limit)
            {
                GC.ReRegisterForFinalize(this);
                GC.Collect();
            }
        }
    }

    [Test]
    public static void ThoseThatComeUpMeanwhileWaitForTheNextTime()
    {
        s_runs = 0;
        MakeDead(8);
        Garbage.ClearStack(32);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        int runs = s_runs;
        s_runs = Limit;
        Check.AtLeast(1, runs);
        Check.AtMost(8, runs);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void MakeDead(int count)
    {
        for (int i = 0; i < count; i++)
        {
            Opaque.Value(new Returning());
        }
    }
}
