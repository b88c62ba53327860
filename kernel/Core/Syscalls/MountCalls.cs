using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Files.Mounts;
using Lodestar.Core.Memory;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>What is mounted where.</summary>
internal static class MountCalls
{
    /// <summary>pivot_root(2).</summary>
    [Syscall(155, "pivot_root")]
    internal static Errno Pivot(SyscallContext caller, UserString newRoot, UserString putOld) =>
        MountOperations.Pivot(caller.Files, caller.Paths.Of(newRoot), caller.Paths.Second(putOld));

    /// <summary>mount(2): type, source and options are copied before the target is looked for.</summary>
    [Syscall(165, "mount", Missing = "lazytime, sync, mand and dirsync mean nothing; propagation is accepted, there is one namespace")]
    internal static Errno Mount(
        SyscallContext caller, UserString source, UserString target, UserString type, ulong flags, ulong optionsAddress)
    {
        Span<byte> room = caller.Transfer;
        Span<byte> options = room[..(int)Page.Size];
        Errno error = ReadText(type, room.Slice(options.Length, PathLimits.PathMax), out ReadOnlySpan<byte> typeName);
        error = error == Errno.None
            ? ReadText(source, room.Slice(options.Length + PathLimits.PathMax, PathLimits.PathMax), out ReadOnlySpan<byte> sourceText)
            : Fail(error, out sourceText);
        error = error == Errno.None ? ReadOptions(optionsAddress, ref options) : error;
        return error != Errno.None ? error
            : MountOperations.Mount(
                caller.Files, sourceText, caller.Paths.Of(target), typeName, (MountRequest)(uint)flags, options);
    }

    /// <summary>umount2(2).</summary>
    [Syscall(166, "umount2")]
    internal static Errno Unmount(SyscallContext caller, UserString target, UnmountFlags flags) =>
        MountOperations.Unmount(caller.Files, caller.Paths.Of(target), flags);

    /// <summary>A text that may be left out. EINVAL for one that is too long, EFAULT (copy_mount_string in Linux).</summary>
    private static Errno ReadText(UserString text, Span<byte> room, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        if (text.Address == 0)
        {
            return Errno.None;
        }

        int length = text.Read(room);
        bytes = length < 0 ? default : room[..length];
        return length >= 0 ? Errno.None : length == -1 ? Errno.EFAULT : Errno.EINVAL;
    }

    private static Errno Fail(Errno error, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        return error;
    }

    /// <summary>Up to a NUL or the end of what can be read, a page at the most; EFAULT when nothing can be read.</summary>
    private static Errno ReadOptions(ulong address, ref Span<byte> options)
    {
        if (address == 0)
        {
            options = default;
            return Errno.None;
        }

        int length = new ReadableUserBuffer(address, (ulong)options.Length).CopyTo(options);
        options = options[..length];
        int end = options.IndexOf((byte)0);
        options = end < 0 ? options : options[..end];
        return length == 0 ? Errno.EFAULT : Errno.None;
    }
}
