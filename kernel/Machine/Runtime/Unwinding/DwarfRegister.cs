namespace Lodestar.Machine.Runtime.Unwinding;

/// <summary>DWARF register numbers (System V x86-64 ABI, figure 3.36).</summary>
internal static class DwarfRegister
{
    internal const uint Rbx = 3;
    internal const uint Rbp = 6;
    internal const uint Rsp = 7;
    internal const uint R12 = 12;
    internal const uint R13 = 13;
    internal const uint R14 = 14;
    internal const uint R15 = 15;
    internal const uint ReturnAddress = 16;
    internal const uint Count = 17;
}
