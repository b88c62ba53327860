using System;
using System.Runtime;
using System.Runtime.CompilerServices;

namespace Lodestar.Machine.Diagnostics;

/// <content>Where the kernel's own table lies.</content>
public readonly ref partial struct SymbolTable
{
    /// <summary>The table of the running kernel (asm/symbols.asm); an empty one finds nothing.</summary>
    public static unsafe SymbolTable OfKernel
    {
        get
        {
            ulong length;
            byte* start = GetSymbolTable(&length);
            return new SymbolTable(new ReadOnlySpan<byte>(start, (int)length));
        }
    }

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "GetSymbolTable")]
    private static extern unsafe byte* GetSymbolTable(ulong* length);
}
