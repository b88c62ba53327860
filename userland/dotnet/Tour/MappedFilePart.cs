using System.IO;
using System.IO.MemoryMappedFiles;
using System.Threading.Tasks;

namespace Lodestar.Tour;

/// <summary>A file that is mapped twice.</summary>
internal static class MappedFilePart
{
    private const int Size = 3 << 12;
    private const string Path = "/tmp/mapped";

    public static Task Run()
    {
        using (MemoryMappedFile file = MemoryMappedFile.CreateFromFile(Path, FileMode.Create, null, Size))
        using (MemoryMappedViewAccessor writer = file.CreateViewAccessor())
        using (MemoryMappedViewAccessor reader = file.CreateViewAccessor(Size / 2, 8, MemoryMappedFileAccess.Read))
        {
            writer.Write(Size / 2, 0x0123_4567_89AB_CDEF);
            writer.Write(Size - 1, (byte)'!');
            Output.Show("seen", $"{reader.ReadInt64(0):X}");
            writer.Flush();
        }

        byte[] bytes = File.ReadAllBytes(Path);
        Output.Show("in the file", $"{bytes.Length} {bytes[Size / 2]:X} {(char)bytes[^1]}");
        File.Delete(Path);
        return Task.CompletedTask;
    }
}
