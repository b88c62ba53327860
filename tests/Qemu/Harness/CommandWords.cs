using System.Collections.Generic;
using System.Text;

namespace Lodestar.Qemu.Tests.Harness;

/// <summary>Splits a command as the kernel's command line does: at blanks, with double quotes that keep them.</summary>
internal static class CommandWords
{
    /// <summary>The words of a command; quotes are dropped, and there is no escape character.</summary>
    internal static string[] Split(string command)
    {
        List<string> words = [];
        StringBuilder word = new();
        bool isQuoted = false;
        bool isWord = false;
        foreach (char character in command + " ")
        {
            if (character == '"')
            {
                isQuoted = !isQuoted;
                isWord = true;
            }
            else if (character == ' ' && !isQuoted)
            {
                if (isWord)
                {
                    words.Add(word.ToString());
                }

                word.Clear();
                isWord = false;
            }
            else
            {
                word.Append(character);
                isWord = true;
            }
        }

        return [.. words];
    }
}
