using System.Runtime;
using System.Runtime.CompilerServices;

namespace Lodestar.Machine.Memory;

/// <summary>The parts of the image (<c>asm/kernel.ld</c>), all of them whole pages.</summary>
internal static unsafe class KernelImage
{
    /// <summary>First address, the boot code's.</summary>
    public static byte* Start => Runtime.Native.GetImageStart();

    /// <summary>First address behind the image.</summary>
    public static byte* End => Runtime.Native.GetImageEnd();

    /// <summary>How much further in physical memory it lies than it is linked for, in bytes: whole pages.</summary>
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "GetImageDisplacement")]
    public static extern ulong GetImageDisplacement();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "GetTextStart")]
    public static extern byte* GetTextStart();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "GetTextEnd")]
    public static extern byte* GetTextEnd();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "GetRodataStart")]
    public static extern byte* GetRodataStart();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "GetRodataEnd")]
    public static extern byte* GetRodataEnd();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "GetDataStart")]
    public static extern byte* GetDataStart();

    /// <summary>First address behind the writable data, where the symbol table starts.</summary>
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "GetDataEnd")]
    public static extern byte* GetDataEnd();

    /// <summary>The page under the boot stack, which is not mapped.</summary>
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "GetBootStackGuard")]
    public static extern byte* GetBootStackGuard();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "GetBootStackBottom")]
    public static extern byte* GetBootStackBottom();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "GetBootStackTop")]
    public static extern byte* GetBootStackTop();
}
