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
/// CoreLib asks RhFindMethodStartAddress before it asks here, and uses the answer for nothing else: the runtime's export
/// gives back the address unchanged, since the start of the method would not tell the line.
/// </remarks>
public sealed class StackTraceProvider : StackTraceMetadataCallbacks
{
    // Longer names are cut off: the buffer lies on the stack of whoever asks.
    private const int LongestLine = 512;

    private StackTraceProvider()
    {
    }

    /// <summary>Makes CoreLib ask the image's symbol table from now on. Frames before have no names.</summary>
    public static void Install() => RuntimeAugments.InitializeStackTraceMetadataSupport(new StackTraceProvider());

    /// <summary>The text for one frame.</summary>
    /// <param name="methodStartAddress">The frame's address, see the remarks.</param>
    /// <param name="isStackTraceHidden">Always false.</param>
    /// <returns>Name, file and line, or the bare address.</returns>
    public override string TryGetMethodNameFromStartAddress(nint methodStartAddress, out bool isStackTraceHidden)
    {
        isStackTraceHidden = false;
        SymbolTable symbols = SymbolTable.OfImage;
        Span<char> text = stackalloc char[LongestLine];
        return symbols.TryFormat(CallSite.Locate(symbols, (ulong)methodStartAddress), text, out int written)
            ? new string(text[..written])
            : $"0x{methodStartAddress:x16}";
    }

    /// <summary>Not supported: it would need reflection metadata.</summary>
    /// <param name="methodStartAddress">Any address.</param>
    /// <returns>Always null, which CoreLib passes on as "not available".</returns>
    public override DiagnosticMethodInfo TryGetDiagnosticMethodInfoFromStartAddress(nint methodStartAddress) =>
        null!; // declared as not null, but DiagnosticMethodInfo.Create hands it on as its nullable result
}
