using System;
using System.Numerics;
using Lodestar.Core.Abi;
using Lodestar.Core.Memory;
using Lodestar.Core.Tasks;

namespace Lodestar.Core.Files.Pipes;

/// <summary>A pipe or an open FIFO, <c>pipe(7)</c>: its bytes, and who has it open.</summary>
/// <param name="user">Who has made it, and is charged with what it can hold.</param>
public sealed class Pipe(Credentials user)
{
    /// <summary>Pages of a pipe whose user has too many (PIPE_MIN_DEF_BUFFERS in Linux).</summary>
    private const int FewestSlots = 2;

    /// <summary>Bytes that a pipe of anybody but the superuser can hold: <c>/proc/sys/fs/pipe-max-size</c>.</summary>
    public const int LargestSize = 1 << 20;

    /// <summary>The bytes.</summary>
    public PipeRing Ring { get; } = new();

    /// <summary>Open files that can read.</summary>
    public int Readers { get; private set; }

    /// <summary>Open files that can write.</summary>
    public int Writers { get; private set; }

    /// <summary>How often it was opened for reading. A reader that waits for a writer's open must not miss one that closes at once.</summary>
    public long ReaderOpens { get; private set; }

    /// <summary>How often it was opened for writing.</summary>
    public long WriterOpens { get; private set; }

    /// <summary>Woken, with what has become possible, by each transfer and by opening and closing.</summary>
    public WaitQueue Changed { get; } = new();

    /// <summary>Bytes that it can hold, F_GETPIPE_SZ.</summary>
    public long Size => Ring.Slots * (long)Page.Size;

    /// <summary>Changes how many bytes it can hold, F_SETPIPE_SZ.</summary>
    /// <param name="size">In bytes; rounded up to a power of 2 of pages.</param>
    /// <param name="isPrivileged">Whether it may be more than <see cref="LargestSize"/>.</param>
    /// <returns>The new size; EBUSY when it holds more, EPERM also for a user with too many pages, EINVAL for more than 2 GiB.</returns>
    public IoResult Resize(uint size, bool isPrivileged)
    {
        const uint Limit = 1U << 31;
        if (size > Limit)
        {
            return Errno.EINVAL;
        }

        uint rounded = BitOperations.RoundUpToPowerOf2(Math.Max(size, (uint)Page.Size));
        int slots = (int)(rounded / (uint)Page.Size);
        int more = slots - Ring.Slots;
        if (more > 0 && !isPrivileged && (rounded > LargestSize || PipeAccounts.IsAboveLimit(user.UserId, more)))
        {
            return Errno.EPERM;
        }

        Errno error = Ring.TryResize(slots);
        if (error != Errno.None)
        {
            return error;
        }

        PipeAccounts.Add(user.UserId, more);
        return Size;
    }

    /// <summary>Counts an open file.</summary>
    public void Open(bool canRead, bool canWrite)
    {
        if (Readers + Writers == 0)
        {
            PipePages.AddPipe();
            if (!user.IsSuperuser && PipeAccounts.IsAboveLimit(user.UserId, Ring.Slots))
            {
                Ring.TryResize(FewestSlots);
            }

            PipeAccounts.Add(user.UserId, Ring.Slots);
        }

        if (canRead)
        {
            Readers++;
            ReaderOpens++;
        }

        if (canWrite)
        {
            Writers++;
            WriterOpens++;
        }

        Changed.Wake();
    }

    /// <summary>Counts an open file less. With the last one the bytes are lost.</summary>
    public void Close(bool canRead, bool canWrite)
    {
        Readers -= canRead ? 1 : 0;
        Writers -= canWrite ? 1 : 0;
        if (Readers + Writers == 0)
        {
            Ring.Clear();
            PipePages.RemovePipe();
            PipeAccounts.Add(user.UserId, -Ring.Slots);
        }
        else
        {
            Changed.Wake(PollEvents.In | PollEvents.RdNorm | PollEvents.Out | PollEvents.WrNorm | PollEvents.Err | PollEvents.Hup);
        }
    }
}
