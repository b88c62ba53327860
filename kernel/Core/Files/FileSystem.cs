using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Files.Devices;
using Lodestar.Core.Files.Mounts;

namespace Lodestar.Core.Files;

/// <summary>One mounted tree of inodes: what its inodes have in common.</summary>
/// <param name="name">The type as in <c>/proc/filesystems</c>, such as "rootfs".</param>
/// <param name="minor">The minor number of st_dev, from 1; the major one is 0, as for all file systems without a device.</param>
/// <param name="isReadOnly">Whether writing to files, directories and links is EROFS. Devices can be written all the same.</param>
public sealed class FileSystem(string name, uint minor, bool isReadOnly)
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    private ulong _lastInode;

    public string Name { get; } = name;

    public bool IsReadOnly { get; set; } = isReadOnly;

    /// <summary>The type as a number, f_type of <c>statfs(2)</c>; in Linux an initramfs is one too.</summary>
    public FileSystemMagic Magic { get; init; } = FileSystemMagic.Tmpfs;

    /// <summary>What making a name gives where the kernel alone makes names; none where everybody may.</summary>
    public Errno NameRefusal { get; init; }

    /// <summary>Whether permissions, owners and times cannot be changed: EPERM.</summary>
    public bool HasFixedAttributes { get; init; }

    /// <summary>The root of what is given back when nobody mounts or uses it any more; null for what stays, whoever mounts it.</summary>
    public TreeDirectory? Contents { get; set; }

    /// <summary>The first place where its root is mounted; null while there is none.</summary>
    public Mount? Place { get; internal set; }

    /// <summary>What <c>/proc/mounts</c> says behind the flags, with a comma before each option.</summary>
    public Func<string> Options { get; init; } = static () => "";

    /// <summary>Changes options; null where there are none to change.</summary>
    public Func<MountOptions, Errno>? Reconfigure { get; init; }

    /// <summary>The time that changes are marked with: nanoseconds since 1970-01-01T00:00:00Z, 0 or more.</summary>
    public Func<long> Clock { get; init; } = static () => 0;

    /// <summary>How much may be stored.</summary>
    public FileStorage Storage { get; init; } = FileStorage.Unlimited();

    /// <summary>What device nodes lead to.</summary>
    public DeviceTable Devices { get; init; } = new();

    /// <summary>The present time of <see cref="Clock"/>.</summary>
    public Timespec Now
    {
        get
        {
            (long seconds, long nanoseconds) = Math.DivRem(Clock(), NanosecondsPerSecond);
            return new Timespec { Seconds = seconds, Nanoseconds = nanoseconds };
        }
    }

    /// <summary>st_dev.</summary>
    public DeviceNumber Device { get; } = new(0, minor);

    /// <summary>A number for a new inode. The first is 1, the root; they depend on nothing but the order.</summary>
    public ulong NextInode()
    {
        Storage.AddInode();
        return ++_lastInode;
    }
}
