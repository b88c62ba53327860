using System.Runtime.InteropServices;

namespace Lodestar.Core.Abi;

/// <summary>struct pollfd of <c>poll(2)</c>: 8 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct PollDescriptor
{
    /// <summary>fd; a negative one is left out.</summary>
    public int Descriptor;

    /// <summary>events.</summary>
    public PollEvents Wanted;

    /// <summary>revents.</summary>
    public PollEvents Ready;
}
