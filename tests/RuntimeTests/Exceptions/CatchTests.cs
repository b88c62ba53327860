using System;
using System.Runtime.CompilerServices;

namespace Lodestar.RuntimeTests;

/// <summary>Which handler catches what: exact types, base types, order of clauses, nesting, loops.</summary>
public static class CatchTests
{
    private class FirstException(string message) : Exception(message);

    private sealed class SecondException(string message, int code) : FirstException(message)
    {
        public int Code { get; } = code;
    }

    private sealed class Unrelated : Exception;

    private sealed class GenericException<T> : Exception;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Throw(Exception exception) => throw exception;

    private static string CaughtBy(Exception exception)
    {
        try
        {
            Throw(exception);
            return "nothing";
        }
        catch (SecondException e)
        {
            return "second " + e.Message + e.Code.ToString();
        }
        catch (FirstException e)
        {
            return "first " + e.Message;
        }
        catch (ArithmeticException)
        {
            return "arithmetic";
        }
        catch
        {
            return "any";
        }
    }

    [Test]
    public static void FirstMatchingClauseWins()
    {
        Check.Equal("second s7", CaughtBy(new SecondException("s", 7)));
        Check.Equal("first f", CaughtBy(new FirstException("f")));
        Check.Equal("arithmetic", CaughtBy(new DivideByZeroException()));
        Check.Equal("any", CaughtBy(new Unrelated()));
    }

    [Test]
    public static void CaughtObjectIsTheThrownOne()
    {
        SecondException thrown = new("x", 3);
        Check.Same(thrown, Check.Throws<SecondException>(() => Throw(thrown)));
    }

    [Test]
    public static void InTheThrowingFrameItself()
    {
        int value = Opaque.Value(1);
        try
        {
            value += 10;
            throw new FirstException("here");
        }
        catch (FirstException e) when (e.Message.Length == 4)
        {
            value += 100;
        }
        Check.Equal(111, value);
    }

    [Test]
    public static void InnermostHandlerFirst()
    {
        Trace trace = new();
        try
        {
            try
            {
                Throw(new FirstException("f"));
            }
            catch (Unrelated)
            {
                trace.Add("wrong");
            }
            trace.Add("not reached");
        }
        catch (FirstException)
        {
            trace.Add("outer");
        }
        trace.Add("after");
        trace.Expect("outer after");
    }

    [Test]
    public static void InALoop()
    {
        int caught = 0;
        for (int i = 0; i < 200; i++)
        {
            try
            {
                if (i % 2 == 0)
                {
                    Throw(new FirstException("even"));
                }
                continue;
            }
            catch (FirstException)
            {
                caught++;
                if (caught == 50)
                {
                    break;
                }
            }
        }
        Check.Equal(50, caught);
    }

    [Test]
    public static void ReturnFromAHandler()
    {
        Check.Equal(5, Function(false));
        Check.Equal(7, Function(true));
        static int Function(bool fail)
        {
            try
            {
                if (fail)
                {
                    Throw(new Unrelated());
                }
                return 5;
            }
            catch (Unrelated)
            {
                return 7;
            }
        }
    }

    [Test]
    public static void SeparateTriesInOneMethod()
    {
        Trace trace = new();
        try
        {
            Throw(new Unrelated());
        }
        catch (Unrelated)
        {
            trace.Add("1");
        }
        try
        {
            Throw(new FirstException(""));
        }
        catch (FirstException)
        {
            trace.Add("2");
        }
        try
        {
            trace.Add("3");
        }
        catch (Exception)
        {
            trace.Add("wrong");
        }
        trace.Expect("1 2 3");
    }

    [Test]
    public static void TypeParameterAsCaughtType()
    {
        Check.That(Catches<FirstException>(new SecondException("", 0)));
        Check.That(Catches<GenericException<string>>(new GenericException<string>()));
        Check.That(!Catches<GenericException<string>>(new GenericException<object>()));
        Check.That(!Catches<Unrelated>(new FirstException("")));
        static bool Catches<T>(Exception exception)
            where T : Exception
        {
            try
            {
                try
                {
                    Throw(exception);
                    return false;
                }
                catch (T)
                {
                    return true;
                }
            }
            catch (Exception)
            {
                return false;
            }
        }
    }

    [Test]
    public static void ThrowNullIsANullReference() => Check.Throws<NullReferenceException>(() => throw Opaque.Null<Exception>());

    [Test]
    public static void SameObjectThrownTwice()
    {
        Unrelated exception = new();
        for (int i = 0; i < 3; i++)
        {
            Check.Same(exception, Check.Throws<Unrelated>(() => Throw(exception)));
        }
    }

    [Test]
    public static void MessagesInnersAndData()
    {
        Exception inner = new FirstException("inner");
        Exception middle = new InvalidOperationException("middle", inner);
        ArgumentException outer = Check.Throws<ArgumentException>(() => throw new ArgumentException("outer", "parameter", middle));
        Check.Equal("parameter", outer.ParamName);
        Check.Same(middle, outer.InnerException);
        Check.Same(inner, outer.GetBaseException());
        outer.Data["key"] = 5;
        Check.Equal(5, (int)outer.Data["key"]!);
        AggregateException aggregate = new(inner, middle);
        Check.Equal(2, aggregate.InnerExceptions.Count);
    }
}
