using System;
using System.IO;
using System.Text;

namespace Lodestar.Userland;

/// <summary>
/// A program's standard input, output and error as UTF-8 text. It takes the place of <c>System.Console</c>, whose implementation in
/// this class library is Windows'.
/// </summary>
public static class Terminal
{
    private const int BufferSize = 4096;

    private static readonly byte[] s_buffer = new byte[BufferSize];
    private static int s_next;
    private static int s_end;

    /// <summary>Writes text to standard output, in one piece.</summary>
    /// <exception cref="IOException">The kernel refused it; the message has the error number.</exception>
    public static void Write(string text) => Write(StandardStreams.Output, text);

    /// <summary>Writes text and a line end to standard output, in one piece.</summary>
    /// <exception cref="IOException">The kernel refused it.</exception>
    public static void WriteLine(string text) => Write(StandardStreams.Output, text + "\n");

    /// <summary>Writes text and a line end to standard error, in one piece.</summary>
    /// <exception cref="IOException">The kernel refused it.</exception>
    public static void WriteErrorLine(string text) => Write(StandardStreams.Error, text + "\n");

    /// <summary>Reads a line from standard input, without its line end; null at the end of the input.</summary>
    /// <exception cref="IOException">The kernel refused it.</exception>
    public static string? ReadLine()
    {
        using MemoryStream line = new();
        while (FillBuffer())
        {
            ReadOnlySpan<byte> read = s_buffer.AsSpan(s_next, s_end - s_next);
            int end = read.IndexOf((byte)'\n');
            line.Write(end < 0 ? read : read[..end]);
            s_next += end < 0 ? read.Length : end + 1;
            if (end >= 0)
            {
                return Text(line);
            }
        }

        return line.Length == 0 ? null : Text(line);
    }

    /// <summary>The number of a terminal's device; 0 and 0 where there is none.</summary>
    public static unsafe (uint Major, uint Minor) NumberOf(string path)
    {
        const int MajorShift = 8;
        const uint MajorMask = 0xfff;
        const uint MinorMask = 0xff;
        fixed (byte* file = Encoding.UTF8.GetBytes(path + "\0"))
        {
            uint number = LinuxCalls.GetTerminalNumber(file);
            return ((number >> MajorShift) & MajorMask, number & MinorMask);
        }
    }

    private static string Text(MemoryStream line) => Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length);

    /// <summary>False at the end of the input.</summary>
    private static bool FillBuffer()
    {
        if (s_next == s_end)
        {
            s_next = 0;
            Check("read", StandardStreams.TryRead(StandardStreams.Input, s_buffer, out s_end));
        }

        return s_next < s_end;
    }

    private static void Write(int descriptor, string text) =>
        Check("write", StandardStreams.TryWrite(descriptor, Encoding.UTF8.GetBytes(text)));

    private static void Check(string call, int error)
    {
        if (error != 0)
        {
            throw new IOException(call + ": error " + error.ToString());
        }
    }
}
