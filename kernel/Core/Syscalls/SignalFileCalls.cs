using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Processes;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>Signals as a file, <c>signalfd(2)</c>; Linux's <c>fs/signalfd.c</c>.</summary>
internal static class SignalFileCalls
{
    private const int NewFile = -1;

    /// <summary>signalfd: without flags.</summary>
    [Syscall(282, "signalfd")]
    internal static SyscallResult Create(FileContext files, int fd, UserRef<SignalSet> signals, ulong size) =>
        Create(files, fd, signals, size, SignalFileFlags.None);

    /// <summary>signalfd4: a new file, or other signals for one that there is.</summary>
    [Syscall(289, "signalfd4")]
    internal static SyscallResult Create(FileContext files, int fd, UserRef<SignalSet> signals, ulong size, SignalFileFlags flags)
    {
        if (size != SignalSet.StructureSize)
        {
            return Errno.EINVAL;
        }

        if (!signals.TryRead(out SignalSet set))
        {
            return Errno.EFAULT;
        }

        if ((flags & ~(SignalFileFlags.NonBlock | SignalFileFlags.CloExec)) != 0)
        {
            return Errno.EINVAL;
        }

        if (fd == NewFile)
        {
            return NewDescriptor.Add(files, new SignalFile(set, (OpenFlags)flags), (OpenFlags)flags);
        }

        OpenFile? found = files.Descriptors.Get(fd);
        if (found is not SignalFile file)
        {
            return found is null ? Errno.EBADF : Errno.EINVAL;
        }

        file.Set(set);
        return fd;
    }
}
