using System;
using System.Text;

namespace Lodestar.Qemu.Tests.Harness;

/// <summary>What a program wrote to its terminal, and how it ended.</summary>
/// <param name="Output">Its bytes as characters, line ends as LF.</param>
/// <param name="Status">Its exit status, or 128 and the number of the signal that ended it, as a shell has it.</param>
internal sealed record ProgramRun(string Output, int Status)
{
    private const char FirstPrintable = ' ';
    private const char LastPrintable = '~';

    /// <summary>From a terminal's bytes, where each line ends with CR and LF.</summary>
    internal static ProgramRun FromTerminal(byte[] bytes, int status) => new(TextOf(bytes), status);

    /// <summary>Lines as the program wrote them: the terminal ends each with CR LF.</summary>
    internal static string TextOf(byte[] bytes) => Encoding.Latin1.GetString(bytes).Replace("\r\n", "\n", StringComparison.Ordinal);

    /// <summary>The output, indented, with what can't be shown as numbers, and the status.</summary>
    internal string Report()
    {
        StringBuilder text = new();
        foreach (string line in Output.Split('\n'))
        {
            text.Append("    ");
            foreach (char character in line)
            {
                if (character is >= FirstPrintable and <= LastPrintable)
                {
                    text.Append(character);
                }
                else
                {
                    text.Append($"\\x{(int)character:x2}");
                }
            }

            text.Append('\n');
        }

        return $"{text}    status {Status}\n";
    }

    /// <summary>The first line that differs, of both; null when all are the same.</summary>
    internal string? FirstDifference(ProgramRun other)
    {
        string[] lines = Output.Split('\n');
        string[] others = other.Output.Split('\n');
        for (int i = 0; i < Math.Max(lines.Length, others.Length); i++)
        {
            string line = i < lines.Length ? lines[i] : "(no more lines)";
            string there = i < others.Length ? others[i] : "(no more lines)";
            if (line != there)
            {
                return $"line {i + 1}: \"{line}\", but \"{there}\"";
            }
        }

        return Status == other.Status ? null : $"status {Status}, but {other.Status}";
    }
}
