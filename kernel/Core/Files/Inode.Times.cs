using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Files.Mounts;

namespace Lodestar.Core.Files;

/// <content>When an inode was read and changed, <c>inode(7)</c>. On a read-only file system nothing moves.</content>
public abstract partial class Inode
{
    private const long SecondsPerDay = 24 * 60 * 60;

    /// <summary>Time of the last reading, st_atim; kept as the mount option relatime has it.</summary>
    public Timespec Accessed { get; private set; }

    /// <summary>Time of the last change of the content, st_mtim.</summary>
    public Timespec Modified { get; private set; }

    /// <summary>Time of the last change of anything, st_ctim.</summary>
    public Timespec Changed { get; private set; }

    /// <summary>The content was read: noted when it changed since the last time, or a day has passed (relatime_need_update in Linux).</summary>
    /// <param name="mount">Through which; how it is mounted may say otherwise.</param>
    internal void MarkAccessed(Mount mount)
    {
        bool isNoted = (mount.Flags & MountFlags.NoAtime) == 0
            && ((mount.Flags & MountFlags.NoDirAtime) == 0 || Type != FileMode.IfDir);
        if (!isNoted || mount.IsReadOnly)
        {
            return;
        }

        Timespec now = FileSystem.Now;
        if ((mount.Flags & MountFlags.RelAtime) == 0 || !IsBefore(Modified, Accessed) || !IsBefore(Changed, Accessed) || now.Seconds - Accessed.Seconds >= SecondsPerDay)
        {
            Accessed = now;
        }
    }

    /// <summary>The content was changed.</summary>
    internal void MarkModified()
    {
        Modified = FileSystem.Now;
        Changed = Modified;
    }

    /// <summary>Something but the content was changed.</summary>
    internal void MarkChanged() => Changed = FileSystem.Now;

    /// <summary>What <c>utimensat(2)</c> sets; the time of change is the present one. Null leaves a time as it is.</summary>
    internal void SetTimes(Timespec? accessed, Timespec? modified)
    {
        Accessed = accessed ?? Accessed;
        Modified = modified ?? Modified;
        MarkChanged();
    }

    private static bool IsBefore(in Timespec one, in Timespec other) =>
        one.Seconds < other.Seconds || (one.Seconds == other.Seconds && one.Nanoseconds < other.Nanoseconds);
}
