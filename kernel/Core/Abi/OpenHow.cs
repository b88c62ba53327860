using System.Runtime.InteropServices;

namespace Lodestar.Core.Abi;

/// <summary>struct open_how of <c>openat2(2)</c>: 24 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct OpenHow
{
    /// <summary>Bytes of the structure.</summary>
    public const uint StructureSize = 24;

    /// <summary>flags: O_*; unlike with open unknown ones are errors.</summary>
    public ulong Flags;

    /// <summary>mode: of a new file; otherwise 0.</summary>
    public ulong Mode;

    /// <summary>resolve.</summary>
    public ResolveFlags Resolve;
}
