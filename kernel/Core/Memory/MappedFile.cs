using System;

namespace Lodestar.Core.Memory;

/// <summary>A file that areas are mapped from. Areas of one file share one object: by it they know that they belong together.</summary>
/// <param name="content">Its bytes.</param>
/// <param name="path">Its absolute path, for <c>/proc/self/maps</c>.</param>
public sealed class MappedFile(IImageSource content, ReadOnlyMemory<byte> path)
{
    /// <summary>The file's bytes.</summary>
    public IImageSource Content { get; } = content;

    /// <summary>The absolute path, without a terminator.</summary>
    public ReadOnlyMemory<byte> Path { get; } = path;

    /// <summary>Major number of the device that it lies on.</summary>
    public uint DeviceMajor { get; init; }

    /// <summary>Minor number of the device that it lies on.</summary>
    public uint DeviceMinor { get; init; }

    /// <summary>Number of its inode.</summary>
    public ulong Inode { get; init; }
}
