using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using Lodestar.Symbols;

namespace Lodestar.Bench;

/// <summary>How large the image is, and what its parts are.</summary>
internal static class ImageSizes
{
    /// <summary>SHF_ALLOC: the section is part of the running image, not debug data (System V ABI, "Sections").</summary>
    private const ulong AllocatedFlag = 2;

    public static void Print(string kernel)
    {
        byte[] image = File.ReadAllBytes(kernel);
        List<ElfSection> loaded = [.. ElfFile.Parse(image).Sections.Where(static section => (section.Flags & AllocatedFlag) != 0)];
        Table table = new("part", "bytes");
        table.Add("file with debug data", $"{image.Length}");
        table.Add("what is loaded", $"{loaded.Sum(static section => section.Content.Length)}");
        table.Add("what is loaded, compressed (gzip)", $"{CompressedLength(loaded)}");
        foreach (ElfSection section in loaded.Where(static section => section.Content.Length != 0))
        {
            table.Add("  " + section.Name, $"{section.Content.Length}");
        }

        table.Print($"size: {Path.GetFileName(kernel)}");
    }

    private static long CompressedLength(List<ElfSection> sections)
    {
        using MemoryStream target = new();
        using (GZipStream compressor = new(target, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            sections.ForEach(section => compressor.Write(section.Content.Span));
        }

        return target.Length;
    }
}
