using System;
using System.Runtime;
using System.Runtime.CompilerServices;

namespace Lodestar.Machine.UserMode;

/// <summary>
/// System-call numbers that <c>asm/syscall.asm</c> answers with ENOSYS itself, without a call of
/// <see cref="UserEvents.Syscall"/>: those that the safe half does not serve and has nothing more to say about.
/// </summary>
public static unsafe class UnservedCalls
{
    /// <summary>Numbers from 0 on that can be added one by one.</summary>
    public const int Numbers = 512;

    private const int BitsPerByte = 8;

    /// <summary>Adds a number; any outside of 0 to 511 adds all of these.</summary>
    public static void Add(int number)
    {
        int index = (uint)number < Numbers ? number : Numbers;
        Bits[index / BitsPerByte] |= (byte)(1 << (index % BitsPerByte));
    }

    /// <summary>Every number goes to <see cref="UserEvents.Syscall"/> again.</summary>
    public static void Clear() => Bits.Clear();

    private static Span<byte> Bits => new(GetUnservedCalls(), (Numbers / BitsPerByte) + 1);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "GetUnservedCalls")]
    private static extern byte* GetUnservedCalls();
}
