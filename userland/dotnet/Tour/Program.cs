using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace Lodestar.Tour;

/// <summary>
/// Goes through what an ordinary .NET program does, a part at a time, and prints lines that are the same on every machine: each
/// part that its arguments name, or all of them. Its status is 0 unless a part failed.
/// </summary>
internal static class Program
{
    private const int Failed = 1;
    private const int UsageError = 2;

    /// <summary>In the order in which they run. Input reads and is never run unasked, nor is what ends the program.</summary>
    private static readonly KeyValuePair<string, Func<Task>>[] s_parts =
    [
        new("text", TextPart.Run),
        new("numbers", NumberPart.Run),
        new("collections", CollectionPart.Run),
        new("exceptions", ExceptionPart.Run),
        new("environment", EnvironmentPart.Run),
        new("files", FilePart.Run),
        new("memory", MemoryPart.Run),
        new("threads", ThreadPart.Run),
        new("locks", LockPart.Run),
        new("tasks", TaskPart.Run),
        new("parallel", ParallelPart.Run),
        new("timers", TimerPart.Run),
    ];

    private static readonly KeyValuePair<string, Func<Task>>[] s_onRequest =
    [
        new("input", InputPart.Run),
        new("mapped", MappedFilePart.Run),
        new("exit", EndPart.Exit),
        new("unhandled", EndPart.Unhandled),
        new("unhandled-thread", EndPart.UnhandledInThread),
        new("failfast", EndPart.FailFast),
        new("nullreference", EndPart.NullReference),
    ];

    private static async Task<int> Main(string[] arguments)
    {
        List<KeyValuePair<string, Func<Task>>> parts = [.. s_parts];
        if (arguments.Length > 0)
        {
            parts.AddRange(s_onRequest);
            parts = [.. arguments.Select(argument => parts.Find(part => part.Key == argument))];
        }

        if (parts.FindIndex(static part => part.Value is null) is var unknown and >= 0)
        {
            await Console.Error.WriteLineAsync($"dotnet-tour: there is no part \"{arguments[unknown]}\"");
            return UsageError;
        }

        int status = 0;
        foreach ((string name, Func<Task> part) in parts)
        {
            Output.Begin(name);
            await part();
            status |= Output.End() ? 0 : Failed;
        }

        return status;
    }
}
