using System;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

namespace Lodestar.Tour;

/// <summary>The ways in which a program ends.</summary>
internal static class EndPart
{
    private const int Status = 42;

    public static Task Exit()
    {
        AppDomain.CurrentDomain.ProcessExit += static (_, _) => Output.Show("exit", Environment.ExitCode);
        new Thread(static () => Environment.Exit(Status)).Start();
        return Task.Delay(Timeout.Infinite);
    }

    public static Task Unhandled() => throw new InvalidOperationException("on purpose");

    public static Task UnhandledInThread()
    {
        new Thread(static () => throw new InvalidOperationException("on purpose")).Start();
        return Task.Delay(Timeout.Infinite);
    }

    public static Task FailFast()
    {
        Environment.FailFast("on purpose");
        return Task.CompletedTask;
    }

    public static Task NullReference()
    {
        Output.Show("length", Length(null));
        return Task.CompletedTask;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Length(string? text) => text!.Length;
}
