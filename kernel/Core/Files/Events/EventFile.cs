using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Files.Proc;
using Lodestar.Core.Signals;
using Lodestar.Core.Tasks;

namespace Lodestar.Core.Files.Events;

/// <summary>A counter that writes add to and reads take from, <c>eventfd(2)</c>.</summary>
/// <param name="count">What it begins with.</param>
/// <param name="isSemaphore">Whether a read takes 1 (EFD_SEMAPHORE), not all.</param>
/// <param name="flags">O_NONBLOCK.</param>
public sealed class EventFile(uint count, bool isSemaphore, OpenFlags flags)
    : CounterFile("eventfd", OpenFlags.RdWr | (flags & OpenFlags.NonBlock))
{
    private static int s_lastId;

    /// <summary>Tells it from others, where its descriptors are shown.</summary>
    private readonly int _id = s_lastId++;

    private ulong _count = count;

    public override PollEvents Readiness =>
        (_count > 0 ? PollEvents.In : PollEvents.None) | (_count < ulong.MaxValue - 1 ? PollEvents.Out : PollEvents.None);

    protected override bool HasCount => _count > 0;

    public override void Describe(TextBuffer text) =>
        text.Add($"eventfd-count: {_count,16:x}\neventfd-id: {_id}\neventfd-semaphore: {(isSemaphore ? 1 : 0)}\n");

    protected override ulong TakeCount()
    {
        ulong taken = isSemaphore ? 1 : _count;
        _count -= taken;
        ReadinessChanged.Wake(PollEvents.Out);
        return taken;
    }

    /// <summary>Adds a number of 64 bits, once the sum is less than the largest.</summary>
    protected override IoResult WriteCore(ref IoSource source)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        if (source.Remaining != sizeof(ulong))
        {
            return Errno.EINVAL;
        }

        if (source.Take(bytes) < sizeof(ulong))
        {
            return Errno.EFAULT;
        }

        ulong added = BitConverter.ToUInt64(bytes);
        if (added == ulong.MaxValue)
        {
            return Errno.EINVAL;
        }

        bool isInterrupted = false;
        while (ulong.MaxValue - _count <= added)
        {
            bool mayWait = MayWaitFor(source.Flags);
            if (!mayWait || isInterrupted)
            {
                return mayWait ? new IoResult(RestartCode.UnlessNotWanted) : Errno.EAGAIN;
            }

            isInterrupted = WaitForChange() == WaitEnd.Interrupted;
        }

        _count += added;
        ReadinessChanged.Wake(PollEvents.In);
        return sizeof(ulong);
    }
}
