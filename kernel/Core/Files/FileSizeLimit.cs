using Lodestar.Core.Abi;
using Lodestar.Core.Tasks;

namespace Lodestar.Core.Files;

/// <summary>
/// How long the running thread may make a regular file: RLIMIT_FSIZE of <c>getrlimit(2)</c>. Who wants more gets SIGXFSZ, and
/// EFBIG.
/// </summary>
internal static class FileSizeLimit
{
    /// <summary>What a write may write: generic_write_check_limits in Linux's <c>fs/read_write.c</c>.</summary>
    /// <param name="offset">Where it begins, 0 or more.</param>
    /// <param name="source">Its bytes, one or more; those that would lie beyond the limit are taken away.</param>
    /// <returns>None, or EFBIG when not even one byte may be written.</returns>
    internal static Errno LimitWrite(long offset, ref IoSource source)
    {
        ulong limit = Scheduler.FileSizeLimit;
        if ((ulong)offset >= limit)
        {
            return Refuse();
        }

        // The last byte of all would have no offset behind it.
        limit = ulong.Min(limit, long.MaxValue);
        source.Limit(limit - (ulong)offset);
        return source.Remaining > 0 ? Errno.None : Errno.EFBIG;
    }

    /// <summary>Whether a file may get a length: inode_newsize_ok in Linux's <c>fs/attr.c</c>.</summary>
    /// <param name="length">The length.</param>
    /// <param name="present">What it has now: what is not longer is allowed.</param>
    /// <returns>None or EFBIG.</returns>
    internal static Errno CheckLength(long length, long present) =>
        length > present && (ulong)length > Scheduler.FileSizeLimit ? Refuse() : Errno.None;

    private static Errno Refuse()
    {
        Scheduler.Current.Raise(Signal.SIGXFSZ);
        return Errno.EFBIG;
    }
}
