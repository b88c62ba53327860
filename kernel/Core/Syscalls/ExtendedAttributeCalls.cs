using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>Extended attributes, of which no file has any.</summary>
internal static class ExtendedAttributeCalls
{
    private const string NoAttributes = "file systems with extended attributes: EOPNOTSUPP";

    /// <summary>setxattr(2).</summary>
    [Syscall(188, "setxattr", Missing = NoAttributes)]
    internal static Errno Set(SyscallContext caller, UserString path, UserString name, ReadableUserBuffer value, XattrFlags flags) =>
        Set(caller, path, AtFlags.None, name, value, flags);

    /// <summary>lsetxattr(2).</summary>
    [Syscall(189, "lsetxattr", Missing = NoAttributes)]
    internal static Errno SetOfLink(SyscallContext caller, UserString path, UserString name, ReadableUserBuffer value, XattrFlags flags) =>
        Set(caller, path, AtFlags.SymlinkNoFollow, name, value, flags);

    /// <summary>fsetxattr(2).</summary>
    [Syscall(190, "fsetxattr", Missing = NoAttributes)]
    internal static Errno SetOfFile(SyscallContext caller, int fd, UserString name, ReadableUserBuffer value, XattrFlags flags) =>
        caller.Files.Descriptors.Get(fd) is { } file ? Set(caller, file.Location, name, value, flags) : Errno.EBADF;

    /// <summary>getxattr(2).</summary>
    [Syscall(191, "getxattr", Missing = NoAttributes)]
    internal static Errno Get(SyscallContext caller, UserString path, UserString name, ulong valueAddress, ulong size) =>
        Get(caller, path, AtFlags.None, name);

    /// <summary>lgetxattr(2).</summary>
    [Syscall(192, "lgetxattr", Missing = NoAttributes)]
    internal static Errno GetOfLink(SyscallContext caller, UserString path, UserString name, ulong valueAddress, ulong size) =>
        Get(caller, path, AtFlags.SymlinkNoFollow, name);

    /// <summary>fgetxattr(2).</summary>
    [Syscall(193, "fgetxattr", Missing = NoAttributes)]
    internal static Errno GetOfFile(SyscallContext caller, int fd, UserString name, ulong valueAddress, ulong size) =>
        caller.Files.Descriptors.Get(fd) is { } file ? Get(caller, file.Location, name) : Errno.EBADF;

    /// <summary>listxattr(2): nothing.</summary>
    [Syscall(194, "listxattr")]
    internal static Errno List(SyscallContext caller, UserString path, ulong listAddress, ulong size) =>
        Find(caller, path, AtFlags.None, out _);

    /// <summary>llistxattr(2): nothing.</summary>
    [Syscall(195, "llistxattr")]
    internal static Errno ListOfLink(SyscallContext caller, UserString path, ulong listAddress, ulong size) =>
        Find(caller, path, AtFlags.SymlinkNoFollow, out _);

    /// <summary>flistxattr(2): nothing.</summary>
    [Syscall(196, "flistxattr")]
    internal static Errno ListOfFile(FileContext files, int fd, ulong listAddress, ulong size) =>
        files.Descriptors.Get(fd) is null ? Errno.EBADF : Errno.None;

    /// <summary>removexattr(2).</summary>
    [Syscall(197, "removexattr", Missing = NoAttributes)]
    internal static Errno Remove(SyscallContext caller, UserString path, UserString name) =>
        Remove(caller, path, AtFlags.None, name);

    /// <summary>lremovexattr(2).</summary>
    [Syscall(198, "lremovexattr", Missing = NoAttributes)]
    internal static Errno RemoveOfLink(SyscallContext caller, UserString path, UserString name) =>
        Remove(caller, path, AtFlags.SymlinkNoFollow, name);

    /// <summary>fremovexattr(2).</summary>
    [Syscall(199, "fremovexattr", Missing = NoAttributes)]
    internal static Errno RemoveOfFile(SyscallContext caller, int fd, UserString name) =>
        caller.Files.Descriptors.Get(fd) is { } file ? Remove(caller, file.Location, name) : Errno.EBADF;

    private static Errno Find(SyscallContext caller, UserString path, AtFlags flags, out Location file) =>
        PathCalls.Find(caller.Files, PathLimits.AtFdCwd, caller.Paths.Of(path), flags, out file);

    private static Errno Set(
        SyscallContext caller, UserString path, AtFlags follow, UserString name, ReadableUserBuffer value, XattrFlags flags)
    {
        Errno error = Find(caller, path, follow, out Location file);
        return error == Errno.None ? Set(caller, file, name, value, flags) : error;
    }

    private static Errno Get(SyscallContext caller, UserString path, AtFlags follow, UserString name)
    {
        Errno error = Find(caller, path, follow, out Location file);
        return error == Errno.None ? Get(caller, file, name) : error;
    }

    private static Errno Remove(SyscallContext caller, UserString path, AtFlags follow, UserString name)
    {
        Errno error = Find(caller, path, follow, out Location file);
        return error == Errno.None ? Remove(caller, file, name) : error;
    }

    private static Errno Set(
        SyscallContext caller, in Location file, UserString name, ReadableUserBuffer value, XattrFlags flags)
    {
        Errno error = PathCalls.CheckMount(file);
        error = error == Errno.None && (flags & ~(XattrFlags.Create | XattrFlags.Replace)) != 0 ? Errno.EINVAL : error;
        ReadOnlySpan<byte> attribute = default;
        error = error == Errno.None ? ReadName(caller, name, out attribute) : error;
        return error != Errno.None ? error
            : value.Length > PathCalls.LargestAttributeValue ? Errno.E2BIG
            : !IsReadable(caller, value) ? Errno.EFAULT
            : PathCalls.ChangeAttribute(caller.Files, file, attribute);
    }

    private static Errno Get(SyscallContext caller, in Location file, UserString name)
    {
        Errno error = ReadName(caller, name, out ReadOnlySpan<byte> attribute);
        return error == Errno.None ? PathCalls.GetAttribute(caller.Files, file, attribute) : error;
    }

    private static Errno Remove(SyscallContext caller, in Location file, UserString name)
    {
        Errno error = PathCalls.CheckMount(file);
        ReadOnlySpan<byte> attribute = default;
        error = error == Errno.None ? ReadName(caller, name, out attribute) : error;
        return error == Errno.None ? PathCalls.ChangeAttribute(caller.Files, file, attribute) : error;
    }

    /// <summary>EFAULT; ERANGE for a name that is empty or too long.</summary>
    private static Errno ReadName(SyscallContext caller, UserString name, out ReadOnlySpan<byte> attribute)
    {
        Span<byte> room = caller.Transfer.AsSpan(0, PathCalls.LongestAttributeName + 1);
        int length = name.Read(room);
        attribute = length > 0 ? room[..length] : default;
        return length == -1 ? Errno.EFAULT : length is 0 or -2 ? Errno.ERANGE : Errno.None;
    }

    private static bool IsReadable(SyscallContext caller, ReadableUserBuffer value)
    {
        Span<byte> room = caller.Transfer.AsSpan(PathCalls.LongestAttributeName + 1);
        for (ulong done = 0; done < value.Length; done += (ulong)room.Length)
        {
            room = room[..(int)Math.Min(value.Length - done, (ulong)room.Length)];
            if (value.CopyTo(room, done) < room.Length)
            {
                return false;
            }
        }

        return true;
    }
}
