using System;
using System.Collections.Generic;

namespace Lodestar.Bench;

/// <summary>A table on the console: the first column to the left, all others to the right.</summary>
internal sealed class Table(params string[] header)
{
    private const string Gap = "  ";

    private readonly List<string[]> rows = [header];

    public void Add(params string[] row) => rows.Add(row);

    public void AddRange(IEnumerable<string[]> added) => rows.AddRange(added);

    /// <summary>Writes the table under a title, and an empty line behind it.</summary>
    public void Print(string title)
    {
        int[] widths = new int[header.Length];
        foreach (string[] row in rows)
        {
            for (int i = 0; i < row.Length; i++)
            {
                widths[i] = Math.Max(widths[i], row[i].Length);
            }
        }

        Console.WriteLine(title);
        foreach (string[] row in rows)
        {
            Console.Write(Gap + row[0].PadRight(widths[0]));
            for (int i = 1; i < row.Length; i++)
            {
                Console.Write(Gap + row[i].PadLeft(widths[i]));
            }

            Console.WriteLine();
        }

        Console.WriteLine();
    }
}
