using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files;

/// <summary>The path of an inode, as <c>/proc</c> shows it (d_path in Linux).</summary>
public static class PathText
{
    private static ReadOnlySpan<byte> Deleted => " (deleted)"u8;

    /// <summary>The path from a process's root; from the top of all trees for what does not lie below that.</summary>
    /// <param name="context">Whose root counts.</param>
    /// <param name="inode">Any inode; one that never had a name is "/".</param>
    /// <param name="path">With " (deleted)" behind it when the name is gone.</param>
    /// <returns>ENAMETOOLONG from PATH_MAX bytes on.</returns>
    public static Errno Of(FileContext context, Inode inode, out ReadOnlyMemory<byte> path)
    {
        byte[] buffer = new byte[PathLimits.PathMax];
        int start = buffer.Length;
        path = default;
        if (inode.HasLostName)
        {
            start -= Deleted.Length;
            Deleted.CopyTo(buffer.AsSpan(start));
        }

        int end = start;
        for (; inode != context.Root && inode.NamedIn is { } parent; inode = parent)
        {
            ReadOnlySpan<byte> name = inode.Name.Span;
            if (name.Length >= start)
            {
                return Errno.ENAMETOOLONG;
            }

            start -= name.Length;
            name.CopyTo(buffer.AsSpan(start));
            buffer[--start] = (byte)'/';
        }

        if (start == end)
        {
            buffer[--start] = (byte)'/';
        }

        path = buffer.AsMemory(start);
        return Errno.None;
    }
}
