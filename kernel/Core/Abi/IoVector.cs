using System.Runtime.InteropServices;

namespace Lodestar.Core.Abi;

/// <summary>One buffer of several, struct iovec of <c>iovec(3type)</c>: 16 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct IoVector
{
    /// <summary>The most buffers of one call, IOV_MAX (Linux's UIO_MAXIOV).</summary>
    public const int MaxCount = 1024;

    /// <summary>iov_base: address of the first byte.</summary>
    public ulong Address;

    /// <summary>iov_len: bytes.</summary>
    public ulong Length;
}
