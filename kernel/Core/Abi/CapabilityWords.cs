using System.Runtime.InteropServices;

namespace Lodestar.Core.Abi;

/// <summary>struct __user_cap_data_struct of <c>capget(2)</c>, 32 capabilities of each set: 12 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct CapabilityWords
{
    public uint Effective;

    public uint Permitted;

    public uint Inheritable;
}
