using System;
using System.Text;
using Lodestar.Core.Abi;
using Lodestar.Core.Memory;
using Xunit;

namespace Lodestar.Host.Tests.Memory;

/// <summary>Short ways to say what tests say often.</summary>
internal static class SpaceBuilder
{
    /// <summary>Somewhere in the middle, where nothing goes by itself.</summary>
    public const ulong Base = 0x1000_0000_0000;

    public const MmapProtection ReadWrite = MmapProtection.Read | MmapProtection.Write;
    public const MmapFlags Anonymous = MmapFlags.Private | MmapFlags.Anonymous;
    public const MmapFlags FixedAnonymous = Anonymous | MmapFlags.Fixed;

    public static AddressSpace Create(FakePages? pages = null) =>
        new(pages ?? new FakePages(), new AddressSpaceLayout(default, 8 << 20));

    /// <summary>The address of a page of the window at <see cref="Base"/>.</summary>
    public static ulong At(int page) => Base + ((ulong)page * Page.Size);

    public static ulong Pages(int count) => (ulong)count * Page.Size;

    /// <summary>Maps pages of the window.</summary>
    public static void Put(
        this AddressSpace space,
        int page,
        int count,
        MmapProtection protection = ReadWrite,
        MmapFlags flags = FixedAnonymous,
        MappedFile? file = null,
        int filePage = 0) =>
        Assert.Equal(Errno.None, space.TryPut(At(page), Pages(count), protection, flags, out _, file, Pages(filePage)));

    public static Errno TryPut(
        this AddressSpace space,
        ulong address,
        ulong length,
        MmapProtection protection,
        MmapFlags flags,
        out ulong result,
        MappedFile? file = null,
        ulong offset = 0,
        MmapProtection access = MmapProtection.Read | MmapProtection.Exec)
    {
        MapRequest request = new()
        {
            Address = address, Length = length, Protection = protection, Flags = flags, File = file, Offset = offset, FileAccess = access,
        };
        return space.Map(request, out result);
    }

    /// <summary>The areas as "first page of the window+pages rights", such as "0+4rw- 6+1---".</summary>
    public static string Describe(this AddressSpace space)
    {
        StringBuilder text = new();
        for (int i = 0; i < space.Areas.Count; i++)
        {
            VmArea area = space.Areas[i];
            string file = area.File is null ? "" : "@" + (area.FileOffset / Page.Size);
            text.Append(i == 0 ? "" : " ").Append((long)(area.Start - Base) / (long)Page.Size).Append('+').Append(area.Length / Page.Size)
                .Append(Letters(area.Protection)).Append(file);
        }

        return text.ToString();
    }

    public static string Letters(MmapProtection protection) =>
        ((protection & MmapProtection.Read) != 0 ? "r" : "-")
        + ((protection & MmapProtection.Write) != 0 ? "w" : "-")
        + ((protection & MmapProtection.Exec) != 0 ? "x" : "-");

    public static MmapProtection Rights(string letters) =>
        (letters.Contains('r', StringComparison.Ordinal) ? MmapProtection.Read : 0)
        | (letters.Contains('w', StringComparison.Ordinal) ? MmapProtection.Write : 0)
        | (letters.Contains('x', StringComparison.Ordinal) ? MmapProtection.Exec : 0);
}
