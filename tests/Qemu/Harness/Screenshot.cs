using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;

namespace Lodestar.Qemu.Tests.Harness;

/// <summary>What is to be seen on the machine's screen, read with the very font that it was drawn with.</summary>
internal sealed class Screenshot
{
    private const char Unreadable = '\ufffd';

    private readonly byte[] _pixels;
    private readonly ConsoleGlyphs _glyphs;

    private Screenshot(byte[] pixels, int width, int height)
    {
        const int MostSmallLines = 1200;
        _pixels = pixels;
        Width = width;
        Height = height;
        _glyphs = ConsoleGlyphs.Read(isLarge: height > MostSmallLines);
        Lines = [.. Enumerable.Range(0, height / _glyphs.Height).Select(ReadLine)];
    }

    /// <summary>Pixels of a line.</summary>
    internal int Width { get; }

    /// <summary>Lines of pixels.</summary>
    internal int Height { get; }

    /// <summary>The rows of text without the blanks at their ends; U+FFFD for what is no character of the font.</summary>
    internal IReadOnlyList<string> Lines { get; }

    /// <summary>All rows.</summary>
    internal string Text => string.Join('\n', Lines);

    /// <summary>Asks QEMU for a picture of a screen of pixels.</summary>
    internal static async Task<Screenshot> Take(QmpClient monitor, CancellationToken cancellation = default)
    {
        string path = Path.Combine(Path.GetTempPath(), $"lodestar-{Guid.NewGuid():N}.ppm");
        try
        {
            await monitor.Execute("screendump", new JsonObject { ["filename"] = path }, cancellation).ConfigureAwait(false);
            return Parse(await File.ReadAllBytesAsync(path, cancellation).ConfigureAwait(false));
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Takes pictures until one shows what is waited for.</summary>
    /// <returns>That picture; the last one when the time was over.</returns>
    internal static async Task<Screenshot> WaitFor(QmpClient monitor, Func<Screenshot, bool> condition, CancellationToken limit)
    {
        while (true)
        {
            Screenshot picture = await Take(monitor, CancellationToken.None).ConfigureAwait(false);
            if (condition(picture) || limit.IsCancellationRequested)
            {
                return picture;
            }
        }
    }

    /// <summary>Waits until the CPU is halted, as after the last line of a panic.</summary>
    internal static async Task WaitForHalt(QmpClient monitor, CancellationToken limit = default)
    {
        while (!(await monitor.Human("info registers", limit).ConfigureAwait(false)).Contains("HLT=1", StringComparison.Ordinal))
        {
            limit.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Asks QEMU for the rows of a VGA's text screen of 80 by 25, in code page 437 as ASCII.</summary>
    internal static async Task<IReadOnlyList<string>> ReadVgaText(QmpClient monitor, CancellationToken cancellation = default)
    {
        const int Columns = 80;
        const int Rows = 25;
        string dump = await monitor.Human($"xp /{Columns * Rows}hx 0xb8000", cancellation).ConfigureAwait(false);
        char[] characters = [.. dump.Split([' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .Where(static word => word.StartsWith("0x", StringComparison.Ordinal))
            .Select(static word => (char)(byte)ushort.Parse(word.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture))];
        return [.. characters.Chunk(Columns).Select(static row => new string(row).TrimEnd(' '))];
    }

    /// <summary>The colour of a pixel, 0xRRGGBB.</summary>
    internal int ColorAt(int x, int y)
    {
        int offset = ((y * Width) + x) * 3;
        return (_pixels[offset] << 16) | (_pixels[offset + 1] << 8) | _pixels[offset + 2];
    }

    /// <summary>The portable pixmap format, netpbm's ppm(5): three numbers as text, then three bytes for each pixel.</summary>
    private static Screenshot Parse(byte[] file)
    {
        int offset = 2;
        int[] numbers = new int[3];
        for (int i = 0; i < numbers.Length; i++)
        {
            int end = Array.FindIndex(file, offset + 1, static value => value is (byte)' ' or (byte)'\n');
            numbers[i] = int.Parse(Encoding.ASCII.GetString(file, offset + 1, end - offset - 1), CultureInfo.InvariantCulture);
            offset = end;
        }

        return new Screenshot(file[(offset + 1)..], numbers[0], numbers[1]);
    }

    private string ReadLine(int row)
    {
        StringBuilder line = new();
        for (int column = 0; column < Width / _glyphs.Width; column++)
        {
            line.Append(ReadCell(column * _glyphs.Width, row * _glyphs.Height));
        }

        return line.ToString().TrimEnd(' ');
    }

    private char ReadCell(int left, int top)
    {
        int background = ColorAt(left, top);
        char[] pixels = new char[_glyphs.Width * _glyphs.Height];
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = ColorAt(left + (i % _glyphs.Width), top + (i / _glyphs.Width)) == background ? '.' : '#';
        }

        // The first pixel belongs to the background, or to a glyph that reaches into the corner.
        if (_glyphs.TryFind(new string(pixels), out char character))
        {
            return character;
        }

        char[] reversed = [.. pixels.Select(static pixel => pixel == '.' ? '#' : '.')];
        return _glyphs.TryFind(new string(reversed), out character) ? character : Unreadable;
    }
}
