using System;

namespace Lodestar.Machine.Diagnostics;

/// <summary>Finds the instruction that a frame of a stack trace is at.</summary>
/// <remarks>
/// A frame that called another has its return address, the instruction behind the call, which can belong to the next
/// line or even to the next function; a frame that a fault interrupted has the address of the faulting instruction.
/// CoreLib's stack traces do not say which of the two an address is, the code before it does.
/// </remarks>
internal static class CallSite
{
    /// <summary>The longest near call that ILC and NASM emit: opcode, ModRM, SIB, 32-bit displacement.</summary>
    private const int LongestCall = 7;

    private const byte CallRelative = 0xE8;
    private const int CallRelativeLength = 5;
    private const byte CallIndirect = 0xFF;
    private const int CallIndirectExtension = 2;

    /// <summary>The address to look up for a frame.</summary>
    /// <param name="symbols">Tells whether there is code before the address that can be read.</param>
    /// <param name="address">The address that the frame has.</param>
    /// <returns>An address inside the call if one ends just before, else the address itself.</returns>
    public static unsafe ulong Locate(SymbolTable symbols, ulong address)
    {
        if (!symbols.TryFind(address - 1, out SymbolInfo info))
        {
            return address;
        }

        int length = (int)Math.Min(info.Offset + 1, LongestCall);
        var before = new ReadOnlySpan<byte>((byte*)address - length, length);
        return EndsWithCall(before) ? address - 1 : address;
    }

    /// <summary>Whether code can end with a near call (Intel SDM, volume 2A, CALL: E8 and FF /2).</summary>
    /// <param name="code">The bytes before an address, up to the longest call.</param>
    /// <returns>True if its last bytes are a call; other instructions can look the same, which is rare.</returns>
    public static bool EndsWithCall(ReadOnlySpan<byte> code)
    {
        if (code.Length >= CallRelativeLength && code[^CallRelativeLength] == CallRelative)
        {
            return true;
        }

        for (int length = 2; length <= code.Length; length++)
        {
            ReadOnlySpan<byte> call = code[^length..];
            if (call[0] == CallIndirect && ((call[1] >> 3) & 7) == CallIndirectExtension && IndirectLength(call) == length)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Length of an instruction of one opcode byte from its ModRM and SIB bytes (SDM, volume 2A, 2.1).</summary>
    private static int IndirectLength(ReadOnlySpan<byte> code)
    {
        const int Sib = 4;
        const int DisplacementOnly = 5;
        int mode = code[1] >> 6;
        int rm = code[1] & 7;
        if (mode == 3)
        {
            return 2;
        }

        int length = rm == Sib ? 3 : 2;
        if (length > code.Length)
        {
            return 0;
        }

        int memoryBase = rm == Sib ? code[2] & 7 : rm;
        int displacement = mode switch
        {
            0 => memoryBase == DisplacementOnly ? 4 : 0,
            1 => 1,
            _ => 4,
        };
        return length + displacement;
    }
}
