using System;
using Lodestar.Core.Files;
using Lodestar.Core.Tasks;

namespace Lodestar.Core.Syscalls;

/// <summary>Bytes that go from one file to another without a program's memory between.</summary>
internal static class FileCopy
{
    /// <summary>Bytes that are on their way at once.</summary>
    private const int PieceSize = 16 << 10;

    /// <summary>
    /// Writes content piece by piece. The target may wait, and pages of the content may be gone meanwhile: so it gets copies. What it
    /// does not take is tried again, so that it says why: a file too long for RLIMIT_FSIZE sends its signal.
    /// </summary>
    /// <param name="source">Whose content it is: nobody closes it meanwhile for good, nor the target.</param>
    /// <param name="content">What is copied.</param>
    /// <param name="start">Where in it.</param>
    /// <param name="target">Where to.</param>
    /// <param name="position">Where in that; null for its position, which moves.</param>
    /// <param name="count">Bytes, 1 or more; fewer when the content ends.</param>
    /// <returns>Bytes copied, or the error of the first write.</returns>
    internal static IoResult Copy(OpenFile source, FileContent content, long start, OpenFile target, long? position, long count)
    {
        source.Retain();
        target.Retain();
        try
        {
            return Copy(content, start, target, position, count);
        }
        finally
        {
            target.Release();
            source.Release();
        }
    }

    private static IoResult Copy(FileContent content, long start, OpenFile target, long? position, long count)
    {
        byte[] buffer = new byte[Math.Min(count, PieceSize)];
        long done = 0;
        while (done < count)
        {
            int wanted = (int)Math.Min(count - done, buffer.Length);
            ReadOnlySpan<byte> bytes = buffer.AsSpan(0, content.Read(start + done, buffer.AsSpan(0, wanted)));
            if (bytes.IsEmpty)
            {
                break;
            }

            IoSource piece = new(bytes);
            IoResult result = position is { } place ? target.WriteAt(place + done, ref piece) : target.Write(ref piece);
            if (result.IsError)
            {
                return done > 0 ? done : result;
            }

            done += result.Raw;
            if (result.Raw == 0 || Scheduler.Current is { IsKilled: true })
            {
                break;
            }

            Scheduler.GiveWay();
        }

        return done;
    }
}
