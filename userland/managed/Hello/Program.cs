using System.Collections.Generic;
using System.Runtime;
using Lodestar.Userland;

namespace Lodestar.Hello;

/// <summary>Greets whom its arguments name; <c>-</c> stands for the lines of standard input.</summary>
internal static class Program
{
    [RuntimeExport("ProgramMain")]
    private static int Main(string[] arguments)
    {
        foreach (string name in Names(arguments))
        {
            Terminal.WriteLine("Hello from ring 3, " + name + "!");
        }

        return 0;
    }

    private static IEnumerable<string> Names(string[] arguments)
    {
        if (arguments.Length == 0)
        {
            yield return "whoever you are";
        }

        foreach (string argument in arguments)
        {
            if (argument != "-")
            {
                yield return argument;
                continue;
            }

            while (Terminal.ReadLine() is { } line)
            {
                yield return line;
            }
        }
    }
}
