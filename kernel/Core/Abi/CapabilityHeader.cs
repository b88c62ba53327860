using System.Runtime.InteropServices;

namespace Lodestar.Core.Abi;

/// <summary>struct __user_cap_header_struct of <c>capget(2)</c>: 8 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct CapabilityHeader
{
    /// <summary>_LINUX_CAPABILITY_VERSION_1: one word for each set.</summary>
    public const uint Version1 = 0x1998_0330;

    /// <summary>_LINUX_CAPABILITY_VERSION_2: two words.</summary>
    public const uint Version2 = 0x2007_1026;

    /// <summary>_LINUX_CAPABILITY_VERSION_3: two words.</summary>
    public const uint Version3 = 0x2008_0522;

    public uint Version;

    public int ThreadId;
}
