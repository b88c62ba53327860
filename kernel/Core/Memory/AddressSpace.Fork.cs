namespace Lodestar.Core.Memory;

/// <content><c>fork(2)</c>.</content>
public sealed partial class AddressSpace
{
    /// <summary>
    /// Makes a child's address space: the same areas but those of MADV_DONTFORK, with the same pages but those of MADV_WIPEONFORK.
    /// </summary>
    /// <param name="pages">The child's page tables, which are empty, and are so again after a failure.</param>
    /// <returns>Null when there was no memory for page tables.</returns>
    public AddressSpace? TryFork(IPageMapper pages)
    {
        AddressSpace child = new(pages, Layout)
        {
            StackLimit = StackLimit,
            SizeLimit = SizeLimit,
            DataLimit = DataLimit,
            InitialStackPointer = InitialStackPointer,
            MaximumAreas = MaximumAreas,
            BreakStart = BreakStart,
            Break = Break,
        };
        bool isComplete = false;
        try
        {
            isComplete = TryCopyAreas(child);
        }
        finally
        {
            // Also when the kernel's heap has no room for one more area.
            Pages.EndSharing();
            if (!isComplete)
            {
                child.Clear();
            }
        }

        return isComplete ? child : null;
    }

    private bool TryCopyAreas(AddressSpace child)
    {
        for (int i = 0; i < Areas.Count; i++)
        {
            VmArea area = Areas[i];
            if ((area.Flags & VmAreaFlags.DontFork) != 0)
            {
                continue;
            }

            child.Areas.Append(area.CopyTo(area.Start, area.Start, area.End));
            if ((area.Flags & VmAreaFlags.WipeOnFork) == 0
                && !Pages.TryShare(child.Pages, area.Start, area.End, area.IsShared))
            {
                return false;
            }
        }

        return true;
    }
}
