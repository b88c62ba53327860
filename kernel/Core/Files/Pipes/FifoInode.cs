using Lodestar.Core.Abi;
using Lodestar.Core.Signals;
using Lodestar.Core.Tasks;

namespace Lodestar.Core.Files.Pipes;

/// <summary>A FIFO in a directory, or a pipe without a name. There is a pipe as long as somebody has it open.</summary>
public sealed class FifoInode(FileSystem fileSystem, in InodeAttributes attributes)
    : Inode(fileSystem, fileSystem.NextInode(), FileMode.IfIfo, attributes)
{
    private Pipe? _pipe;

    /// <summary>Opens it, <c>fifo(7)</c>: to read or to write only, a name's open waits for the other side.</summary>
    /// <returns>
    /// Null with ENXIO for writing with O_NONBLOCK without a reader, EINVAL for neither reading nor writing, ERESTARTSYS.
    /// </returns>
    public override OpenFile? Open(FileContext context, OpenFlags flags, out Errno error)
    {
        OpenFlags mode = flags & OpenFlags.AccMode;
        bool canRead = mode != OpenFlags.WrOnly;
        bool canWrite = mode != OpenFlags.RdOnly;
        bool mayWait = (flags & OpenFlags.NonBlock) == 0;
        Pipe pipe = _pipe ??= new Pipe(context.Credentials);
        error = mode == OpenFlags.AccMode ? Errno.EINVAL
            : IsNamed && !canRead && !mayWait && pipe.Readers == 0 ? Errno.ENXIO
            : Errno.None;
        if (error != Errno.None)
        {
            Forget();
            return null;
        }

        pipe.Open(canRead, canWrite);
        bool isAlone = IsNamed && (canRead ? pipe.Writers == 0 : pipe.Readers == 0);
        PipeFile file = new(this, pipe, flags) { WriterOpensBefore = isAlone && !mayWait ? pipe.WriterOpens : 0 };
        if (isAlone && mayWait && !WaitForOther(pipe, canRead))
        {
            error = RestartCode.UnlessNotWantedError;
            file.Release();
            return null;
        }

        return file;
    }

    /// <summary>Opens both ends at once, <c>pipe(2)</c>.</summary>
    /// <param name="owner">Who makes it.</param>
    /// <param name="flags">O_NONBLOCK is for both ends, O_DIRECT for the writing one.</param>
    internal (PipeFile Reader, PipeFile Writer) OpenEnds(in Credentials owner, OpenFlags flags)
    {
        Pipe pipe = _pipe ??= new Pipe(owner);
        pipe.Open(canRead: true, canWrite: true);
        return (
            new PipeFile(this, pipe, flags & OpenFlags.NonBlock),
            new PipeFile(this, pipe, OpenFlags.WrOnly | (flags & (OpenFlags.NonBlock | OpenFlags.Direct))));
    }

    /// <summary>An open file is closed: without any there is no pipe.</summary>
    internal void Forget()
    {
        if (_pipe is { Readers: 0, Writers: 0 })
        {
            _pipe = null;
        }
    }

    /// <summary>Whether it has a place in a directory; one without can only be opened again, through /proc.</summary>
    internal bool IsNamed => FileSystem != PipeFileSystem.Instance;

    private static bool WaitForOther(Pipe pipe, bool isReader)
    {
        long before = isReader ? pipe.WriterOpens : pipe.ReaderOpens;
        while (before == (isReader ? pipe.WriterOpens : pipe.ReaderOpens))
        {
            if (pipe.Changed.Wait() == WaitEnd.Interrupted && before == (isReader ? pipe.WriterOpens : pipe.ReaderOpens))
            {
                return false;
            }
        }

        return true;
    }
}
