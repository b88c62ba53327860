using System;
using System.Runtime.CompilerServices;

namespace Lodestar.RuntimeTests;

/// <summary>Filters that throw, catch or collect themselves.</summary>
public static class FilterFaultTests
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Throw(string message) => throw new InvalidOperationException(message);

    [Test]
    public static void ExceptionInAFilterCountsAsFalse()
    {
        Trace trace = new();
        try
        {
            try
            {
                Throw("x");
            }
            catch (Exception) when (ThrowsInFilter(trace))
            {
                trace.Add("wrong");
            }
        }
        catch (InvalidOperationException e) when (e.Message == "x")
        {
            trace.Add("outer");
        }
        trace.Expect("filter outer");
    }

    private static bool ThrowsInFilter(Trace trace)
    {
        trace.Add("filter");
        throw new NotSupportedException();
    }

    [Test]
    public static void HardwareFaultInAFilterCountsAsFalse()
    {
        string? nothing = Opaque.Value<string?>(null);
        int caught = 0;
        try
        {
            Throw("x");
        }
        catch (Exception) when (nothing!.Length == 0)
        {
            caught = 1;
        }
        catch (Exception)
        {
            caught = 2;
        }
        Check.Equal(2, caught);
    }

    [Test]
    public static void CatchesItsOwnExceptionsInside()
    {
        Trace trace = new();
        try
        {
            Throw("outer");
        }
        catch (Exception e) when (Inner(trace) && e.Message == "outer")
        {
            trace.Add("catch");
        }
        trace.Expect("thrown finally caught catch");
        static bool Inner(Trace trace)
        {
            try
            {
                try
                {
                    trace.Add("thrown");
                    Throw("inner");
                }
                finally
                {
                    trace.Add("finally");
                }
            }
            catch (InvalidOperationException e) when (e.Message == "inner")
            {
                trace.Add("caught");
            }
            return true;
        }
    }

    [Test]
    public static void CollectsGarbageInside()
    {
        string text = new('k', 4);
        string seen = "";
        try
        {
            Throw(new string('m', 3));
        }
        catch (Exception e) when (Collect())
        {
            seen = text + e.Message;
        }
        Check.Equal("kkkkmmm", seen);
        static bool Collect()
        {
            Garbage.CollectAndOverwrite();
            return true;
        }
    }
}
