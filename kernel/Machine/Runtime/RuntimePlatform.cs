using System;

namespace Lodestar.Machine.Runtime;

/// <summary>What the managed runtime needs of the machine below it. This is the kernel's side.</summary>
internal static unsafe partial class RuntimePlatform
{
    /// <summary>Address space for CoreLib's frozen objects.</summary>
    public static byte* FrozenRegionBase => (byte*)0xffff_8880_0800_0000;

    /// <summary>End of that address space.</summary>
    public static byte* FrozenRegionEnd => FrozenRegionBase + (1UL << 30);

    public static bool MapPages(byte* address, nuint pages) => true;

    /// <summary>Nanoseconds since the boot.</summary>
    public static ulong UptimeNanoseconds => 0;

    /// <summary>Writes UTF-8 text to the log as it is.</summary>
    public static void WriteText(ReadOnlySpan<byte> text)
    {
        foreach (byte b in text) Native.OutByte(0x3f8, b);
    }

    /// <summary>Fills memory with random bytes.</summary>
    public static void FillRandom(byte* buffer, nuint length)
    {
        for (nuint i = 0; i < length; i++) buffer[i] = (byte)(i * 37 + 11);
    }
}
