using System;
using System.Diagnostics;
using Internal.Runtime.Augments;

namespace Lodestar.Machine.Diagnostics;

/// <summary>
/// Gives CoreLib the text of stack traces: <see cref="Exception.StackTrace"/>, <see cref="Exception.ToString"/> and
/// <see cref="StackTrace"/> show a frame as <c>Lodestar.Core.Foo.Bar(int) in kernel/Core/Foo.cs:line 12</c>.
/// </summary>
/// <remarks>
/// It takes the place of System.Private.StackTraceMetadata, which would need reflection metadata for every method.
/// CoreLib asks RhFindMethodStartAddress before it asks here, and uses the answer for nothing else. An export that
/// gives back the address unchanged lets the line be found; one that gives the start of the method leaves it at the
/// name, behind which CoreLib then writes the offset.
/// </remarks>
public sealed class StackTraceProvider : StackTraceMetadataCallbacks
{
    // Longer names are cut off: the buffer lies on the stack of whoever asks.
    private const int LongestLine = 512;

    private StackTraceProvider()
    {
    }

    /// <summary>Makes CoreLib ask the kernel's symbol table from now on. Frames before have no names.</summary>
    public static void Install() => RuntimeAugments.InitializeStackTraceMetadataSupport(new StackTraceProvider());

    /// <summary>The text for one frame.</summary>
    /// <param name="methodStartAddress">What RhFindMethodStartAddress made of the frame's address.</param>
    /// <param name="isStackTraceHidden">Always false.</param>
    /// <returns>Name, file and line; the name alone for the start of a method; the bare address if it is unknown.</returns>
    public override string TryGetMethodNameFromStartAddress(nint methodStartAddress, out bool isStackTraceHidden)
    {
        isStackTraceHidden = false;
        SymbolTable symbols = SymbolTable.OfKernel;
        ulong address = CallSite.Locate(symbols, (ulong)methodStartAddress);
        Span<char> text = stackalloc char[LongestLine];
        if (symbols.TryFind(address, out SymbolInfo info) && info.Offset == 0)
        {
            return new string(text[..symbols.WriteName(info, text)]);
        }

        return symbols.TryFormat(address, text, out int written)
            ? new string(text[..written])
            : $"0x{methodStartAddress:x16}";
    }

    /// <summary>Not supported: it would need reflection metadata.</summary>
    /// <param name="methodStartAddress">Any address.</param>
    /// <returns>Always null, which CoreLib passes on as "not available".</returns>
    public override DiagnosticMethodInfo TryGetDiagnosticMethodInfoFromStartAddress(nint methodStartAddress) =>
        null!; // declared as not null, but DiagnosticMethodInfo.Create hands it on as its nullable result
}
