using System.Runtime;
using System.Runtime.CompilerServices;

namespace Lodestar.Machine.Runtime;

/// <summary>What the runtime layer calls in <c>asm/</c>.</summary>
internal static unsafe partial class Native
{
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "GetRuntimeThread")]
    internal static extern RuntimeThread* GetCurrentThread();

    /// <summary>Return addresses of the throw helpers, <see cref="ThrowSiteCount"/> of them.</summary>
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "GetThrowSites")]
    internal static extern byte** GetThrowSites();

    internal const int ThrowSiteCount = 3;

    /// <summary>Start of <c>.eh_frame_hdr</c>.</summary>
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "GetEhFrameHeader")]
    internal static extern byte* GetEhFrameHeader();

    /// <summary>Fills a PAL_LIMITED_CONTEXT with the caller's registers, as they are after the return.</summary>
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "CaptureContext")]
    internal static extern void CaptureContext(byte* context);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "GetInterfaceDispatchStub")]
    internal static extern ulong GetInterfaceDispatchStub();

    /// <summary>Where the image begins; also its handle as a module.</summary>
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "GetImageStart")]
    internal static extern byte* GetImageStart();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "GetModulesStart")]
    internal static extern byte* GetModulesStart();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "GetModulesEnd")]
    internal static extern byte* GetModulesEnd();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "InitializeModules")]
    internal static extern void InitializeModules(ulong osModule, void* modules, int count, void** functions, int functionCount);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "__managed__Startup")]
    internal static extern void ManagedStartup();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "GetRuntimeFaultSites")]
    internal static extern ulong* GetRuntimeFaultSites();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "GetDispatchFaultSites")]
    internal static extern ulong* GetDispatchFaultSites();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "GetThrowHardwareException")]
    internal static extern ulong GetThrowHardwareException();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "CpuPause")]
    internal static extern void Pause();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "MemoryFence")]
    internal static extern void MemoryFence();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "GetUnboxStart")]
    internal static extern byte* GetUnboxStart();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "GetUnboxEnd")]
    internal static extern byte* GetUnboxEnd();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "GetInitialDispatchStub")]
    internal static extern ulong GetInitialDispatchStub();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "GetIlcStubsStart")]
    internal static extern ulong GetIlcStubsStart();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "GetIlcStubsEnd")]
    internal static extern ulong GetIlcStubsEnd();
}
