using System.Text;
using Lodestar.Core.Abi;
using Lodestar.Core.Memory;
using static Lodestar.Host.Tests.Memory.SpaceBuilder;

namespace Lodestar.Host.Tests.Memory;

/// <summary>The memory calls served by an <see cref="AddressSpace"/>. What ends up outside of the window is unmapped at once.</summary>
internal sealed class SpaceCalls(AddressSpace space, MappedFile file, MmapProtection access = MmapProtection.Read) : IMemoryCalls
{
    public SpaceCalls(FakePages pages)
        : this(Create(pages), FakeFile.Mapped(RandomCalls.FilePages))
    {
    }

    public AddressSpace Space { get; } = space;

    public MappedFile File { get; } = file;

    public Errno Map(ulong address, ulong length, MmapProtection protection, MmapFlags flags, ulong offset, out ulong result)
    {
        MappedFile? file = (flags & MmapFlags.Anonymous) != 0 ? null : File;
        return Keep(Space.TryPut(address, length, protection, flags, out result, file, offset, access | MmapProtection.Exec), length, ref result);
    }

    public Errno Unmap(ulong address, ulong length) => Space.Unmap(address, length);

    public Errno Protect(ulong address, ulong length, MmapProtection protection) => Space.Protect(address, length, protection);

    public Errno Remap(ulong address, ulong oldLength, ulong newLength, MremapFlags flags, ulong newAddress, out ulong result) =>
        Keep(Space.Remap(address, oldLength, newLength, flags, newAddress, out result), newLength, ref result);

    public Errno Advise(ulong address, ulong length, MemoryAdvice advice) => Space.Advise(address, length, advice);

    public string Describe()
    {
        StringBuilder text = new();
        for (int i = 0; i < RandomCalls.WindowPages; i++)
        {
            if (Space.Areas.Find(At(i)) is { } area)
            {
                string offset = area.File is null ? "" : (area.FileOffsetAt(At(i)) / Page.Size).ToString();
                text.Append(i).Append(Letters(area.Protection)).Append(area.IsShared ? 's' : 'p').Append(offset).Append(' ');
            }
        }

        return text.ToString();
    }

    private Errno Keep(Errno error, ulong length, ref ulong place)
    {
        if (error != Errno.None)
        {
            place = 0;
        }
        else if (place < Base || place >= At(RandomCalls.WindowPages))
        {
            Space.Unmap(place, length);
            place = 0;
        }

        return error;
    }
}
