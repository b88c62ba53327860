using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Text;

namespace Lodestar.RuntimeTests;

/// <summary>
/// Every combination of handlers in nested frames. What has to happen is computed by a model of the two passes (first pass:
/// filters from the inside out until a handler is found; second pass: the finally blocks up to it) that throws nothing itself.
/// </summary>
public static class NestedExceptionTests
{
    private enum Handler
    {
        Finally,
        FinallyThrows,
        FinallyHandlesAnother,
        CatchRethrows,
        CatchWraps,
        CatchSwallows,
        FilterRefuses,
        FilterThrows,
        FilterAccepts,
    }

    private const int Handlers = (int)Handler.FilterAccepts + 1;

    private sealed class TestException(string message) : Exception(message);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Throw(string message) => throw new TestException(message);

    private static bool Note(StringBuilder log, char kind, int level, bool verdict)
    {
        log.Append(kind).Append(level).Append(' ');
        return verdict;
    }

    private static bool NoteAndThrow(StringBuilder log, int level)
    {
        log.Append('?').Append(level).Append(' ');
        throw new InvalidOperationException();
    }

    private static void Run(Handler[] handlers, int level, StringBuilder log)
    {
        if (level == handlers.Length)
        {
            Throw("t");
        }
        switch (handlers[level])
        {
            case Handler.Finally:
                try
                {
                    Run(handlers, level + 1, log);
                }
                finally
                {
                    Note(log, 'f', level, true);
                }
                break;
            case Handler.FinallyThrows:
                try
                {
                    Run(handlers, level + 1, log);
                }
                finally
                {
                    Note(log, 'f', level, true);
                    Throw("f" + level.ToString());
                }
                break;
            case Handler.FinallyHandlesAnother:
                try
                {
                    Run(handlers, level + 1, log);
                }
                finally
                {
                    try
                    {
                        Throw("another");
                    }
                    catch (TestException e) when (e.Message == "another")
                    {
                        Note(log, 'a', level, true);
                    }
                }
                break;
            case Handler.CatchRethrows:
                try
                {
                    Run(handlers, level + 1, log);
                }
                catch (TestException)
                {
                    Note(log, 'c', level, true);
                    throw;
                }
                break;
            case Handler.CatchWraps:
                try
                {
                    Run(handlers, level + 1, log);
                }
                catch (TestException e)
                {
                    Note(log, 'c', level, true);
                    throw new TestException(e.Message + "w");
                }
                break;
            case Handler.CatchSwallows:
                try
                {
                    Run(handlers, level + 1, log);
                }
                catch (TestException)
                {
                    Note(log, 'c', level, true);
                }
                Throw("s" + level.ToString());
                break;
            case Handler.FilterRefuses:
                try
                {
                    Run(handlers, level + 1, log);
                }
                catch (TestException) when (Note(log, '?', level, false))
                {
                    log.Append("wrong ");
                }
                break;
            case Handler.FilterThrows:
                try
                {
                    Run(handlers, level + 1, log);
                }
                catch (TestException) when (NoteAndThrow(log, level))
                {
                    log.Append("wrong ");
                }
                break;
            case Handler.FilterAccepts:
                try
                {
                    Run(handlers, level + 1, log);
                }
                catch (TestException e) when (Note(log, '?', level, true))
                {
                    Note(log, 'c', level, true);
                    throw new TestException(e.Message + "a");
                }
                break;
        }
    }

    private static string Actual(Handler[] handlers)
    {
        StringBuilder log = new();
        try
        {
            Run(handlers, 0, log);
            return "nothing was thrown";
        }
        catch (TestException e)
        {
            return log.Append(e.Message).ToString();
        }
    }

    private static string Expected(Handler[] handlers)
    {
        StringBuilder log = new();
        string message = "t";
        int level = handlers.Length;
        while (level > 0)
        {
            int catcher = FirstPass(handlers, level, log);
            int thrower = SecondPass(handlers, level, catcher, log);
            if (thrower >= 0)
            {
                message = "f" + thrower.ToString();
                level = thrower;
                continue;
            }
            if (catcher < 0)
            {
                break;
            }
            Note(log, 'c', catcher, true);
            message = handlers[catcher] switch
            {
                Handler.CatchWraps => message + "w",
                Handler.FilterAccepts => message + "a",
                Handler.CatchSwallows => "s" + catcher.ToString(),
                _ => message,
            };
            level = catcher;
        }
        return log.Append(message).ToString();
    }

    private static int FirstPass(Handler[] handlers, int from, StringBuilder log)
    {
        for (int level = from - 1; level >= 0; level--)
        {
            if (handlers[level] is Handler.FilterRefuses or Handler.FilterThrows or Handler.FilterAccepts)
            {
                Note(log, '?', level, true);
            }
            if (handlers[level] is Handler.CatchRethrows or Handler.CatchWraps or Handler.CatchSwallows or Handler.FilterAccepts)
            {
                return level;
            }
        }
        return -1;
    }

    private static int SecondPass(Handler[] handlers, int from, int catcher, StringBuilder log)
    {
        for (int level = from - 1; level > catcher; level--)
        {
            switch (handlers[level])
            {
                case Handler.Finally:
                    Note(log, 'f', level, true);
                    break;
                case Handler.FinallyHandlesAnother:
                    Note(log, 'a', level, true);
                    break;
                case Handler.FinallyThrows:
                    Note(log, 'f', level, true);
                    return level;
            }
        }
        return -1;
    }

    private static void CheckCombination(Handler[] handlers) =>
        Check.Equal(Expected(handlers), Actual(handlers), NameOf(handlers));

    private static string NameOf(Handler[] handlers)
    {
        List<string> numbers = [];
        foreach (Handler handler in handlers)
        {
            numbers.Add(((int)handler).ToString());
        }
        return string.Join('-', numbers);
    }

    private static void CheckAll(int depth)
    {
        int combinations = 1;
        for (int i = 0; i < depth; i++)
        {
            combinations *= Handlers;
        }
        Handler[] handlers = new Handler[depth];
        for (int combination = 0; combination < combinations; combination++)
        {
            int rest = combination;
            for (int level = 0; level < depth; level++)
            {
                handlers[level] = (Handler)(rest % Handlers);
                rest /= Handlers;
            }
            CheckCombination(handlers);
        }
    }

    [Test]
    public static void OneHandler() => CheckAll(1);

    [Test]
    public static void EveryPairOfHandlers() => CheckAll(2);

    [Test(Slow = true)]
    public static void EveryTripleOfHandlers() => CheckAll(3);

    [Test]
    public static void SomeStacksOfEightHandlers()
    {
        Random random = new(31);
        Handler[] handlers = new Handler[8];
        for (int i = 0; i < 60; i++)
        {
            for (int level = 0; level < handlers.Length; level++)
            {
                handlers[level] = (Handler)random.Next(Handlers);
            }
            CheckCombination(handlers);
        }
    }
}
