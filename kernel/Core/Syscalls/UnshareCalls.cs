using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Processes;

namespace Lodestar.Core.Syscalls;

/// <summary>Giving up what clone(2) has let processes share.</summary>
internal static class UnshareCalls
{
    private const CloneFlags Namespaces = CloneFlags.NewNs | CloneFlags.NewCGroup | CloneFlags.NewUts | CloneFlags.NewIpc
        | CloneFlags.NewUser | CloneFlags.NewPid | CloneFlags.NewNet | CloneFlags.NewTime;

    private const CloneFlags OfThreads = CloneFlags.Thread | CloneFlags.SigHand | CloneFlags.Vm;

    /// <summary>unshare(2): threads of a process always share their files.</summary>
    [Syscall(272, "unshare", Missing = "namespaces, files of threads")]
    internal static Errno Unshare(Process process, CloneFlags flags)
    {
        if ((flags & ~(Namespaces | OfThreads | CloneFlags.Fs | CloneFlags.Files | CloneFlags.SysVSem)) != 0)
        {
            return Errno.EINVAL;
        }

        bool isSingle = process.Threads.Count == 1;
        if (((flags & OfThreads) != 0 && !isSingle)
            || ((flags & (CloneFlags.SigHand | CloneFlags.Vm)) != 0 && process.Program.IsShared))
        {
            return Errno.EINVAL;
        }

        CloneFlags missing = flags & (isSingle ? Namespaces : Namespaces | CloneFlags.Fs | CloneFlags.Files);
        if (missing != 0)
        {
            Unsupported.Report("unshare", "flags", (ulong)missing);
            return Errno.EINVAL;
        }

        FileContext files = process.Files;
        if ((flags & CloneFlags.Fs) != 0)
        {
            files.UnshareDirectories();
        }

        if ((flags & CloneFlags.Files) != 0)
        {
            files.UnshareDescriptors();
        }

        return Errno.None;
    }
}
