using System.Runtime;
using System.Runtime.CompilerServices;

namespace Lodestar.Machine.Memory;

/// <summary>The contents of whole frames (<c>asm/pages.asm</c>).</summary>
internal static unsafe class PageMemory
{
    /// <summary>Fills a frame with zeros.</summary>
    public static void Clear(ulong frame) => ClearPage(DirectMap.ToPointer(frame));

    /// <summary>Copies a frame.</summary>
    public static void Copy(ulong destination, ulong source) =>
        CopyPage(DirectMap.ToPointer(destination), DirectMap.ToPointer(source));

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "ClearPage")]
    private static extern void ClearPage(byte* page);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "CopyPage")]
    private static extern void CopyPage(byte* destination, byte* source);
}
