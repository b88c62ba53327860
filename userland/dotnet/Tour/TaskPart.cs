using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace Lodestar.Tour;

/// <summary>Tasks, awaits, cancellation, channels.</summary>
internal static class TaskPart
{
    private const int Many = 2000;

    public static async Task Run()
    {
        Output.Show("sum", (await Task.WhenAll(Enumerable.Range(1, Many).Select(static n => Task.Run(() => n)))).Sum());
        Output.Show("fibonacci", await Fibonacci(15));
        Output.Show("yields", await Yields());
        Output.Show("stream", string.Join(' ', await Collect(Countdown(5))));
        Output.Show("channel", await ThroughChannel());
        using CancellationTokenSource source = new();
        Task endless = Task.Delay(Timeout.Infinite, source.Token);
        await source.CancelAsync();
        Output.Show("cancelled", await Outcome(endless));
        Output.Show("timed out", await Outcome(new TaskCompletionSource().Task.WaitAsync(TimeSpan.FromMilliseconds(20))));
        Output.Show("faulted", await Outcome(Task.Run(static () => throw new FormatException())));
        AsyncLocal<string> flowing = new() { Value = "flows" };
        Output.Show("context", await Task.Run(() => flowing.Value));
        TaskCompletionSource<int> promise = new(TaskCreationOptions.RunContinuationsAsynchronously);
        ThreadPool.QueueUserWorkItem(_ => promise.SetResult(42));
        Output.Show("promise", await promise.Task);
        Output.Show("long running", await Task.Factory.StartNew(
            static () => Thread.CurrentThread.IsThreadPoolThread, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
    }

    private static async Task<int> Fibonacci(int n) => n < 2 ? n : await Task.Run(() => Fibonacci(n - 1)) + await Fibonacci(n - 2);

    private static async Task<int> Yields()
    {
        int count = 0;
        for (; count < Many; count++)
        {
            await Task.Yield();
        }

        return count;
    }

    private static async IAsyncEnumerable<int> Countdown(int from)
    {
        for (int i = from; i > 0; i--)
        {
            await Task.Yield();
            yield return i;
        }
    }

    private static async Task<List<int>> Collect(IAsyncEnumerable<int> numbers)
    {
        List<int> collected = [];
        await foreach (int number in numbers)
        {
            collected.Add(number);
        }

        return collected;
    }

    private static async Task<long> ThroughChannel()
    {
        Channel<int> channel = Channel.CreateBounded<int>(8);
        Task writer = Task.Run(async () =>
        {
            for (int i = 0; i < Many; i++)
            {
                await channel.Writer.WriteAsync(i);
            }

            channel.Writer.Complete();
        });
        long sum = 0;
        await foreach (int number in channel.Reader.ReadAllAsync())
        {
            sum += number;
        }

        await writer;
        return sum;
    }

    private static async Task<string> Outcome(Task task)
    {
        try
        {
            await task;
            return "ran";
        }
        catch (Exception error)
        {
            return error.GetType().Name;
        }
    }
}
