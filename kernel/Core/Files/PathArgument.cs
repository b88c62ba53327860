using System;
using Lodestar.Core.Abi;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Files;

/// <summary>
/// The path of a call. That of a program is copied when it is needed and not before: other arguments are checked first, and
/// which error comes first is seen by the program.
/// </summary>
public readonly ref struct PathArgument
{
    private readonly UserString _text;
    private readonly Span<byte> _buffer;
    private readonly ReadOnlySpan<byte> _bytes;

    /// <summary>A program's string.</summary>
    /// <param name="text">The string.</param>
    /// <param name="buffer">Where it is copied to: <see cref="PathLimits.PathMax"/> bytes.</param>
    public PathArgument(UserString text, Span<byte> buffer)
    {
        _text = text;
        _buffer = buffer;
    }

    /// <summary>A path of the kernel's, without a NUL.</summary>
    public PathArgument(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>Reads the path; once, because a program could change it meanwhile.</summary>
    /// <param name="mayBeEmpty">Whether an empty path means something.</param>
    /// <param name="path">The path without its NUL; up to the caller's next call.</param>
    /// <returns>EFAULT, ENAMETOOLONG from PATH_MAX bytes on, ENOENT for an empty path.</returns>
    public Errno Read(bool mayBeEmpty, out ReadOnlySpan<byte> path)
    {
        path = _bytes;
        if (!_buffer.IsEmpty)
        {
            int length = _text.Read(_buffer);
            if (length < 0)
            {
                return length == -1 ? Errno.EFAULT : Errno.ENAMETOOLONG;
            }

            path = _buffer[..length];
        }

        return path.Length >= PathLimits.PathMax ? Errno.ENAMETOOLONG
            : path.IsEmpty && !mayBeEmpty ? Errno.ENOENT
            : Errno.None;
    }

    public static implicit operator PathArgument(ReadOnlySpan<byte> bytes) => new(bytes);

    public static implicit operator PathArgument(byte[] bytes) => new(bytes);
}
