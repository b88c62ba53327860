using System;
using System.Threading.Tasks;

namespace Lodestar.Tour;

/// <summary>The lines of standard input, to their end or to an empty one.</summary>
internal static class InputPart
{
    public static async Task Run()
    {
        int number = 0;
        while (await Console.In.ReadLineAsync() is { Length: > 0 } line)
        {
            Output.Show($"line {++number}", $"{line.Length} {line.ToUpperInvariant()}");
        }

        Output.Show("lines", number);
    }
}
