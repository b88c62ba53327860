using System;
using System.Globalization;
using System.IO;
using Lodestar.Initramfs;

const string Usage =
    """
    Lodestar.Initramfs [--mtime <seconds>] <output.cpio> <source>...
      a source is a folder, whose content goes to the root, or a list of entries (see Manifest.cs)
      --mtime <seconds>   time of every entry, since 1970 (default: 0)
    """;
const int UsageError = 2;

uint modified = 0;
ReadOnlySpan<string> files = args;
if (files is ["--mtime", var seconds, ..])
{
    files = uint.TryParse(seconds, CultureInfo.InvariantCulture, out modified) ? files[2..] : [];
}

if (files.Length < 2 || files[0].StartsWith('-'))
{
    Console.Error.WriteLine(Usage);
    return UsageError;
}

string source = "";
try
{
    Archive archive = new();
    foreach (string next in files[1..])
    {
        source = next;
        if (Directory.Exists(source))
        {
            FolderSource.Add(archive, source);
        }
        else
        {
            Manifest.Add(archive, File.ReadAllText(source), Path.GetDirectoryName(Path.GetFullPath(source))!);
        }
    }

    source = files[0];
    using FileStream output = File.Create(source);
    CpioWriter.Write(archive, output, modified);
    return 0;
}
catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"{source}: error: {error.Message}");
    return 1;
}
