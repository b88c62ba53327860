using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Files.Pipes;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>Making pipes; do_pipe2 in Linux's <c>fs/pipe.c</c>.</summary>
internal static class PipeCalls
{
    private const int BitsOfInt = 32;

    /// <summary>pipe(2).</summary>
    [Syscall(22, "pipe")]
    internal static SyscallResult Pipe(FileContext files, ulong descriptorsAddress) => Pipe(files, descriptorsAddress, OpenFlags.RdOnly);

    /// <summary>pipe2(2).</summary>
    [Syscall(293, "pipe2")]
    internal static SyscallResult Pipe(FileContext files, ulong descriptorsAddress, OpenFlags flags)
    {
        // With O_EXCL, which is O_NOTIFICATION_PIPE here, Linux gives ENOPKG when it is built without that.
        if ((flags & ~(OpenFlags.CloExec | OpenFlags.NonBlock | OpenFlags.Direct | OpenFlags.Excl)) != 0)
        {
            return Errno.EINVAL;
        }

        if ((flags & OpenFlags.Excl) != 0)
        {
            Unsupported.Report("pipe2", "O_NOTIFICATION_PIPE", (ulong)flags);
            return Errno.ENOPKG;
        }

        (PipeFile reader, PipeFile writer) = PipeFileSystem.Create(files.Credentials, flags);
        DescriptorFlags descriptor = (flags & OpenFlags.CloExec) != 0 ? DescriptorFlags.CloExec : DescriptorFlags.None;
        IoResult first = files.Descriptors.Add(reader, descriptor);
        if (first.IsError)
        {
            reader.Release();
            writer.Release();
            return first;
        }

        IoResult second = files.Descriptors.Add(writer, descriptor);
        if (second.IsError)
        {
            files.Descriptors.Close((int)first.Raw);
            writer.Release();
            return second;
        }

        if (!new UserRef<ulong>(descriptorsAddress).TryWrite((ulong)first.Raw | ((ulong)second.Raw << BitsOfInt)))
        {
            files.Descriptors.Close((int)first.Raw);
            files.Descriptors.Close((int)second.Raw);
            return Errno.EFAULT;
        }

        return Errno.None;
    }
}
