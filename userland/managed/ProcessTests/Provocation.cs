using System;
using System.Runtime.CompilerServices;
using Lodestar.RuntimeTests;
using Lodestar.Userland;

namespace Lodestar.ProcessTests;

/// <summary>Ways to end that a test cannot survive: <c>--provoke=NAME</c> goes one of them.</summary>
internal static class Provocation
{
    /// <summary>Does it; returns when the name is unknown.</summary>
    public static void Run(string name)
    {
        switch (name)
        {
            case "exit":
                Environment.Exit(42);
                break;
            case "unhandled":
                throw new InvalidOperationException("provoked");
            case "failfast":
                Environment.FailFast("provoked");
                break;
            case "stackoverflow":
                Descend(0);
                break;
            case "wildread":
                ReadNowhere(Opaque.Value(new int[1]));
                break;
            case "deadlock":
                new System.Threading.ManualResetEvent(false).WaitOne();
                break;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Descend(int depth) => Opaque.Value(Descend(depth + 1)) + depth;

    /// <summary>An access that no reference of C# can make: a length that is not the array's.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ReadNowhere(int[] numbers) => Terminal.WriteLine(Unsafe.Add(ref numbers[0], (nint)1 << 45).ToString());
}
