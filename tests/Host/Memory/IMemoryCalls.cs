using Lodestar.Core.Abi;

namespace Lodestar.Host.Tests.Memory;

/// <summary>The memory calls on the window at <see cref="SpaceBuilder.Base"/>, by whoever serves them.</summary>
internal interface IMemoryCalls
{
    /// <summary>Maps pages of the file that there is, or of none.</summary>
    Errno Map(ulong address, ulong length, MmapProtection protection, MmapFlags flags, ulong offset, out ulong result);

    Errno Unmap(ulong address, ulong length);

    Errno Protect(ulong address, ulong length, MmapProtection protection);

    Errno Remap(ulong address, ulong oldLength, ulong newLength, MremapFlags flags, ulong newAddress, out ulong result);

    Errno Advise(ulong address, ulong length, MemoryAdvice advice);

    /// <summary>One word for each page of the window that is mapped.</summary>
    string Describe();
}
