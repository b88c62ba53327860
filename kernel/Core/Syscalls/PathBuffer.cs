using System;
using Lodestar.Core.Abi;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>Where a thread's calls copy paths to; each path has its own half, as rename takes two.</summary>
internal sealed class PathBuffer
{
    private readonly byte[] _first = new byte[PathLimits.PathMax];
    private readonly byte[] _second = new byte[PathLimits.PathMax];

    /// <summary>Copies a call's path.</summary>
    /// <param name="path">The program's string.</param>
    /// <param name="bytes">The path without its NUL, until the next call.</param>
    /// <returns>EFAULT, or ENAMETOOLONG from PATH_MAX bytes on.</returns>
    internal Errno TryRead(UserString path, out ReadOnlySpan<byte> bytes) => TryRead(path, _first, out bytes);

    /// <summary>Copies the second path of a call.</summary>
    /// <inheritdoc cref="TryRead(UserString, out ReadOnlySpan{byte})"/>
    internal Errno TryReadSecond(UserString path, out ReadOnlySpan<byte> bytes) => TryRead(path, _second, out bytes);

    private static Errno TryRead(UserString path, byte[] buffer, out ReadOnlySpan<byte> bytes)
    {
        int length = path.Read(buffer);
        bytes = length < 0 ? default : buffer.AsSpan(0, length);
        return length >= 0 ? Errno.None : length == -1 ? Errno.EFAULT : Errno.ENAMETOOLONG;
    }
}
