using System;

namespace Lodestar.Tour;

/// <summary>The lines of a part.</summary>
internal static class Output
{
    private static string s_part = "";
    private static bool s_holds;

    public static void Begin(string part)
    {
        s_part = part;
        s_holds = true;
        Console.WriteLine($"== {part}");
    }

    /// <returns>Whether all that was checked held.</returns>
    public static bool End()
    {
        Console.WriteLine($"== {s_part}: {(s_holds ? "done" : "FAILED")}");
        return s_holds;
    }

    /// <summary>Shows a value that is the same everywhere.</summary>
    public static void Show(string what, object? value) => Console.WriteLine($"{what}: {value ?? "null"}");

    /// <summary>Shows whether something holds whose values vary.</summary>
    public static void Check(string what, bool holds)
    {
        s_holds &= holds;
        Show(what, holds ? "yes" : "NO");
    }
}
