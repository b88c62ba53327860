using System.Runtime.InteropServices;

namespace Lodestar.Core.Abi;

/// <summary>struct clone_args of <c>clone3(2)</c>: 88 bytes, of which callers may know only the first 64 or 80.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct CloneArguments
{
    /// <summary>Bytes of the structure.</summary>
    public const ulong StructureSize = 88;

    public ulong Flags;

    /// <summary>Where the pid file descriptor goes.</summary>
    public ulong PidFd;

    /// <summary>Where the child's id goes in the child's memory.</summary>
    public ulong ChildId;

    /// <summary>Where the child's id goes in the parent's memory.</summary>
    public ulong ParentId;

    public ulong ExitSignal;

    /// <summary>Lowest address of the child's stack, and its length in bytes.</summary>
    public ulong Stack;
    public ulong StackSize;

    /// <summary>The FS base.</summary>
    public ulong ThreadPointer;

    /// <summary>Ids that the child is to have, and how many.</summary>
    public ulong SetIds;
    public ulong SetIdCount;

    public ulong CGroup;
}
