using System;
using System.Runtime;
using System.Runtime.CompilerServices;

namespace Lodestar.Machine.Diagnostics;

/// <content>Where the table of the running image lies.</content>
public readonly ref partial struct SymbolTable
{
    /// <summary>The table of the running image (asm/symbols.asm); an empty one finds nothing.</summary>
    public static unsafe SymbolTable OfImage
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
