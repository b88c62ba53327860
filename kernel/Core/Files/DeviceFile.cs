using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Files.Devices;

namespace Lodestar.Core.Files;

/// <summary>An open character device. Its position stays 0.</summary>
public sealed class DeviceFile(Inode inode, CharacterDevice device, OpenFlags flags) : OpenFile(inode, flags)
{
    /// <summary>The device, for ioctl.</summary>
    public CharacterDevice Device { get; } = device;

    public override bool IsSeekable => Device.IsSeekable;

    private bool MayWait => (Flags & OpenFlags.NonBlock) == 0;

    protected override IoResult ReadCore(Span<byte> destination) => Device.Read(destination, MayWait);

    protected override IoResult WriteCore(ReadOnlySpan<byte> source) => Device.Write(source, MayWait);

    protected override IoResult ReadAtCore(long offset, Span<byte> destination) => ReadCore(destination);

    protected override IoResult WriteAtCore(long offset, ReadOnlySpan<byte> source) => WriteCore(source);

    /// <summary>Every seek succeeds and leads to 0: null_lseek and noop_llseek in Linux.</summary>
    protected override IoResult SeekCore(long offset, SeekWhence whence) => 0;
}
