using System;
using System.Runtime;
using System.Runtime.CompilerServices;

namespace Lodestar.Machine.Runtime;

/// <summary>Starts CoreLib: hands it the image's module and the callbacks that its dispatch of exceptions uses.</summary>
internal static unsafe class ClassLibraryFunctions
{
    // System.Runtime.ClassLibFunctionId
    private const int GetRuntimeExceptionId = 0;
    private const int FailFastId = 1;
    private const int AppendExceptionStackFrameId = 3;
    private const int GetSystemArrayTypeId = 5;
    private const int OnFirstChanceId = 6;
    private const int OnUnhandledExceptionId = 7;
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
        s_table[GetRuntimeExceptionId] = (nint)(delegate*<int, void*>)&GetRuntimeException;
        s_table[FailFastId] = (nint)(delegate*<int, Exception?, nint, nint, void>)&FailFast;
        s_table[AppendExceptionStackFrameId] = (nint)(delegate*<void*, nint, int, void>)&AppendExceptionStackFrame;
        s_table[GetSystemArrayTypeId] = (nint)(delegate*<void*>)&GetSystemArrayEEType;
        s_table[OnFirstChanceId] = (nint)(delegate*<void*, void>)&OnFirstChanceException;
        s_table[OnUnhandledExceptionId] = (nint)(delegate*<void*, void>)&OnUnhandledException;
        byte* start = Native.GetModulesStart();
        int modules = (int)((Native.GetModulesEnd() - start) / sizeof(void*));
        fixed (void* table = &s_table)
        {
            Native.InitializeModules((ulong)Native.GetImageStart(), start, modules, (void**)table, Count);
        }
    }

    /// <summary>CoreLib found no handler for an exception, or its own state broken.</summary>
    private static void FailFast(int reason, Exception? exception, nint address, nint context)
    {
        if (exception is null)
        {
            RuntimeFailure.Stop("the managed runtime cannot go on (fail fast)");
        }

        RuntimeFailure.UnhandledException(exception.ToString());
    }

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "GetRuntimeException")]
    private static extern void* GetRuntimeException(int id);

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
