using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Lodestar.Machine.UserMode;

/// <summary>
/// What a program has in segment registers while another thread runs; <c>asm/threads.asm</c> knows the offsets. CS and SS are in
/// the thread's frame.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct UserSegments
{
    public ulong FsBase;
    public ulong GsBase;

    /// <summary>DS, ES, FS and GS, 16 bits each; null selectors as a rule.</summary>
    public ulong Selectors;

    /// <summary>Takes the values from the CPU.</summary>
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "SaveUserSegments")]
    internal static extern void Save(UserSegments* segments);

    /// <summary>Gives the values to the CPU; interrupts must be disabled.</summary>
    /// <param name="segments">Valid ones.</param>
    /// <param name="withSelectors">0 when the selectors there and those in the CPU are null.</param>
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "LoadUserSegments")]
    internal static extern void Load(UserSegments* segments, uint withSelectors);
}
