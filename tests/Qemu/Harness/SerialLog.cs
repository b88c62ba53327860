using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Lodestar.Qemu.Tests.Harness;

/// <summary>What the guest wrote to its serial port, line by line as it comes.</summary>
internal sealed class SerialLog
{
    private readonly List<string> _lines = [];
    private readonly List<(Func<string, bool> Wanted, TaskCompletionSource<string> Arrival)> _waiting = [];
    private readonly Lock _lock = new();

    /// <summary>The complete lines up to now.</summary>
    internal IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lock)
            {
                return [.. _lines];
            }
        }
    }

    /// <summary>The whole log as text.</summary>
    internal string Text => string.Join('\n', Lines);

    /// <summary>The first line that is there or comes, and that the condition holds for.</summary>
    /// <returns>The line; the task is cancelled when the port closes without such a line.</returns>
    internal Task<string> WaitFor(Func<string, bool> wanted)
    {
        lock (_lock)
        {
            if (_lines.Find(line => wanted(line)) is { } line)
            {
                return Task.FromResult(line);
            }

            TaskCompletionSource<string> arrival = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((wanted, arrival));
            return arrival.Task;
        }
    }

    /// <summary>The last lines, indented for a report.</summary>
    internal string Tail(int count)
    {
        IReadOnlyList<string> lines = Lines;
        StringBuilder text = new();
        if (lines.Count > count)
        {
            text.Append("    … ").Append(lines.Count - count).Append(" lines before these\n");
        }

        foreach (string line in lines.Skip(Math.Max(0, lines.Count - count)))
        {
            text.Append("    ").Append(line).Append('\n');
        }

        return text.Length == 0 ? "    (nothing)\n" : text.ToString();
    }

    /// <summary>Reads until the stream ends.</summary>
    internal async Task Collect(TextReader stream)
    {
        while (await stream.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            Add(line.TrimEnd('\r'));
        }

        lock (_lock)
        {
            foreach ((_, TaskCompletionSource<string> arrival) in _waiting)
            {
                arrival.TrySetCanceled();
            }
        }
    }

    private void Add(string line)
    {
        lock (_lock)
        {
            _lines.Add(line);
            foreach ((Func<string, bool> wanted, TaskCompletionSource<string> arrival) in _waiting)
            {
                if (wanted(line))
                {
                    arrival.TrySetResult(line);
                }
            }
        }
    }
}
