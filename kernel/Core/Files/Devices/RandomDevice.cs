using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Tasks;

namespace Lodestar.Core.Files.Devices;

/// <summary>/dev/random and /dev/urandom, <c>random(4)</c>: both are the same source, and writes are stirred into it.</summary>
public sealed class RandomDevice : MemoryDevice
{
    private const uint MemoryMajor = 1;

    /// <summary>Bytes on their way at once.</summary>
    private const int PieceSize = 256;

    /// <summary>Bytes after which others may run, and a signal ends the read: a page, as in Linux.</summary>
    private const int PauseSize = 4096;

    private readonly IRandomSource _source;

    private RandomDevice(string name, uint minor, IRandomSource source)
        : base(name, new DeviceNumber(MemoryMajor, minor))
    {
        _source = source;
    }

    /// <summary>/dev/random.</summary>
    public static RandomDevice Random(IRandomSource source) => new("random", 8, source);

    /// <summary>/dev/urandom.</summary>
    public static RandomDevice Urandom(IRandomSource source) => new("urandom", 9, source);

    public override IoResult Read(ref IoTarget target)
    {
        Span<byte> piece = stackalloc byte[PieceSize];
        long done = 0;
        while (target.Remaining > 0)
        {
            Span<byte> random = piece[..(int)Math.Min(target.Remaining, PieceSize)];
            _source.Fill(random);
            int copied = target.Put(random);
            done += copied;
            if (copied < random.Length)
            {
                piece.Clear();
                return done > 0 ? done : Errno.EFAULT;
            }

            if (done % PauseSize == 0)
            {
                Scheduler.GiveWay();
                if (Scheduler.Current is { HasSignal: true })
                {
                    break;
                }
            }
        }

        piece.Clear();
        return done;
    }

    public override IoResult Write(ref IoSource source)
    {
        Span<byte> piece = stackalloc byte[PieceSize];
        long done = 0;
        while (source.Remaining > 0)
        {
            int wanted = (int)Math.Min(source.Remaining, PieceSize);
            int taken = source.Take(piece[..wanted]);
            _source.Mix(piece[..taken]);
            done += taken;
            if (taken < wanted)
            {
                return done > 0 ? done : Errno.EFAULT;
            }
        }

        return done;
    }
}
