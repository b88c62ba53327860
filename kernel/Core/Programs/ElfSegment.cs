using Lodestar.Core.Abi;
using Lodestar.Core.Memory;

namespace Lodestar.Core.Programs;

/// <summary>
/// What one PT_LOAD puts into memory: pages of the file, then pages of zeros; either may be missing. Later segments replace
/// pages of earlier ones.
/// </summary>
public readonly struct ElfSegment
{
    private ElfSegment(in ElfProgramHeader header, ulong start)
    {
        ulong address = start + Page.Offset(header.Address);
        ulong fileEnd = address + header.FileSize;
        Protection = header.Protection;
        FileStart = start;
        FileEnd = header.FileSize == 0 ? start : Page.RoundUp(fileEnd);
        FileOffset = header.FileSize == 0 ? 0 : Page.RoundDown(header.FileOffset);
        ZeroStart = FileEnd;
        ZeroEnd = header.MemorySize > header.FileSize ? Page.RoundUp(address + header.MemorySize) : FileEnd;
        ZeroProtection = MmapProtection.Read | MmapProtection.Write | (Protection & MmapProtection.Exec);

        // Linux clears the rest of the last page as the program would, which fails silently where the program cannot write.
        bool clears = header.MemorySize > header.FileSize && header.FileSize != 0 && (Protection & MmapProtection.Write) != 0;
        ClearStart = clears ? fileEnd : FileEnd;
    }

    /// <summary>Rights of the file's pages.</summary>
    public MmapProtection Protection { get; }

    /// <summary>First address of the file's pages, a multiple of the page size.</summary>
    public ulong FileStart { get; }

    /// <summary>The address behind the file's pages, a multiple of the page size.</summary>
    public ulong FileEnd { get; }

    /// <summary>Where in the file they begin, in bytes, a multiple of the page size.</summary>
    public ulong FileOffset { get; }

    /// <summary>From here up to <see cref="FileEnd"/> the last page of the file must become zeros; less than a page.</summary>
    public ulong ClearStart { get; private init; }

    /// <summary>First address of the pages of zeros, a multiple of the page size.</summary>
    public ulong ZeroStart { get; }

    /// <summary>The address behind them, a multiple of the page size.</summary>
    public ulong ZeroEnd { get; }

    /// <summary>Rights of the pages of zeros: they can be read and written whatever the segment says, as in Linux.</summary>
    public MmapProtection ZeroProtection { get; }

    /// <summary>This segment after the next one has been mapped: where that lies on the last page of the file, nothing is left to clear.</summary>
    internal ElfSegment Under(in ElfSegment next)
    {
        ulong page = Page.RoundDown(ClearStart);
        bool isReplaced = next.FileStart <= page && page < next.ZeroEnd;
        return isReplaced && ClearStart != FileEnd ? this with { ClearStart = FileEnd } : this;
    }

    /// <summary>Checks a segment and places it.</summary>
    /// <param name="header">Its header, a PT_LOAD.</param>
    /// <param name="bias">Added to its addresses; a multiple of the page size.</param>
    /// <param name="fileLength">In bytes.</param>
    /// <param name="segment">The result.</param>
    /// <returns>
    /// EINVAL for sizes and offsets that make no sense, EPERM and ENOMEM for addresses below and above the user half,
    /// EFAULT when the page to be cleared lies behind the end of the file.
    /// </returns>
    internal static Errno TryPlace(in ElfProgramHeader header, ulong bias, long fileLength, out ElfSegment segment)
    {
        segment = default;
        if (header.FileSize > header.MemorySize
            || header.Address >= UserSpace.End
            || header.MemorySize > UserSpace.End - header.Address)
        {
            return Errno.EINVAL;
        }

        // Both addends are below 2⁴⁷; a bias that is a negative number leads, at the worst, to an address above all of them.
        ulong start = Page.RoundDown(header.Address) + bias;
        ulong length = Page.Offset(header.Address) + header.MemorySize;
        if (start >= UserSpace.End || length > UserSpace.End - start)
        {
            return Errno.ENOMEM;
        }

        if (start < UserSpace.Start && length != 0)
        {
            return Errno.EPERM;
        }

        if (header.FileSize != 0 && Page.Offset(header.FileOffset) != Page.Offset(header.Address))
        {
            return Errno.EINVAL;
        }

        segment = new ElfSegment(header, start);
        if (segment.FileOffset > long.MaxValue - (segment.FileEnd - segment.FileStart))
        {
            return Errno.EOVERFLOW;
        }

        ulong clearedAt = segment.FileOffset + (Page.RoundDown(segment.ClearStart) - segment.FileStart);
        return segment.ClearStart != segment.FileEnd && clearedAt >= (ulong)fileLength ? Errno.EFAULT : Errno.None;
    }
}
