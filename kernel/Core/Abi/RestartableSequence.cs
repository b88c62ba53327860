using System.Runtime.InteropServices;

namespace Lodestar.Core.Abi;

/// <summary>struct rseq_cs (<c>linux/rseq.h</c>), a critical section of <c>rseq(2)</c>: 32 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct RestartableSequence
{
    /// <summary>0.</summary>
    public uint Version;

    /// <summary>0.</summary>
    public uint Flags;

    /// <summary>Address of its first instruction.</summary>
    public ulong Start;

    /// <summary>Bytes up to the instruction that ends it, which is in it too.</summary>
    public ulong Length;

    /// <summary>Where the thread goes on that was interrupted in it; 4 bytes before stands the signature.</summary>
    public ulong AbortHandler;

    /// <summary>Whether an instruction lies in it.</summary>
    public readonly bool Contains(ulong instruction) => instruction - Start < Length;
}
