using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Files.Events;

namespace Lodestar.Core.Syscalls;

/// <summary>Counters of events, <c>eventfd(2)</c>.</summary>
internal static class EventCalls
{
    /// <summary>eventfd: without flags.</summary>
    [Syscall(284, "eventfd")]
    internal static SyscallResult Create(FileContext files, uint count) => Create(files, count, EventFlags.None);

    /// <summary>eventfd2.</summary>
    [Syscall(290, "eventfd2")]
    internal static SyscallResult Create(FileContext files, uint count, EventFlags flags)
    {
        const OpenFlags Kept = OpenFlags.CloExec | OpenFlags.NonBlock;
        if ((flags & ~(EventFlags.Semaphore | EventFlags.NonBlock | EventFlags.CloExec)) != 0)
        {
            return Errno.EINVAL;
        }

        OpenFlags open = (OpenFlags)flags & Kept;
        return NewDescriptor.Add(files, new EventFile(count, (flags & EventFlags.Semaphore) != 0, open), open);
    }
}
