using System;
using System.Runtime;
using System.Text;

namespace Lodestar.Machine.Runtime.Win32;

/// <summary>Console output of CoreLib (fail-fast messages), environment and text conversion. Text outside is UTF-8.</summary>
internal static unsafe class Win32Text
{
    private const uint CodePageUtf8 = 65001;
    private const int NulTerminated = -1;

    [RuntimeExport("GetConsoleOutputCP")]
    private static uint GetConsoleOutputCodePage() => CodePageUtf8;

    /// <summary>Standard output and error are both the kernel log: any handle but 0 and -1 will do.</summary>
    [RuntimeExport("GetStdHandle")]
    private static nint GetStdHandle(int which) => 1;

    [RuntimeExport("WriteFile")]
    private static int WriteFile(nint file, byte* buffer, uint length, uint* written, void* overlapped)
    {
        RuntimePlatform.WriteText(new ReadOnlySpan<byte>(buffer, (int)length));
        *written = length;
        return 1;
    }

    [RuntimeExport("WideCharToMultiByte")]
    private static int WideCharToMultiByte(
        uint codePage, uint flags, char* wide, int wideLength, byte* bytes, int byteCount, byte* defaultChar, int* usedDefaultChar)
    {
        ReadOnlySpan<char> text = Wide(wide, wideLength);
        if (byteCount == 0)
        {
            return Encoding.UTF8.GetByteCount(text);
        }

        return Encoding.UTF8.TryGetBytes(text, new Span<byte>(bytes, byteCount), out int written)
            ? written
            : Win32Status.Fail(Win32Status.InsufficientBuffer);
    }

    [RuntimeExport("MultiByteToWideChar")]
    private static int MultiByteToWideChar(uint codePage, uint flags, byte* bytes, int byteCount, char* wide, int wideLength)
    {
        ReadOnlySpan<byte> text = byteCount == NulTerminated
            ? bytes == null ? default : new ReadOnlySpan<byte>(bytes, LengthWithNul(bytes))
            : new ReadOnlySpan<byte>(bytes, byteCount);
        if (wideLength == 0)
        {
            return Encoding.UTF8.GetCharCount(text);
        }

        return Encoding.UTF8.TryGetChars(text, new Span<char>(wide, wideLength), out int written)
            ? written
            : Win32Status.Fail(Win32Status.InsufficientBuffer);
    }

    /// <summary>The length of the value, or when it does not fit the size of a buffer that it would fit in with its end.</summary>
    [RuntimeExport("GetEnvironmentVariableW")]
    private static uint GetEnvironmentVariable(char* name, char* buffer, uint size)
    {
        byte* value = RuntimePlatform.FindVariable(Wide(name, NulTerminated)[..^1]);
        if (value == null)
        {
            return (uint)Win32Status.Fail(Win32Status.EnvironmentVariableNotFound);
        }

        ReadOnlySpan<byte> bytes = new(value, LengthWithNul(value));
        uint needed = (uint)Encoding.UTF8.GetCharCount(bytes);
        if (needed > size)
        {
            return needed;
        }

        Encoding.UTF8.GetChars(bytes, new Span<char>(buffer, (int)size));
        Win32Status.SetLastError(Win32Status.Success);
        return needed - 1;
    }

    private static ReadOnlySpan<char> Wide(char* text, int length)
    {
        if (length != NulTerminated)
        {
            return new ReadOnlySpan<char>(text, length);
        }

        int end = 0;
        while (text[end] != '\0')
        {
            end++;
        }

        return new ReadOnlySpan<char>(text, end + 1);
    }

    private static int LengthWithNul(byte* text)
    {
        int end = 0;
        while (text[end] != 0)
        {
            end++;
        }

        return end + 1;
    }
}
