namespace Lodestar.Core.Memory;

/// <summary>The answer to a page fault.</summary>
public readonly struct FaultResolution
{
    internal FaultResolution(FaultAction action, FaultAccess access, VmArea? area = null, ulong fileOffset = 0)
    {
        Action = action;
        IsWrite = access == FaultAccess.Write;
        Area = area;
        FileOffset = fileOffset;
    }

    public FaultAction Action { get; }

    /// <summary>Whether it was a write that faulted.</summary>
    public bool IsWrite { get; }

    /// <summary>Whether the access is the program's mistake.</summary>
    public bool IsError => Action is FaultAction.SegvMapError or FaultAction.SegvAccessError or FaultAction.BusError;

    /// <summary>The area of the page; null with <see cref="FaultAction.SegvMapError"/>.</summary>
    public VmArea? Area { get; }

    /// <summary>Where in the area's file the page begins, in bytes; 0 without one.</summary>
    public ulong FileOffset { get; }
}
