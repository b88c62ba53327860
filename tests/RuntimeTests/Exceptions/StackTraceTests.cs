using System;
using System.Runtime.CompilerServices;

namespace Lodestar.RuntimeTests;

/// <summary>Stack traces as text with the names of the methods.</summary>
public static class StackTraceTests
{
    private abstract class Machine
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        public virtual void StartEngine() => Innermost("engine");
    }

    private sealed class Car : Machine
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        public override void StartEngine()
        {
            base.StartEngine();
            Opaque.Value(0);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Innermost(string message) => throw new InvalidOperationException(message);

    // The calls below are no tail calls, so that each method keeps its frame until the exception has passed.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Middle(string message)
    {
        Innermost(message);
        Opaque.Value(0);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Outermost(string message)
    {
        Middle(message);
        Opaque.Value(0);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowAgain(Exception exception) => throw exception;

    private static string TraceOf(Exception exception)
    {
        string? trace = exception.StackTrace;
        Check.That(!string.IsNullOrEmpty(trace));
        return trace;
    }

    private static void Expect(string trace, params ReadOnlySpan<string> names)
    {
        int position = 0;
        foreach (string name in names)
        {
            int found = trace.IndexOf(name, position, StringComparison.Ordinal);
            if (found < 0)
            {
                Check.Fail(name + " is missing after character " + position.ToString() + " of: " + trace);
            }
            position = found + name.Length;
        }
    }

    [Test]
    public static void NamesTheMethodsFromInsideOut()
    {
        try
        {
            Outermost("x");
        }
        catch (InvalidOperationException e)
        {
            Expect(TraceOf(e), "Innermost", "Middle", "Outermost", nameof(NamesTheMethodsFromInsideOut));
            return;
        }
        Check.Fail("nothing was thrown");
    }

    [Test]
    public static void NamesTheTypes()
    {
        try
        {
            Opaque.Value<Machine>(new Car()).StartEngine();
        }
        catch (InvalidOperationException e)
        {
            Expect(TraceOf(e), nameof(StackTraceTests), "Innermost", "Machine", "StartEngine", "Car", "StartEngine");
            return;
        }
        Check.Fail("nothing was thrown");
    }

    [Test]
    public static void RethrowKeepsTheOrigin()
    {
        try
        {
            try
            {
                Middle("x");
            }
            catch (InvalidOperationException)
            {
                throw;
            }
        }
        catch (InvalidOperationException e)
        {
            Expect(TraceOf(e), "Innermost", "Middle");
            return;
        }
        Check.Fail("nothing was thrown");
    }

    [Test]
    public static void ThrowingTheObjectAgainForgetsTheOrigin()
    {
        try
        {
            try
            {
                Middle("x");
            }
            catch (InvalidOperationException e)
            {
                ThrowAgain(e);
            }
        }
        catch (InvalidOperationException e)
        {
            Check.That(!TraceOf(e).Contains("Innermost"));
            return;
        }
        Check.Fail("nothing was thrown");
    }

    [Test]
    public static void HardwareFaultsHaveATrace()
    {
        try
        {
            Fault(Opaque.Null<string>());
        }
        catch (NullReferenceException e)
        {
            Expect(TraceOf(e), "Fault", nameof(HardwareFaultsHaveATrace));
            return;
        }
        Check.Fail("nothing was thrown");
        [MethodImpl(MethodImplOptions.NoInlining)]
        static int Fault(string text) => text.Length;
    }

    [Test]
    public static void ToStringHoldsMessageTypeInnerAndTrace()
    {
        try
        {
            try
            {
                Middle("inner message");
            }
            catch (InvalidOperationException inner)
            {
                throw new ArgumentException("outer message", inner);
            }
        }
        catch (ArgumentException e)
        {
            string text = e.ToString();
            Expect(text, nameof(ArgumentException), "outer message", nameof(InvalidOperationException), "inner message", "Innermost");
            return;
        }
        Check.Fail("nothing was thrown");
    }

    [Test]
    public static void NotThrownMeansNoTrace() => Check.That(new InvalidOperationException().StackTrace is null);

    [Test]
    public static void DeepTracesHoldEveryFrame()
    {
        string? trace = Check.Throws<InvalidOperationException>(() => Opaque.Value(Deep(60))).StackTrace;
        int frames = 0, position = 0;
        while ((position = trace!.IndexOf("Deep", position, StringComparison.Ordinal)) >= 0)
        {
            frames++;
            position += 4;
        }
        Check.AtLeast(61, frames);
        [MethodImpl(MethodImplOptions.NoInlining)]
        static int Deep(int depth)
        {
            if (depth == 0)
            {
                Innermost("x");
            }
            return Deep(depth - 1) + 1;
        }
    }

    [Test]
    public static void CurrentStackTrace()
    {
        string trace = Environment.StackTrace;
        Expect(trace, nameof(CurrentStackTrace));
    }
}
