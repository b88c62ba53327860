using System;
using System.Buffers;
using System.Globalization;
using System.Text.Unicode;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Memory;

/// <summary>The text of <c>/proc/self/maps</c> (<c>proc_pid_maps(5)</c>): one line for each area.</summary>
public static class MapsText
{
    /// <summary>Characters before the blank that precedes the name.</summary>
    private const int NameColumn = 72;

    /// <summary>More than addresses, device and inode can take.</summary>
    private const int LongestHead = 160;

    /// <summary>Writes the lines of all areas.</summary>
    public static void Write(AddressSpace space, IBufferWriter<byte> output)
    {
        for (int i = 0; i < space.Areas.Count; i++)
        {
            WriteLine(space, space.Areas[i], output);
        }
    }

    private static void WriteLine(AddressSpace space, VmArea area, IBufferWriter<byte> output)
    {
        MappedFile? file = area.File;
        ReadOnlySpan<byte> protection =
        [
            Letter(area, MmapProtection.Read, 'r'),
            Letter(area, MmapProtection.Write, 'w'),
            Letter(area, MmapProtection.Exec, 'x'),
            (byte)(area.IsShared ? 's' : 'p'),
        ];

        Span<byte> head = output.GetSpan(LongestHead);
        int length = AppendRange(head, area.Start, area.End);
        protection.CopyTo(head[length..]);
        length += protection.Length;
        Utf8.TryWrite(
            head[length..],
            CultureInfo.InvariantCulture,
            $" {area.FileOffset:x8} {file?.DeviceMajor ?? 0:x2}:{file?.DeviceMinor ?? 0:x2} {file?.Inode ?? 0} ",
            out int written);
        length += written;

        ReadOnlySpan<byte> name = file is not null ? file.Path.Span : NameOf(space, area);
        if (name.Length > 0)
        {
            int padding = Math.Max(NameColumn - length, 0) + 1;
            head.Slice(length, padding).Fill((byte)' ');
            length += padding;
        }

        output.Advance(length);
        WriteName(name, output);
        output.Write("\n"u8);
    }

    private static int AppendRange(Span<byte> text, ulong start, ulong end) =>
        Utf8.TryWrite(text, CultureInfo.InvariantCulture, $"{start:x8}-{end:x8} ", out int written)
            ? written
            : throw new InvalidOperationException("The head of a line of maps is too long.");

    private static byte Letter(VmArea area, MmapProtection bit, char letter) =>
        (byte)((area.Protection & bit) != 0 ? letter : '-');

    private static ReadOnlySpan<byte> NameOf(AddressSpace space, VmArea area)
    {
        if (area.Start < space.Break && area.End > space.BreakStart)
        {
            return "[heap]"u8;
        }

        return area.Start <= space.InitialStackPointer && area.End >= space.InitialStackPointer ? "[stack]"u8 : default;
    }

    /// <summary>A line feed in a path is written as Linux does it, so that a line stays a line.</summary>
    private static void WriteName(ReadOnlySpan<byte> name, IBufferWriter<byte> output)
    {
        for (int feed = name.IndexOf((byte)'\n'); feed >= 0; feed = name.IndexOf((byte)'\n'))
        {
            output.Write(name[..feed]);
            output.Write(@"\012"u8);
            name = name[(feed + 1)..];
        }

        output.Write(name);
    }
}
