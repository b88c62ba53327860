using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;

namespace Lodestar.Tour;

/// <summary>Files and directories.</summary>
internal static class FilePart
{
    private const string Folder = "/tmp/tour";
    private const int BlockSize = 4096;
    private const int Blocks = 64;

    public static async Task Run()
    {
        Directory.CreateDirectory(Folder + "/a/b");
        string path = Folder + "/a/lines.txt";
        File.WriteAllLines(path, Enumerable.Range(1, 100).Select(static n => $"line {n}"));
        File.AppendAllText(path, "the end\n");
        Output.Show("lines", $"{File.ReadLines(path).Count()} {File.ReadLines(path).Last()} {new FileInfo(path).Length}");
        await Stream(Folder + "/a/blocks");
        File.Copy(path, Folder + "/a/b/copy.txt");
        File.Move(Folder + "/a/b/copy.txt", Folder + "/a/b/moved.txt");
        Output.Show("moved", File.ReadAllText(Folder + "/a/b/moved.txt") == File.ReadAllText(path));
        File.CreateSymbolicLink(Folder + "/link", "a/lines.txt");
        Output.Show("link", $"{new FileInfo(Folder + "/link").LinkTarget} {File.ReadLines(Folder + "/link").First()}");
        DateTime time = new(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(path, time);
        Output.Show("time", File.GetLastWriteTimeUtc(path) == time);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        Output.Show("mode", File.GetUnixFileMode(path));
        Output.Show("names", string.Join(' ', Directory.EnumerateFileSystemEntries(Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)));
        Output.Show("missing", Error(static () => File.ReadAllText(Folder + "/missing")));
        Output.Show("missing folder", Error(static () => File.ReadAllText(Folder + "/no/such")));
        Output.Show("not empty", Error(static () => Directory.Delete(Folder)));
        Output.Show("there already", Error(static () => new FileStream(Folder + "/link", FileMode.CreateNew).Dispose()));
        Directory.Delete(Folder, recursive: true);
        Output.Show("deleted", !Directory.Exists(Folder));
    }

    private static async Task Stream(string path)
    {
        await using FileStream stream = new(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, BlockSize, useAsync: true);
        byte[] block = new byte[BlockSize];
        for (int i = 0; i < Blocks; i++)
        {
            Array.Fill(block, (byte)i);
            await stream.WriteAsync(block);
        }

        stream.Position = 17 * BlockSize;
        await stream.ReadExactlyAsync(block);
        Output.Show("block", $"{block[0]} {block[^1]} {stream.Position} {stream.Length}");
        stream.SetLength(1000);
        stream.Seek(-1, SeekOrigin.End);
        Output.Show("shortened", $"{stream.ReadByte()} {stream.ReadByte()}");
        await stream.WriteAsync(Encoding.UTF8.GetBytes("tail"));
        await stream.FlushAsync();
        Output.Show("written behind", stream.Length);
    }

    private static string Error(Action action)
    {
        try
        {
            action();
            return "none";
        }
        catch (IOException error)
        {
            return error.GetType().Name;
        }
    }
}
