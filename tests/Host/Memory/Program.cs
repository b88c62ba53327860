using Lodestar.Core.Abi;
using Lodestar.Core.Memory;
using Lodestar.Core.Processes;
using Lodestar.Machine.UserMode;

namespace Lodestar.Host.Tests.Memory;

/// <summary>A program's memory with its page tables, used as a CPU does it: what does not go faults, and is tried again.</summary>
internal sealed class Program(AddressSpace space, UserPages pages)
{
    private const int MostFaults = 2;

    public AddressSpace Space { get; } = space;

    public UserPages Pages { get; } = pages;

    /// <summary>How the last access ended: <see cref="FaultAction.Retry"/> if it went through.</summary>
    public FaultAction LastFault { get; private set; }

    public static Program Create()
    {
        UserPages pages = new(UserPageTable.TryCreate()!);
        return new Program(new AddressSpace(pages, new AddressSpaceLayout(default, 8 << 20)), pages);
    }

    public Program? TryFork() => Pages.TryFork(Space, out AddressSpace? space) is { } pages ? new Program(space!, pages) : null;

    public void Free() => Pages.Free(Space);

    public bool TryStore(ulong address, byte value)
    {
        if (!TryAccess(address, FaultAccess.Write, UserProtection.Write))
        {
            return false;
        }

        Pages.Table.PageAt(address)[(int)Page.Offset(address)] = value;
        return true;
    }

    /// <summary>The byte; -1 for a signal.</summary>
    public int Load(ulong address) =>
        TryAccess(address, FaultAccess.Read, UserProtection.Read) ? Pages.Table.PageAt(address)[(int)Page.Offset(address)] : -1;

    private bool TryAccess(ulong address, FaultAccess access, UserProtection wanted)
    {
        LastFault = FaultAction.Retry;
        for (int fault = 0; !Pages.Table.Allows(address, wanted); fault++)
        {
            FaultResolution resolution = Space.Resolve(address, access, Pages.Table.IsMapped(address));
            LastFault = resolution.Action;
            if (resolution.IsError || fault == MostFaults || !Pages.TryProvide(resolution, address))
            {
                return false;
            }
        }

        LastFault = FaultAction.Retry;
        return true;
    }
}
