using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace Lodestar.Initramfs;

/// <summary>
/// Writes a cpio archive of the format newc (<c>cpio(5)</c>). Owner and group are 0, all times are the same, and inode numbers
/// count from 1, so the same entries always give the same bytes.
/// </summary>
public static class CpioWriter
{
    private const string Magic = "070701";
    private const string Trailer = "TRAILER!!!";
    private const int Alignment = 4;
    private const int MostNameBytes = 4095;

    /// <summary>Writes an archive.</summary>
    /// <param name="archive">The entries.</param>
    /// <param name="output">Where to; the archive begins at the current position, which counts as 0.</param>
    /// <param name="modified">Time of every entry, in seconds since 1970.</param>
    /// <exception cref="InvalidDataException">A name is too long for the format.</exception>
    public static void Write(Archive archive, Stream output, uint modified)
    {
        Dictionary<ArchiveEntry, uint> names = new(ReferenceEqualityComparer.Instance);
        foreach ((_, ArchiveEntry entry) in archive.Entries)
        {
            names[entry] = names.GetValueOrDefault(entry) + 1;
        }

        Dictionary<ArchiveEntry, uint> inodes = new(ReferenceEqualityComparer.Instance);
        foreach ((string name, ArchiveEntry entry) in archive.Entries)
        {
            // Only the first of several names carries the content.
            bool isFirst = inodes.TryAdd(entry, (uint)inodes.Count + 1);
            byte[] content = isFirst ? entry.Content : [];
            uint links = entry.Type == EntryType.Directory ? 2 : names[entry];
            WriteHeader(
                output, name, inodes[entry], (uint)entry.Type | entry.Permissions, links, modified, content.Length, entry);
            output.Write(content);
            Pad(output, content.Length);
        }

        WriteHeader(output, Trailer, 0, 0, 1, 0, 0, null);
    }

    private static void WriteHeader(
        Stream output, string name, uint inode, uint mode, uint links, uint modified, int size, ArchiveEntry? entry)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(name);
        if (bytes.Length > MostNameBytes)
        {
            throw new InvalidDataException($"{name} has {bytes.Length} bytes, more than {MostNameBytes}");
        }

        // Owner and group, the device that the file lies on, and the checksum are 0.
        uint[] fields =
        [
            inode, mode, 0, 0, links, modified, (uint)size, 0, 0, entry?.Major ?? 0, entry?.Minor ?? 0, (uint)bytes.Length + 1, 0,
        ];
        string header = Magic + string.Concat(fields.Select(static field => field.ToString("X8", CultureInfo.InvariantCulture)));
        output.Write(Encoding.ASCII.GetBytes(header));
        output.Write(bytes);
        output.WriteByte(0);
        Pad(output, header.Length + bytes.Length + 1);
    }

    private static void Pad(Stream output, int length)
    {
        for (int rest = length; rest % Alignment != 0; rest++)
        {
            output.WriteByte(0);
        }
    }
}
