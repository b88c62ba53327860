using System;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Lodestar.RuntimeTests;

/// <summary>Rethrowing the caught exception, at once, later and through many levels.</summary>
public static class RethrowTests
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Throw(string message) => throw new InvalidOperationException(message);

    [Test]
    public static void KeepsTheObject()
    {
        InvalidOperationException thrown = new("x");
        Trace trace = new();
        InvalidOperationException caught = Check.Throws<InvalidOperationException>(() =>
        {
            try
            {
                throw thrown;
            }
            catch (Exception)
            {
                trace.Add("catch");
                throw;
            }
            finally
            {
                trace.Add("finally");
            }
        });
        Check.Same(thrown, caught);
        trace.Expect("catch finally");
    }

    [Test]
    public static void ThroughManyLevels()
    {
        int catches = 0;
        InvalidOperationException e = Check.Throws<InvalidOperationException>(() => Level(50));
        Check.Equal("bottom", e.Message);
        Check.Equal(51, catches);
        void Level(int depth)
        {
            try
            {
                if (depth == 0)
                {
                    Throw("bottom");
                }
                Level(depth - 1);
            }
            catch (Exception)
            {
                catches++;
                throw;
            }
        }
    }

    [Test]
    public static void AfterAnInnerExceptionWasHandled()
    {
        Exception caught = Check.Throws<InvalidOperationException>(() =>
        {
            try
            {
                Throw("outer");
            }
            catch (Exception)
            {
                try
                {
                    Throw("inner");
                }
                catch (Exception)
                {
                }
                throw;
            }
        });
        Check.Equal("outer", caught.Message);
    }

    [Test]
    public static void DispatchInfoThrowsAgainLater()
    {
        ExceptionDispatchInfo? captured = null;
        try
        {
            Throw("captured");
        }
        catch (Exception e)
        {
            captured = ExceptionDispatchInfo.Capture(e);
        }
        InvalidOperationException again = Check.Throws<InvalidOperationException>(captured!.Throw);
        Check.Same(captured.SourceException, again);
    }
}
