using System;

namespace Lodestar.Core.Abi;

/// <summary>What <c>mount(2)</c> is to do, and how the mount is to be (<c>linux/mount.h</c>).</summary>
[Flags]
[AbiPrefix("MS_")]
public enum MountRequest : uint
{
    None = 0,
    RdOnly = 1,
    NoSuid = 2,
    NoDev = 4,
    NoExec = 8,
    Synchronous = 16,

    /// <summary>Changes a mount that is there.</summary>
    Remount = 32,
    MandLock = 64,
    DirSync = 128,
    NoSymFollow = 256,
    NoAtime = 1024,
    NoDirAtime = 2048,

    /// <summary>Shows a part of a tree in another place; with <see cref="Remount"/>, changes the mount and not the file system.</summary>
    Bind = 4096,

    /// <summary>Takes a mount to another place.</summary>
    Move = 8192,

    /// <summary>With what is mounted below.</summary>
    [AbiName("MS_REC")]
    Recursive = 16384,
    Silent = 32768,
    Unbindable = 1 << 17,
    Private = 1 << 18,
    Slave = 1 << 19,
    Shared = 1 << 20,
    RelAtime = 1 << 21,
    StrictAtime = 1 << 24,
    LazyTime = 1 << 25,

    /// <summary>What the upper half was in Linux before 2.4: it says nothing.</summary>
    [AbiName("MS_MGC_VAL")]
    OldMagic = 0xC0ED_0000,

    [AbiName("MS_MGC_MSK")]
    OldMagicMask = 0xFFFF_0000,
}
