using Lodestar.Core.Abi;

namespace Lodestar.Host.Tests.Memory;

/// <summary>What a program can do with memory and the one file that it has open, by whoever serves it.</summary>
internal interface IPageCalls : IMemoryCalls
{
    /// <summary>A store of a byte: EFAULT for what would be a signal.</summary>
    Errno Store(ulong address, byte value);

    /// <summary>A load of a byte: -1 for what would be a signal.</summary>
    int Load(ulong address);

    /// <summary>mincore(2) of one page: 0 or 1, -1 for an error.</summary>
    int Residency(ulong address);

    long WriteFile(long offset, byte[] bytes);

    Errno Truncate(long length);

    Errno PunchHole(long offset, long length);

    /// <summary>All bytes of the file.</summary>
    byte[] ReadFile();

    /// <summary>st_blocks.</summary>
    long Blocks();
}
