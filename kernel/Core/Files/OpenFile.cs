using Lodestar.Core.Abi;
using Lodestar.Core.Files.Mounts;
using Lodestar.Core.Files.Proc;
using Lodestar.Core.Tasks;

namespace Lodestar.Core.Files;

/// <summary>
/// What an open makes and descriptors share, an open file description in the words of <c>open(2)</c>: an inode, a position and
/// flags. The checks that all types have in common are here, in the order in which Linux makes them.
/// </summary>
public abstract partial class OpenFile
{
    /// <summary>Flags that F_SETFL changes: <c>fcntl(2)</c>.</summary>
    private const OpenFlags Changeable = OpenFlags.Append | OpenFlags.NonBlock | OpenFlags.Direct | OpenFlags.NoAtime;

    /// <summary>Flags that mean the act of opening and are forgotten afterwards.</summary>
    internal const OpenFlags OpeningOnly =
        OpenFlags.Creat | OpenFlags.Excl | OpenFlags.NoCtty | OpenFlags.Trunc | OpenFlags.CloExec | OpenFlags.Async;

    private int _references = 1;

    /// <summary>An open file that one descriptor is going to hold.</summary>
    /// <param name="inode">The file.</param>
    /// <param name="flags">As for open: access mode and status flags stay.</param>
    protected OpenFile(Inode inode, OpenFlags flags)
    {
        Inode = inode;
        Flags = flags & ~OpeningOnly;
        inode.AddOpen();

        // 0, 1, 2 mean read, write, both; the odd fourth mode means neither. One more, they are two bits.
        OpenFlags permissions = IsPathOnly ? 0 : (flags & OpenFlags.AccMode) + 1;
        CanRead = (permissions & (OpenFlags)1) != 0;
        CanWrite = (permissions & (OpenFlags)2) != 0;
        if (CanWrite)
        {
            inode.AddWriter();
        }
    }

    public Inode Inode { get; }

    /// <summary>The mount that it was opened through.</summary>
    public Mount Mount { get; internal set; } = Mount.Internal;

    /// <summary>Where it is.</summary>
    public Location Location => new(Mount, Inode);

    /// <summary>Access mode and status flags, F_GETFL.</summary>
    public OpenFlags Flags { get; private protected set; }

    /// <summary>Offset of the next read, in bytes; in a directory the place in its listing.</summary>
    public long Position { get; protected set; }

    public bool CanRead { get; }

    public bool CanWrite { get; }

    /// <summary>Whether the descriptor only names the file (O_PATH): most calls on it are EBADF.</summary>
    public bool IsPathOnly => (Flags & OpenFlags.Path) != 0;

    /// <summary>Whether there are positions; without them pread64 and pwrite64 are ESPIPE.</summary>
    public virtual bool IsSeekable => true;

    /// <summary>Whether O_DIRECT is accepted.</summary>
    public virtual bool SupportsDirect => false;

    /// <summary>Whether RWF_NOWAIT is accepted: those that never wait, or know how not to.</summary>
    public virtual bool SupportsNoWait => false;

    /// <summary>Moves the position, <c>lseek(2)</c>.</summary>
    /// <returns>The new position; EBADF, EINVAL, ESPIPE, ENXIO.</returns>
    public IoResult Seek(long offset, SeekWhence whence)
    {
        if (IsPathOnly)
        {
            return Errno.EBADF;
        }

        return (uint)whence > (uint)SeekWhence.Hole ? Errno.EINVAL : SeekCore(offset, whence);
    }

    /// <summary>Reads entries of a directory, <c>getdents64(2)</c>.</summary>
    /// <param name="target">Where the records go; nothing about it has been checked.</param>
    /// <param name="format">The structure of a record.</param>
    /// <returns>
    /// Bytes of whole records, 0 at the end; EBADF, ENOTDIR, EINVAL when not even one record fits, EFAULT when not even one arrives.
    /// </returns>
    public virtual IoResult ReadDirectory(ref IoTarget target, DirectoryFormat format) => IsPathOnly ? Errno.EBADF : Errno.ENOTDIR;

    /// <summary>What the file is ready for, <c>poll(2)</c>: most never wait.</summary>
    public virtual PollEvents Readiness => PollEvents.Always;

    /// <summary>
    /// Woken when <see cref="Readiness"/> may have become more, with what; null for a file that is always ready for the same, which
    /// epoll does not take.
    /// </summary>
    public virtual WaitQueue? ReadinessChanged => null;

    /// <summary>Bytes that can be read now, FIONREAD; null where that is no question (ENOTTY).</summary>
    public virtual int? Available => null;

    /// <summary>What /proc/[pid]/fd shows of a file that has no path, such as "pipe:[5]"; null for one that has.</summary>
    public virtual string? PseudoPath => null;

    /// <summary>Adds what /proc/[pid]/fdinfo says of files of its type alone (<c>proc_pid_fdinfo(5)</c>).</summary>
    public virtual void Describe(TextBuffer text)
    {
    }

    /// <summary>Changes the status flags, F_SETFL; flags that cannot be changed are ignored.</summary>
    /// <returns>None, or EINVAL for O_DIRECT where it is not supported; on a pipe it means packets.</returns>
    public Errno SetStatusFlags(OpenFlags flags)
    {
        if ((flags & OpenFlags.Direct) != 0 && !SupportsDirect && Inode.Type != FileMode.IfIfo)
        {
            return Errno.EINVAL;
        }

        Flags = (Flags & ~Changeable) | (flags & Changeable);
        return Errno.None;
    }

    /// <summary>Counts one more descriptor.</summary>
    public void Retain() => _references++;

    /// <summary>Counts one descriptor less; with the last one the file is closed.</summary>
    public void Release()
    {
        if (--_references == 0)
        {
            LeaveWatches();
            Inode.Unlock(this);
            Close();
            if (CanWrite)
            {
                Inode.RemoveWriter();
            }

            Inode.RemoveOpen();
        }
    }

    /// <summary>Whether a transfer may wait: neither O_NONBLOCK nor RWF_NOWAIT is set.</summary>
    protected bool MayWaitFor(RwFlags flags) => (Flags & OpenFlags.NonBlock) == 0 && (flags & RwFlags.NoWait) == 0;

    protected virtual IoResult ReadCore(ref IoTarget target) => Errno.EINVAL;

    protected virtual IoResult WriteCore(ref IoSource source) => Errno.EINVAL;

    protected virtual IoResult ReadAtCore(long offset, ref IoTarget target) => Errno.EINVAL;

    protected virtual IoResult WriteAtCore(long offset, ref IoSource source) => Errno.EINVAL;

    protected virtual IoResult SeekCore(long offset, SeekWhence whence) => Errno.ESPIPE;

    /// <summary>
    /// Lets the running thread wait until <see cref="Readiness"/> may have changed, which takes a queue. The file stays open
    /// meanwhile, though another thread may close its descriptors.
    /// </summary>
    /// <param name="deadline">In nanoseconds of <see cref="Time.SystemClock.Uptime"/>.</param>
    public WaitEnd WaitForChange(long deadline = Scheduler.Never)
    {
        Retain();
        WaitEnd end = ReadinessChanged!.Wait(deadline);
        Release();
        return end;
    }

    /// <summary>The last descriptor is gone.</summary>
    protected virtual void Close()
    {
    }
}
