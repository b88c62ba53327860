using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;

namespace Lodestar.Tour;

/// <summary>Exceptions: thrown, filtered, from faults of the hardware, through awaits.</summary>
internal static class ExceptionPart
{
    private const int Depth = 500;

    public static async Task Run()
    {
        Output.Show("thrown", Catch(static () => throw new InvalidOperationException("on purpose")));
        Output.Show("null", Catch(static () => Length(null)));
        Output.Show("index", Catch(static () => Element([1, 2, 3], 3)));
        Output.Show("zero", Catch(static () => Divide(1, 0)));
        Output.Show("overflow", Catch(static () => Divide(int.MinValue, -1)));
        Output.Show("cast", Catch(static () => Cast("text")));
        Output.Show("memory", Catch(static () => GC.KeepAlive(new byte[(long)int.MaxValue * 64])));
        Output.Show("deep", Catch(static () => Descend(Depth)));
        Output.Show("filter", Filtered());
        Output.Show("stack trace", new Func<string>(Trace)().Contains(nameof(Trace), StringComparison.Ordinal));
        Task both = Task.WhenAll(FailLater("one"), FailLater("two"));
        try
        {
            await both;
        }
        catch (IOException)
        {
            Output.Show("awaited", string.Join(' ', both.Exception!.InnerExceptions.Select(static error => error.Message).Order()));
        }

        int finals = 0;
        for (int i = 0; i < 5_000; i++)
        {
            try
            {
                Descend(i % 10);
            }
            catch (InvalidDataException)
            {
                finals++;
            }
        }

        Output.Show("many", finals);
    }

    private static string Catch(Action action)
    {
        try
        {
            action();
            return "nothing";
        }
        catch (Exception error)
        {
            return error.GetType().Name;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Length(string? text) => text!.Length;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Element(int[] numbers, int index) => numbers[index];

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Divide(int dividend, int divisor) => dividend / divisor;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Version Cast(object value) => (Version)value;

    private static void Descend(int depth)
    {
        try
        {
            if (depth == 0)
            {
                throw new InvalidDataException();
            }

            Descend(depth - 1);
        }
        finally
        {
            GC.KeepAlive(depth);
        }
    }

    private static string Filtered()
    {
        try
        {
            throw new ArgumentException("a", "first");
        }
        catch (ArgumentException error) when (error.ParamName == "second")
        {
            return "the wrong one";
        }
        catch (ArgumentException error) when (error.ParamName == "first")
        {
            return "the right one";
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string Trace()
    {
        try
        {
            throw new NotSupportedException();
        }
        catch (NotSupportedException error)
        {
            return error.StackTrace ?? "";
        }
    }

    private static async Task FailLater(string text)
    {
        await Task.Yield();
        throw new IOException(text);
    }
}
