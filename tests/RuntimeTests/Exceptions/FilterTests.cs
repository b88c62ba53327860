using System;
using System.Runtime.CompilerServices;

namespace Lodestar.RuntimeTests;

/// <summary>Exception filters: they run in the first pass, before any finally, and may read, change and throw.</summary>
public static class FilterTests
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Throw(string message) => throw new InvalidOperationException(message);

    [Test]
    public static void DecidesByTheException()
    {
        Check.Equal("a", Caught("a"));
        Check.Equal("b", Caught("b"));
        Check.Equal("other", Caught("c"));
        static string Caught(string message)
        {
            try
            {
                Throw(message);
                return "nothing";
            }
            catch (InvalidOperationException e) when (e.Message == "a")
            {
                return "a";
            }
            catch (Exception e) when (e.Message == "b")
            {
                return "b";
            }
            catch (Exception)
            {
                return "other";
            }
        }
    }

    [Test]
    public static void RunsBeforeInnerFinally()
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
                trace.Add("finally");
            }
        }
        catch (Exception) when (trace.Filter("filter", true))
        {
            trace.Add("catch");
        }
        trace.Expect("filter finally catch");
    }

    [Test]
    public static void RunsBeforeFinallyOfCalledMethods()
    {
        Trace trace = new();
        try
        {
            Outer(trace, 3);
        }
        catch (Exception) when (trace.Filter("no", false))
        {
            trace.Add("wrong");
        }
        catch (Exception) when (trace.Filter("yes", true))
        {
            trace.Add("catch");
        }
        trace.Expect("f0 f1 f2 f3 no yes u0 u1 u2 u3 catch");
        static void Outer(Trace trace, int depth)
        {
            try
            {
                if (depth == 0)
                {
                    Throw("deep");
                }
                Outer(trace, depth - 1);
            }
            catch (Exception) when (trace.Filter("f" + depth.ToString(), false))
            {
                trace.Add("wrong");
            }
            finally
            {
                trace.Add("u" + depth.ToString());
            }
        }
    }

    [Test]
    public static void ReadsAndChangesLocals()
    {
        int local = Opaque.Value(1);
        string text = Opaque.Value("t");
        try
        {
            local += 1;
            Throw("x");
        }
        catch (Exception e) when ((local += 10) == 12 && e.Message + text == "xt")
        {
            local += 100;
        }
        Check.Equal(112, local);
    }

    [Test]
    public static void FilterInsideAGenericMethod()
    {
        Check.Equal("string", Which<string>());
        Check.Equal("other", Which<int>());
        static string Which<T>()
        {
            try
            {
                Throw("g");
                return "nothing";
            }
            catch (Exception) when (typeof(T) == typeof(string))
            {
                return "string";
            }
            catch (Exception)
            {
                return "other";
            }
        }
    }

    [Test]
    public static void NestedFiltersOfNestedThrows()
    {
        Trace trace = new();
        try
        {
            try
            {
                Throw("1");
            }
            catch (Exception first) when (trace.Filter("a" + first.Message, true))
            {
                try
                {
                    Throw("2");
                }
                catch (Exception second) when (trace.Filter("b" + second.Message, false))
                {
                    trace.Add("wrong");
                }
                finally
                {
                    trace.Add("finally");
                }
            }
        }
        catch (Exception e) when (trace.Filter("c" + e.Message, true))
        {
            trace.Add("catch");
        }
        trace.Expect("a1 b2 c2 finally catch");
    }
}
