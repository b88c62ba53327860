using System;
using System.Text;
using Lodestar.Core.Abi;
using Lodestar.Core.Processes;
using Lodestar.Core.Programs;
using Lodestar.Machine.Threads;
using Lodestar.Machine.UserAccess;
using Lodestar.Machine.UserMode;

namespace Lodestar.Core.Syscalls;

/// <summary>Another program in the same process.</summary>
internal static class ExecCalls
{
    /// <summary>execve(2).</summary>
    [Syscall(59, "execve")]
    internal static SyscallResult Execute(
        SyscallContext caller, UserString path, UserRef<ulong> arguments, UserRef<ulong> environment) =>
        Execute(caller, PathLimits.AtFdCwd, path, arguments, environment, AtFlags.None);

    /// <summary>execveat(2).</summary>
    [Syscall(322, "execveat")]
    internal static SyscallResult Execute(
        SyscallContext caller, int dirfd, UserString path, UserRef<ulong> arguments, UserRef<ulong> environment, AtFlags flags)
    {
        if ((flags & ~(AtFlags.EmptyPath | AtFlags.SymlinkNoFollow)) != 0)
        {
            return Errno.EINVAL;
        }

        Process process = caller.Process;
        ProgramArguments strings = new(process.Limits[Resource.Stack].Current);
        Errno error = caller.Paths.Of(path).Read(mayBeEmpty: (flags & AtFlags.EmptyPath) != 0, out ReadOnlySpan<byte> name);
        error = error == Errno.None && process.RefusesExecute(caller.Thread) ? Errno.EAGAIN : error;
        error = error == Errno.None ? strings.SetName(NameOf(dirfd, name)) : error;
        error = error == Errno.None ? Collect(caller, arguments, strings, isEnvironment: false) : error;
        error = error == Errno.None ? Collect(caller, environment, strings, isEnvironment: true) : error;
        if (error != Errno.None)
        {
            return error;
        }

        LoadedProgram? program = null;
        ProgramLoader loader = new(process.Random)
        {
            MayGainRights = !caller.Thread.HasNoNewPrivileges,
            IsRandomized = (caller.Thread.Personality & Personality.NoRandomness) == 0,
            StackLimit = process.Limits[Resource.Stack].Current,
        };
        error = loader.TryLoad(caller.Files, dirfd, name, flags, strings, out program);
        if (program is null)
        {
            return error;
        }

        if (!process.TryExecute(caller.Thread, program))
        {
            // Another thread has ended the process meanwhile.
            program.Release();
            return Errno.EINTR;
        }

        UserRegisters registers = KernelThread.Current.Registers;
        registers.BeginProgram(program.Entry, program.StackPointer);
        UserVectorState.Reset(registers);
        UserThreadPointers.Reset();
        return 0;
    }

    /// <summary>What the program is told that it was started by: a path from a descriptor by that (<c>execveat(2)</c>).</summary>
    private static ReadOnlySpan<byte> NameOf(int dirfd, ReadOnlySpan<byte> path) =>
        dirfd == PathLimits.AtFdCwd || path is [(byte)'/', ..] ? path
        : path.IsEmpty ? Encoding.ASCII.GetBytes($"/dev/fd/{dirfd}")
        : [.. Encoding.ASCII.GetBytes($"/dev/fd/{dirfd}/"), .. path];

    /// <summary>Copies an array of strings; a null pointer is an empty one.</summary>
    private static Errno Collect(SyscallContext caller, UserRef<ulong> array, ProgramArguments strings, bool isEnvironment)
    {
        if (array.IsNull)
        {
            return Errno.None;
        }

        for (ulong address = array.Address; ; address += sizeof(ulong))
        {
            if (!new UserRef<ulong>(address).TryRead(out ulong item))
            {
                return Errno.EFAULT;
            }

            if (item == 0)
            {
                return Errno.None;
            }

            Errno error = ReadString(caller, item, out ReadOnlySpan<byte> text);
            error = error != Errno.None ? error
                : isEnvironment ? strings.AddEnvironment(text)
                : strings.AddArgument(text);
            if (error != Errno.None)
            {
                return error;
            }
        }
    }

    private static Errno ReadString(SyscallContext caller, ulong address, out ReadOnlySpan<byte> text)
    {
        Span<byte> buffer = caller.Transfer;
        int length = new UserString(address).Read(buffer);
        if (length == UserMemory.StringIsLonger)
        {
            buffer = new byte[ProgramArguments.LongestString];
            length = new UserString(address).Read(buffer);
        }

        text = length < 0 ? default : buffer[..length];
        return length >= 0 ? Errno.None : length == UserMemory.StringIsLonger ? Errno.E2BIG : Errno.EFAULT;
    }
}
