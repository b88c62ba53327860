using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Signals;
using Lodestar.Core.Tasks;

namespace Lodestar.Core.Files.Events;

/// <summary>A file of which a read gets a number of 64 bits, once it is not 0.</summary>
/// <param name="kind">What it is called in /proc.</param>
/// <param name="flags">Access mode and O_NONBLOCK.</param>
public abstract class CounterFile(string kind, OpenFlags flags) : AnonymousFile(kind, flags)
{
    /// <summary>Whether there is something to read.</summary>
    protected abstract bool HasCount { get; }

    public override bool SupportsNoWait => true;

    /// <summary>What a read fails with although, and because, there is something to read; it is told once.</summary>
    protected virtual Errno TakeError() => Errno.None;

    /// <summary>What a read gets; there is something.</summary>
    protected abstract ulong TakeCount();

    /// <summary>What cannot be put is lost, as on Linux.</summary>
    protected override IoResult ReadCore(ref IoTarget target)
    {
        if (target.Remaining < sizeof(ulong))
        {
            return Errno.EINVAL;
        }

        bool isInterrupted = false;
        while (!HasCount)
        {
            bool mayWait = MayWaitFor(target.Flags);
            if (!mayWait || isInterrupted)
            {
                return mayWait ? new IoResult(RestartCode.UnlessNotWanted) : Errno.EAGAIN;
            }

            isInterrupted = WaitForChange() == WaitEnd.Interrupted;
        }

        Errno error = TakeError();
        if (error != Errno.None)
        {
            return error;
        }

        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BitConverter.TryWriteBytes(bytes, TakeCount());
        return target.Put(bytes) == sizeof(ulong) ? sizeof(ulong) : Errno.EFAULT;
    }
}
