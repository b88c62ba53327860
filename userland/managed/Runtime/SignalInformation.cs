using System.Runtime.InteropServices;

namespace Lodestar.Userland;

/// <summary>The part of <c>siginfo_t</c> that a fault fills (sigaction(2)).</summary>
[StructLayout(LayoutKind.Explicit, Size = 128)]
internal struct SignalInformation
{
    /// <summary>FPE_INTDIV: an integer division faulted.</summary>
    public const int IntegerDivision = 1;

    /// <summary>SI_KERNEL: a fault without an address, such as an access to a non-canonical one.</summary>
    public const int FromKernel = 0x80;

    /// <summary>What happened; the meaning depends on the signal.</summary>
    [FieldOffset(8)] public int Code;

    /// <summary>The address that was accessed; for SIGFPE the instruction.</summary>
    [FieldOffset(16)] public ulong Address;
}
