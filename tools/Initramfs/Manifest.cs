using System;
using System.IO;
using System.Text;

namespace Lodestar.Initramfs;

/// <summary>
/// Reads a list of entries, one a line; blanks separate words, and <c>#</c> begins a comment. It is the list of Linux's
/// gen_init_cpio without owners.
/// </summary>
/// <remarks>
/// <c>dir path mode</c>, <c>file path source mode</c> (the source relative to the list), <c>link path existing</c>,
/// <c>slink path target</c>, <c>nod path mode c|b major minor</c>. Modes are octal.
/// </remarks>
public static class Manifest
{
    private const uint LinkPermissions = 0b111_111_111;
    private const uint MostPermissions = 0b111_111_111_111;
    private const int OctalBits = 3;

    /// <summary>Adds the entries of a list to an archive.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="text">The lines.</param>
    /// <param name="folder">What sources are relative to.</param>
    /// <exception cref="InvalidDataException">A line makes no sense; the message begins with its number.</exception>
    public static void Add(Archive archive, string text, string folder)
    {
        int number = 0;
        foreach (string line in text.Split('\n'))
        {
            number++;
            string[] words = line.Split('#')[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            try
            {
                AddLine(archive, words, folder);
            }
            catch (Exception error) when (error is InvalidDataException or IOException)
            {
                throw new InvalidDataException($"line {number}: {error.Message}", error);
            }
        }
    }

    private static void AddLine(Archive archive, string[] words, string folder)
    {
        switch (words)
        {
            case []:
                break;
            case ["dir", var path, var mode]:
                archive.Add(path, new ArchiveEntry(EntryType.Directory, ReadMode(mode)));
                break;
            case ["file", var path, var source, var mode]:
                byte[] content = File.ReadAllBytes(Path.Combine(folder, source));
                archive.Add(path, new ArchiveEntry(EntryType.File, ReadMode(mode)) { Content = content });
                break;
            case ["link", var path, var existing]:
                archive.AddLink(path, existing);
                break;
            case ["slink", var path, var target]:
                byte[] bytes = Encoding.UTF8.GetBytes(target);
                archive.Add(path, new ArchiveEntry(EntryType.SymbolicLink, LinkPermissions) { Content = bytes });
                break;
            case ["nod", var path, var mode, "c" or "b", var major, var minor]:
                EntryType type = words[3] == "c" ? EntryType.CharacterDevice : EntryType.BlockDevice;
                archive.Add(path, new ArchiveEntry(type, ReadMode(mode)) { Major = ReadNumber(major), Minor = ReadNumber(minor) });
                break;
            default:
                throw new InvalidDataException($"\"{string.Join(' ', words)}\" is no entry");
        }
    }

    private static uint ReadMode(string text)
    {
        uint mode = 0;
        foreach (char digit in text)
        {
            mode = digit is >= '0' and <= '7' && mode <= MostPermissions
                ? (mode << OctalBits) | (uint)(digit - '0')
                : throw new InvalidDataException($"\"{text}\" is no octal mode");
        }

        return mode <= MostPermissions ? mode : throw new InvalidDataException($"\"{text}\" is more than 7777");
    }

    private static uint ReadNumber(string text) =>
        uint.TryParse(text, out uint number) ? number : throw new InvalidDataException($"\"{text}\" is no device number");
}
