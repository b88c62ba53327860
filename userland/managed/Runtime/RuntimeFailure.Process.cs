using System;
using System.Text.Unicode;
using Lodestar.Userland;

namespace Lodestar.Machine.Runtime;

/// <content>A process says why on standard error and ends by SIGABRT, as .NET's own does.</content>
internal static partial class RuntimeFailure
{
    private const int SignalAbort = 6;
    private const int StatusOfAbort = 128 + SignalAbort;
    private const int PieceLength = 256;

    public static partial void Stop(string reason) => Abort("fatal: "u8, reason);

    public static partial void UnhandledException(string description) => Abort("Unhandled exception. "u8, description);

    public static partial void OutOfMemory(string reason) => Abort("fatal: out of memory: "u8, reason);

    /// <summary>Writes both texts and a line end, then ends the process.</summary>
    [System.Diagnostics.CodeAnalysis.DoesNotReturn]
    internal static void Abort(ReadOnlySpan<byte> prefix, ReadOnlySpan<char> text)
    {
        RuntimePlatform.WriteText(prefix);
        Span<byte> piece = stackalloc byte[PieceLength];
        while (!text.IsEmpty)
        {
            Utf8.FromUtf16(text, piece, out int read, out int written);
            RuntimePlatform.WriteText(piece[..written]);
            text = text[read..];
        }

        RuntimePlatform.WriteText("\n"u8);
        LinuxCalls.RaiseSignal(SignalAbort);

        // Whoever started the process had the signal ignored.
        while (true)
        {
            LinuxCalls.Exit(StatusOfAbort);
        }
    }
}
