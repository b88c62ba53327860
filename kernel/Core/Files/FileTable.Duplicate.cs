using Lodestar.Core.Abi;
using Lodestar.Core.Files.Pipes;

namespace Lodestar.Core.Files;

/// <summary>More than one descriptor for an open file, <c>dup(2)</c>, and the flags of descriptors, <c>fcntl(2)</c>.</summary>
public sealed partial class FileTable
{
    /// <summary>Duplicates to the lowest free number.</summary>
    /// <returns>The new descriptor; EBADF, EMFILE.</returns>
    public IoResult Duplicate(int descriptor) => Duplicate(descriptor, DescriptorFlags.None, 0);

    /// <summary>Duplicates to a given number, which is closed first; to itself nothing happens. <c>dup2</c>.</summary>
    /// <returns>The new descriptor; EBADF when the old one is not open or the new one is out of range.</returns>
    public IoResult DuplicateTo(int descriptor, int target)
    {
        if (descriptor == target)
        {
            return GetAny(descriptor) is null ? Errno.EBADF : target;
        }

        return Replace(descriptor, target, DescriptorFlags.None);
    }

    /// <summary>Duplicates to a given number with flags, <c>dup3</c>.</summary>
    /// <returns>The new descriptor; EINVAL for another flag than O_CLOEXEC or for equal numbers, EBADF.</returns>
    public IoResult DuplicateTo(int descriptor, int target, OpenFlags flags)
    {
        if ((flags & ~OpenFlags.CloExec) != 0 || descriptor == target)
        {
            return Errno.EINVAL;
        }

        return Replace(descriptor, target, flags == 0 ? DescriptorFlags.None : DescriptorFlags.CloExec);
    }

    /// <summary>The commands of fcntl on a descriptor and on the flags of its open file.</summary>
    /// <param name="descriptor">The descriptor.</param>
    /// <param name="command">A command.</param>
    /// <param name="argument">Its argument; an int in all of these.</param>
    /// <returns>The command's result; EBADF, EMFILE, EINVAL also for a command that is not there.</returns>
    public IoResult Control(int descriptor, FcntlCommand command, ulong argument)
    {
        if (GetAny(descriptor) is not { } file || (file.IsPathOnly && !IsForPaths(command)))
        {
            return Errno.EBADF;
        }

        switch (command)
        {
            case FcntlCommand.DupFd:
                return DuplicateFrom(descriptor, DescriptorFlags.None, (int)argument);
            case FcntlCommand.DupFdCloExec:
                return DuplicateFrom(descriptor, DescriptorFlags.CloExec, (int)argument);
            case FcntlCommand.GetFd:
                return (long)GetFlags(descriptor);
            case FcntlCommand.SetFd:
                SetBit(_closeOnExec, descriptor, ((DescriptorFlags)argument & DescriptorFlags.CloExec) != 0);
                return 0;
            case FcntlCommand.GetFl:
                return (long)file.Flags;
            case FcntlCommand.SetFl:
                return file.SetStatusFlags((OpenFlags)(int)argument);
            case FcntlCommand.GetPipeSize:
                return file is PipeFile reader ? reader.Pipe.Size : Errno.EBADF;
            default:
                return Errno.EINVAL;
        }
    }

    /// <summary>Whether a command is there at all.</summary>
    public static bool Knows(FcntlCommand command) =>
        command is FcntlCommand.SetFl or FcntlCommand.SetPipeSize or FcntlCommand.GetPipeSize || IsForPaths(command);

    /// <summary>The flags of an open descriptor.</summary>
    public DescriptorFlags GetFlags(int descriptor) =>
        GetBit(_closeOnExec, descriptor) ? DescriptorFlags.CloExec : DescriptorFlags.None;

    /// <summary>The commands that a descriptor opened with O_PATH takes.</summary>
    private static bool IsForPaths(FcntlCommand command) =>
        command is FcntlCommand.DupFd or FcntlCommand.DupFdCloExec or FcntlCommand.GetFd or FcntlCommand.SetFd or FcntlCommand.GetFl;

    private IoResult DuplicateFrom(int descriptor, DescriptorFlags flags, int lowest) =>
        (uint)lowest >= (uint)_limit ? Errno.EINVAL : Duplicate(descriptor, flags, lowest);

    private IoResult Duplicate(int descriptor, DescriptorFlags flags, int lowest)
    {
        if (GetAny(descriptor) is not { } file)
        {
            return Errno.EBADF;
        }

        IoResult result = Add(file, flags, lowest);
        if (!result.IsError)
        {
            file.Retain();
        }

        return result;
    }

    private IoResult Replace(int descriptor, int target, DescriptorFlags flags)
    {
        if ((uint)target >= (uint)_limit || GetAny(descriptor) is not { } file)
        {
            return Errno.EBADF;
        }

        file.Retain();
        Close(target);
        Set(target, file, flags);
        return target;
    }
}
