using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Files.Log;
using Lodestar.Core.Signals;
using Lodestar.Core.Tasks;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>The kernel's log.</summary>
internal static class LogCalls
{
    /// <summary>syslog(2).</summary>
    [Syscall(103, "syslog", Missing = "changing what goes to the console (EINVAL)")]
    internal static SyscallResult Log(SyscallContext caller, LogAction type, WritableUserBuffer buffer)
    {
        SystemLog log = caller.Process.Table.Log;
        int length = (int)buffer.Length;
        if (type is not (LogAction.ReadAll or LogAction.SizeBuffer) && !caller.Files.Credentials.IsSuperuser)
        {
            return Errno.EPERM;
        }

        switch (type)
        {
            case LogAction.Close or LogAction.Open:
                return 0;
            case LogAction.Read or LogAction.ReadAll or LogAction.ReadClear:
                WritableUserBuffer target = new(buffer.Address, (uint)length);
                return buffer.Address == 0 || length < 0 ? Errno.EINVAL
                    : length == 0 ? 0
                    : type == LogAction.Read ? Read(log, target)
                    : ReadAll(log, target, clears: type == LogAction.ReadClear);
            case LogAction.Clear:
                log.Clear();
                return 0;
            case LogAction.SizeUnread:
                return log.UnreadLength;
            case LogAction.SizeBuffer:
                return log.Log.Capacity;
            default:
                return Errno.EINVAL;
        }
    }

    /// <summary>Takes lines that nobody has taken yet, once there are some; of a line that has no room its beginning.</summary>
    private static SyscallResult Read(SystemLog log, WritableUserBuffer target)
    {
        while (!log.HasUnread)
        {
            if (DeviceEvents.Log.Wait() == WaitEnd.Interrupted)
            {
                return RestartCode.UnlessNotWanted;
            }
        }

        int done = 0;
        while (done < (int)target.Length)
        {
            ReadOnlyMemory<byte> next = log.PeekUnread();
            int count = Math.Min(next.Length, (int)target.Length - done);
            if (count == 0)
            {
                break;
            }

            if (target.CopyFrom(next.Span[..count], (ulong)done) < count)
            {
                return done > 0 ? done : Errno.EFAULT;
            }

            log.TakeUnread(count);
            done += count;
        }

        return done;
    }

    /// <summary>The last lines since the log was cleared that have room.</summary>
    private static SyscallResult ReadAll(SystemLog log, WritableUserBuffer target, bool clears)
    {
        ReadOnlySpan<byte> all = log.FormatAll().Span;
        if ((ulong)all.Length > target.Length)
        {
            ReadOnlySpan<byte> last = all[^(int)target.Length..];
            bool isWhole = all[^(last.Length + 1)] == '\n';
            all = isWhole ? last : last[(last.IndexOf((byte)'\n') + 1)..];
        }

        if (target.CopyFrom(all) < all.Length)
        {
            return Errno.EFAULT;
        }

        if (clears)
        {
            log.Clear();
        }

        return all.Length;
    }
}
