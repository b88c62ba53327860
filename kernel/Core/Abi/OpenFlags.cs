using System;

namespace Lodestar.Core.Abi;

/// <summary>How a file is opened: <c>open(2)</c>, <c>asm-generic/fcntl.h</c>. The octal numbers are the header's.</summary>
[Flags]
[AbiPrefix("O_")]
public enum OpenFlags
{
    /// <summary>Reading only.</summary>
    RdOnly = 0,

    /// <summary>Writing only.</summary>
    WrOnly = 1,

    /// <summary>Reading and writing.</summary>
    RdWr = 2,

    /// <summary>
    /// The field of the access mode. Its fourth value, 3, asks for both permissions and gives a descriptor that can neither read
    /// nor write.
    /// </summary>
    [AbiField]
    AccMode = 3,

    /// <summary>Make the file if it is missing (0100).</summary>
    Creat = 1 << 6,

    /// <summary>With <see cref="Creat"/>: the file must be missing, and a symbolic link counts as there (0200).</summary>
    Excl = 1 << 7,

    /// <summary>A terminal does not become the controlling one (0400).</summary>
    NoCtty = 1 << 8,

    /// <summary>Cut a regular file to length 0 (01000).</summary>
    Trunc = 1 << 9,

    /// <summary>Write at the end (02000).</summary>
    Append = 1 << 10,

    /// <summary>Do not wait (04000).</summary>
    NonBlock = 1 << 11,

    /// <summary>Data is on the disk when a write returns (010000).</summary>
    DSync = 1 << 12,

    /// <summary>Signal when input or output is possible (020000).</summary>
    Async = 1 << 13,

    /// <summary>Past the page cache (040000).</summary>
    Direct = 1 << 14,

    /// <summary>Sizes of more than 31 bits (0100000); the kernel sets it on every open of a 64-bit program.</summary>
    LargeFile = 1 << 15,

    /// <summary>It must be a directory (0200000).</summary>
    Directory = 1 << 16,

    /// <summary>The last name must not be a symbolic link (0400000).</summary>
    NoFollow = 1 << 17,

    /// <summary>Leave the time of access alone (01000000).</summary>
    NoAtime = 1 << 18,

    /// <summary>Close the descriptor on execve (02000000).</summary>
    CloExec = 1 << 19,

    /// <summary>The header's __O_SYNC with <see cref="DSync"/> (04010000): data and metadata are on the disk.</summary>
    Sync = (1 << 20) | DSync,

    /// <summary>A descriptor that only names the file (010000000).</summary>
    Path = 1 << 21,

    /// <summary>The header's __O_TMPFILE with <see cref="Directory"/> (020200000): a file without a name.</summary>
    TmpFile = (1 << 22) | Directory,
}
