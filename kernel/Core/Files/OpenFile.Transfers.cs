using System.Runtime.CompilerServices;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files;

/// <summary>Reading and writing: what Linux's vfs_read and vfs_write check before a file's type is asked.</summary>
public abstract partial class OpenFile
{
    /// <summary>Reads at the position and advances it by what arrived.</summary>
    /// <returns>Bytes read, 0 at the end; EBADF, EFAULT, EISDIR, EINVAL, or the error of a device.</returns>
    public IoResult Read(ref IoTarget target)
    {
        if (!CanRead)
        {
            return Errno.EBADF;
        }

        if (!target.IsInUserSpace)
        {
            return Errno.EFAULT;
        }

        if (!IsArea(Position, target.Remaining))
        {
            return Errno.EINVAL;
        }

        target.Limit();
        return ReadCore(ref target);
    }

    /// <summary>Writes at the position and advances it by what was written.</summary>
    /// <returns>Bytes written; EBADF, EFAULT, EINVAL, or the error of a device.</returns>
    public IoResult Write(ref IoSource source)
    {
        if (!CanWrite)
        {
            return Errno.EBADF;
        }

        if (!source.IsInUserSpace)
        {
            return Errno.EFAULT;
        }

        if (!IsArea(Position, source.Remaining))
        {
            return Errno.EINVAL;
        }

        source.Limit();
        return WriteCore(ref source);
    }

    /// <summary>Reads somewhere else, <c>pread(2)</c>.</summary>
    public IoResult ReadAt(long offset, ref IoTarget target)
    {
        Errno error = CheckOffset(offset, CanRead);
        error = error != Errno.None ? error
            : !target.IsInUserSpace ? Errno.EFAULT
            : !IsArea(offset, target.Remaining) ? Errno.EINVAL
            : Errno.None;
        target.Limit();
        return error == Errno.None ? ReadAtCore(offset, ref target) : error;
    }

    /// <summary>Writes somewhere else, <c>pwrite(2)</c>.</summary>
    public IoResult WriteAt(long offset, ref IoSource source)
    {
        Errno error = CheckOffset(offset, CanWrite);
        error = error != Errno.None ? error
            : !source.IsInUserSpace ? Errno.EFAULT
            : !IsArea(offset, source.Remaining) ? Errno.EINVAL
            : Errno.None;
        source.Limit();
        return error == Errno.None ? WriteAtCore(offset, ref source) : error;
    }

    /// <summary>What the vector calls check before they look at their buffers: whether the place may be read.</summary>
    /// <returns>None, EINVAL, EBADF, ESPIPE.</returns>
    public Errno CheckReadAt(long offset) => CheckOffset(offset, CanRead);

    /// <summary>Whether the place may be written.</summary>
    /// <inheritdoc cref="CheckReadAt"/>
    public Errno CheckWriteAt(long offset) => CheckOffset(offset, CanWrite);

    private Errno CheckOffset(long offset, bool isAllowed)
    {
        if (offset < 0)
        {
            return Errno.EINVAL;
        }

        if (IsPathOnly)
        {
            return Errno.EBADF;
        }

        return !IsSeekable ? Errno.ESPIPE : isAllowed ? Errno.None : Errno.EBADF;
    }

    /// <summary>Whether the end of what is transferred is an offset too: rw_verify_area in Linux.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsArea(long offset, ulong length) => (ulong)offset + length <= long.MaxValue;
}
