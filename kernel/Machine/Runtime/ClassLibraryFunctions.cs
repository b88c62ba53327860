using System.Runtime;
using System.Runtime.CompilerServices;

namespace Lodestar.Machine.Runtime;

/// <summary>Starts CoreLib: hands it the image's module and takes the callbacks that the runtime reaches it by.</summary>
internal static unsafe class ClassLibraryFunctions
{
    // System.Runtime.ClassLibFunctionId
    private const int Count = 8;

    private static FunctionTable s_table;

    [InlineArray(Count)]
    private struct FunctionTable
    {
        private nint _first;
    }

    /// <summary>Creates CoreLib's module tables and statics. The allocator has to work.</summary>
    public static void Install()
    {
        s_table[0] = (nint)(delegate*<int, void*>)&GetRuntimeException;
        s_table[1] = (nint)(delegate*<int, void*, nint, nint, void>)&RuntimeFailFast;
        s_table[3] = (nint)(delegate*<void*, nint, int, void>)&AppendExceptionStackFrame;
        s_table[5] = (nint)(delegate*<void*>)&GetSystemArrayEEType;
        s_table[6] = (nint)(delegate*<void*, void>)&OnFirstChanceException;
        s_table[7] = (nint)(delegate*<void*, void>)&OnUnhandledException;
        byte* start = Native.GetModulesStart();
        fixed (void* table = &s_table)
        {
            Native.InitializeModules(
                (ulong)Native.GetKernelStart(), start, (int)((Native.GetModulesEnd() - start) / sizeof(void*)), (void**)table, Count);
        }
    }

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "GetRuntimeException")]
    private static extern void* GetRuntimeException(int id);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "RuntimeFailFast")]
    private static extern void RuntimeFailFast(int reason, void* exception, nint address, nint context);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "AppendExceptionStackFrame")]
    private static extern void AppendExceptionStackFrame(void* exception, nint address, int flags);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "GetSystemArrayEEType")]
    private static extern void* GetSystemArrayEEType();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "OnFirstChanceException")]
    private static extern void OnFirstChanceException(void* exception);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "OnUnhandledException")]
    private static extern void OnUnhandledException(void* exception);
}
