using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Tasks;

namespace Lodestar.Core.Terminals;

/// <summary>
/// An open terminal, or the master of an open pseudo-terminal. There are no positions. While a call waits it stays open, though
/// another thread may close its descriptor.
/// </summary>
/// <param name="inode">The device's node.</param>
/// <param name="terminal">The terminal; of a pseudo-terminal the slave.</param>
/// <param name="flags">Access mode and status flags.</param>
public abstract class TerminalEnd(Inode inode, Terminal terminal, OpenFlags flags) : OpenFile(inode, flags)
{
    /// <summary>Bytes that are read at once; VMIN can be 255.</summary>
    private const int ReadChunk = 512;

    /// <summary>Bytes that are written at once; the same as in Linux, because of one that cannot be read whole nothing is.</summary>
    private const int WriteChunk = 2048;

    /// <summary>The terminal that requests are for.</summary>
    public Terminal Terminal { get; } = terminal;

    /// <summary>Whether a call waits.</summary>
    protected bool MayWait => (Flags & OpenFlags.NonBlock) == 0;

    public override bool IsSeekable => false;

    protected override IoResult ReadCore(ref IoTarget target)
    {
        if (target.Remaining == 0)
        {
            return 0;
        }

        Retain();
        try
        {
            return ReadAll(ref target);
        }
        finally
        {
            Release();
        }
    }

    protected override IoResult WriteCore(ref IoSource source)
    {
        Retain();
        try
        {
            return WriteAll(ref source);
        }
        finally
        {
            Release();
        }
    }

    /// <summary>Writes in chunks: iterate_tty_write in Linux.</summary>
    protected virtual IoResult WriteAll(ref IoSource source)
    {
        Span<byte> buffer = stackalloc byte[(int)Math.Min(source.Remaining, WriteChunk)];
        long done = 0;
        while (source.Remaining > 0)
        {
            Span<byte> chunk = buffer[..(int)Math.Min(source.Remaining, WriteChunk)];
            if (source.Take(chunk) < chunk.Length)
            {
                return done > 0 ? done : Errno.EFAULT;
            }

            IoResult result = Write(chunk);
            if (result.IsError)
            {
                return done > 0 ? done : result;
            }

            done += result.Raw;
            if (result.Raw < chunk.Length)
            {
                break;
            }

            Scheduler.GiveWay();
        }

        return done;
    }

    /// <summary>Reads, and waits for it if that is wanted.</summary>
    /// <param name="destination">One byte or more.</param>
    /// <param name="isComplete">Whether the read has ended, even if there is room for more.</param>
    protected abstract IoResult Read(Span<byte> destination, out bool isComplete);

    /// <summary>Goes on with a read that is not complete, without waiting.</summary>
    protected abstract int ReadMore(Span<byte> destination, out bool isComplete);

    /// <summary>Writes one chunk.</summary>
    /// <returns>Bytes written: not all if no more can be written now.</returns>
    protected abstract IoResult Write(ReadOnlySpan<byte> source);

    /// <summary>Reads what there is in one go; what of it cannot be put is lost, as in Linux.</summary>
    private IoResult ReadAll(ref IoTarget target)
    {
        Span<byte> buffer = stackalloc byte[(int)Math.Min(target.Remaining, ReadChunk)];
        IoResult result = Read(buffer, out bool isComplete);
        long done = 0;
        while (result.Raw > 0)
        {
            int count = (int)result.Raw;
            int copied = target.Put(buffer[..count]);
            done += copied;
            if (copied < count)
            {
                return done > 0 ? done : Errno.EFAULT;
            }

            if (isComplete || target.Remaining == 0)
            {
                return done;
            }

            result = ReadMore(buffer[..(int)Math.Min(target.Remaining, ReadChunk)], out isComplete);
        }

        return done > 0 ? done : result;
    }
}
