using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Lodestar.RuntimeTests;

/// <summary>The assertions of the tests. Each throws <see cref="CheckFailedException"/> with what was expected and what was found.</summary>
public static class Check
{
    /// <summary>Requires a condition.</summary>
    public static void That(
        [DoesNotReturnIf(false)] bool condition, [CallerArgumentExpression(nameof(condition))] string expression = "")
    {
        if (!condition)
        {
            Fail(expression + " is false");
        }
    }

    /// <summary>Requires that two values are equal by the default comparer of their type.</summary>
    public static void Equal<T>(T expected, T actual, [CallerArgumentExpression(nameof(actual))] string expression = "")
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
        {
            Fail(expression + ": expected " + Describe(expected) + ", found " + Describe(actual));
        }
    }

    /// <summary>Requires that two values differ by the default comparer of their type.</summary>
    public static void NotEqual<T>(T unexpected, T actual, [CallerArgumentExpression(nameof(actual))] string expression = "")
    {
        if (EqualityComparer<T>.Default.Equals(unexpected, actual))
        {
            Fail(expression + ": expected anything but " + Describe(unexpected));
        }
    }

    /// <summary>Requires that two references are the same object.</summary>
    public static void Same(object? expected, object? actual, [CallerArgumentExpression(nameof(actual))] string expression = "")
    {
        if (!ReferenceEquals(expected, actual))
        {
            Fail(expression + ": expected the same object as " + Describe(expected) + ", found " + Describe(actual));
        }
    }

    /// <summary>Requires a number not below a minimum.</summary>
    public static void AtLeast(long minimum, long actual, [CallerArgumentExpression(nameof(actual))] string expression = "")
    {
        if (actual < minimum)
        {
            Fail(expression + ": expected at least " + Describe(minimum) + ", found " + Describe(actual));
        }
    }

    /// <summary>Requires a number not above a maximum.</summary>
    public static void AtMost(long maximum, long actual, [CallerArgumentExpression(nameof(actual))] string expression = "")
    {
        if (actual > maximum)
        {
            Fail(expression + ": expected at most " + Describe(maximum) + ", found " + Describe(actual));
        }
    }

    /// <summary>Requires that two sequences have the same length and equal elements in the same order.</summary>
    public static void Sequence<T>(
        ReadOnlySpan<T> expected, IEnumerable<T> actual, [CallerArgumentExpression(nameof(actual))] string expression = "")
    {
        int index = 0;
        foreach (T item in actual)
        {
            if (index >= expected.Length)
            {
                Fail(expression + ": expected " + Describe(expected.Length) + " elements, found more");
            }
            if (!EqualityComparer<T>.Default.Equals(expected[index], item))
            {
                Fail(expression + "[" + Describe(index) + "]: expected " + Describe(expected[index]) + ", found " + Describe(item));
            }
            index++;
        }
        if (index != expected.Length)
        {
            Fail(expression + ": expected " + Describe(expected.Length) + " elements, found " + Describe(index));
        }
    }

    /// <summary>Requires that an action throws an exception of exactly this type, and returns it.</summary>
    public static TException Throws<TException>(Action action, [CallerArgumentExpression(nameof(action))] string expression = "")
        where TException : Exception
    {
        try
        {
            action();
        }
        catch (TException expected)
        {
            if (expected.GetType() != typeof(TException))
            {
                Fail(expression + ": expected " + typeof(TException).Name + ", found the derived " + expected.GetType().Name);
            }
            return expected;
        }
        catch (Exception other)
        {
            Fail(expression + ": expected " + typeof(TException).Name + ", found " + other.GetType().Name + ": " + other.Message);
        }
        Fail(expression + ": expected " + typeof(TException).Name + ", nothing was thrown");
        return null;
    }

    /// <summary>Fails always.</summary>
    [DoesNotReturn]
    public static void Fail(string message) => throw new CheckFailedException(message);

    private static string Describe<T>(T value) => value switch
    {
        null => "null",
        string text => "\"" + text + "\"",
        _ => value.ToString() ?? "null",
    };
}
