using System;

namespace Lodestar.Core.Screens;

/// <content>The memory that comes with use.</content>
internal sealed partial class ScrollBackBuffer
{
    /// <summary>Bytes of the ring at first; a power of two, as all its sizes.</summary>
    private const int FirstSize = 4096;

    private bool TryMakeRoom(int length)
    {
        try
        {
            if (Count == _starts.Length)
            {
                GrowStarts();
            }

            while (_end + length - Start(_firstLine) > _bytes.Length)
            {
                GrowBytes();
            }

            return true;
        }
        catch (OutOfMemoryException)
        {
            return false;
        }
    }

    private void GrowStarts()
    {
        long[] larger = new long[Math.Min(_starts.Length * 2, mostLines)];
        for (long line = _firstLine; line < _lines; line++)
        {
            larger[line % larger.Length] = Start(line);
        }

        _starts = larger;
    }

    private void GrowBytes()
    {
        byte[] larger = new byte[Math.Max(FirstSize, _bytes.Length * 2)];
        if (_bytes.Length > 0)
        {
            // The whole old ring from its oldest byte on: that is all that is kept, and maybe more.
            long start = Start(_firstLine);
            int place = (int)(start & (_bytes.Length - 1));
            CopyIn(larger, start, _bytes.AsSpan(place));
            CopyIn(larger, start + _bytes.Length - place, _bytes.AsSpan(0, place));
        }

        _bytes = larger;
    }
}
