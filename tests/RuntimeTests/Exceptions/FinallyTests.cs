using System;
using System.Runtime.CompilerServices;

namespace Lodestar.RuntimeTests;

/// <summary>Finally blocks, <c>using</c>, and leaving them in every way.</summary>
public static class FinallyTests
{
    private sealed class Resource(Trace trace, string name) : IDisposable
    {
        public void Dispose() => trace.Add("dispose-" + name);
    }

    private ref struct StackResource(Trace trace)
    {
        private readonly Trace _trace = trace;

        public readonly void Dispose() => _trace.Add("dispose-ref");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Throw(string message) => throw new InvalidOperationException(message);

    [Test]
    public static void RunsWithoutAnException()
    {
        Trace trace = new();
        try
        {
            trace.Add("try");
        }
        finally
        {
            trace.Add("finally");
        }
        trace.Expect("try finally");
    }

    [Test]
    public static void RunsOnReturnAndKeepsTheResult()
    {
        int value = 1;
        Check.Equal(1, Function());
        Check.Equal(2, value);
        int Function()
        {
            try
            {
                return value;
            }
            finally
            {
                value = 2;
            }
        }
    }

    [Test]
    public static void RunsFromInsideOut()
    {
        Trace trace = new();
        try
        {
            try
            {
                try
                {
                    Throw("x");
                }
                finally
                {
                    trace.Add("1");
                }
            }
            finally
            {
                trace.Add("2");
            }
        }
        catch (InvalidOperationException)
        {
            trace.Add("catch");
        }
        finally
        {
            trace.Add("3");
        }
        trace.Expect("1 2 catch 3");
    }

    [Test]
    public static void RunsOnBreakContinueAndGoto()
    {
        Trace trace = new();
        for (int i = 0; i < 5; i++)
        {
            try
            {
                if (i == 1)
                {
                    continue;
                }
                if (i == 3)
                {
                    break;
                }
                if (i == 2)
                {
                    goto next;
                }
                trace.Add("body");
            }
            finally
            {
                trace.Add("f" + i.ToString());
            }
        next:
            trace.Add("next");
        }
        trace.Expect("body f0 next f1 f2 next f3");
    }

    [Test]
    public static void UsingDisposesInReverseOrder()
    {
        Trace trace = new();
        Check.Throws<InvalidOperationException>(() =>
        {
            using Resource first = new(trace, "1");
            using Resource second = new(trace, "2");
            using StackResource third = new(trace);
            Throw("x");
        });
        trace.Expect("dispose-ref dispose-2 dispose-1");
    }

    [Test]
    public static void FinallyInsideAFinally()
    {
        Trace trace = new();
        try
        {
            try
            {
                Throw("x");
            }
            finally
            {
                try
                {
                    trace.Add("a");
                }
                finally
                {
                    trace.Add("b");
                }
            }
        }
        catch (Exception)
        {
            trace.Add("c");
        }
        trace.Expect("a b c");
    }

    [Test]
    public static void CaughtExceptionInsideAFinally()
    {
        Trace trace = new();
        try
        {
            try
            {
                Throw("first");
            }
            finally
            {
                try
                {
                    Throw("second");
                }
                catch (Exception e)
                {
                    trace.Add(e.Message);
                }
            }
        }
        catch (Exception e)
        {
            trace.Add(e.Message);
        }
        trace.Expect("second first");
    }

    [Test]
    public static void LocalsChangedInFinallyAreSeen()
    {
        int number = Opaque.Value(1);
        long wide = Opaque.Value(10L);
        double real = Opaque.Value(0.5);
        string text = Opaque.Value("a");
        try
        {
            try
            {
                number++;
                real *= 2;
                Throw("x");
            }
            finally
            {
                number += 10;
                wide += number;
                real += 0.25;
                text += "b";
            }
        }
        catch (InvalidOperationException)
        {
            text += "c";
        }
        Check.Equal(12, number);
        Check.Equal(22L, wide);
        Check.Equal(1.25, real);
        Check.Equal("abc", text);
    }

    [Test]
    public static void CollectionsInsideFinally()
    {
        string kept = new('k', 5);
        string caught = "";
        try
        {
            try
            {
                Throw(new string('e', 5));
            }
            finally
            {
                Garbage.CollectAndOverwrite();
            }
        }
        catch (Exception e)
        {
            Garbage.CollectAndOverwrite();
            caught = e.Message;
        }
        Check.Equal("eeeee", caught);
        Check.Equal("kkkkk", kept);
    }
}
