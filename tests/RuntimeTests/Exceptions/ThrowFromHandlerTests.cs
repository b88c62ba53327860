using System;
using System.Runtime.CompilerServices;

namespace Lodestar.RuntimeTests;

/// <summary>Throwing out of catch and finally blocks, wrapping, recursion through handlers.</summary>
public static class ThrowFromHandlerTests
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Throw(string message) => throw new InvalidOperationException(message);

    [Test]
    public static void NewExceptionInsideCatch()
    {
        ArgumentException outer = Check.Throws<ArgumentException>(() =>
        {
            try
            {
                Throw("inner");
            }
            catch (InvalidOperationException e)
            {
                throw new ArgumentException("outer", e);
            }
        });
        Check.Equal("inner", outer.InnerException!.Message);
    }

    [Test]
    public static void SiblingClausesDoNotCatchIt()
    {
        Trace trace = new();
        try
        {
            try
            {
                Throw("x");
            }
            catch (InvalidOperationException)
            {
                trace.Add("first");
                throw new NotSupportedException();
            }
            catch (NotSupportedException)
            {
                trace.Add("wrong");
            }
            finally
            {
                trace.Add("finally");
            }
        }
        catch (NotSupportedException)
        {
            trace.Add("outer");
        }
        trace.Expect("first finally outer");
    }

    [Test]
    public static void ExceptionInFinallyReplacesTheFirst()
    {
        Trace trace = new();
        try
        {
            try
            {
                try
                {
                    Throw("first");
                }
                finally
                {
                    trace.Add("finally1");
                    Throw("second");
                }
            }
            finally
            {
                trace.Add("finally2");
            }
        }
        catch (Exception e)
        {
            trace.Add(e.Message);
        }
        trace.Expect("finally1 finally2 second");
    }

    [Test]
    public static void ExceptionInFinallyIsCaughtNearer()
    {
        Trace trace = new();
        try
        {
            try
            {
                try
                {
                    Throw("first");
                }
                finally
                {
                    throw new NotSupportedException("second");
                }
            }
            catch (NotSupportedException e)
            {
                trace.Add(e.Message);
            }
            trace.Add("on");
        }
        catch (InvalidOperationException)
        {
            trace.Add("wrong");
        }
        trace.Expect("second on");
    }

    [Test]
    public static void ThrowsInsideNestedCatches()
    {
        Trace trace = new();
        try
        {
            Throw("1");
        }
        catch (Exception first)
        {
            try
            {
                Throw("2");
            }
            catch (Exception second)
            {
                try
                {
                    Throw("3");
                }
                catch (Exception third)
                {
                    trace.Add(first.Message + second.Message + third.Message);
                }
                trace.Add(second.Message);
            }
            trace.Add(first.Message);
        }
        trace.Expect("123 2 1");
    }

    [Test]
    public static void WrappedAtEveryLevel()
    {
        Exception? caught = Check.Throws<InvalidOperationException>(() => Level(20));
        int depth = 0;
        while (caught is not null)
        {
            Check.Equal(depth == 20 ? "bottom" : "level " + (20 - depth).ToString(), caught.Message);
            caught = caught.InnerException;
            depth++;
        }
        Check.Equal(21, depth);
        static void Level(int level)
        {
            if (level == 0)
            {
                Throw("bottom");
            }
            try
            {
                Level(level - 1);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException("level " + level.ToString(), e);
            }
        }
    }

    [Test]
    public static void RecursionThroughCatchBlocks()
    {
        Check.Equal(40, Recurse(40));
        static int Recurse(int depth)
        {
            if (depth == 0)
            {
                return 0;
            }
            try
            {
                Throw("again");
                return -1000;
            }
            catch (InvalidOperationException)
            {
                return 1 + Recurse(depth - 1);
            }
        }
    }

    [Test]
    public static void RecursionThroughFinallyBlocks()
    {
        Trace trace = new();
        try
        {
            Recurse(trace, 6);
        }
        catch (InvalidOperationException e)
        {
            trace.Add(e.Message);
        }
        trace.Expect("6 5 4 3 2 1 end");
        static void Recurse(Trace trace, int depth)
        {
            if (depth == 0)
            {
                Throw("end");
            }
            try
            {
                Throw("t" + depth.ToString());
            }
            finally
            {
                trace.Add(depth.ToString());
                Recurse(trace, depth - 1);
            }
        }
    }
}
