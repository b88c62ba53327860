using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Files.Mounts;
using Lodestar.Core.Programs;

namespace Lodestar.Core.Processes;

/// <summary>A file that may be executed, and its headers.</summary>
/// <param name="Inode">The file.</param>
/// <param name="Mount">The mount that it was found through.</param>
/// <param name="Headers">What it says about itself.</param>
internal sealed record ExecutableFile(RegularInode Inode, Mount Mount, ElfFile Headers)
{
    /// <summary>Scripts that may be each other's interpreters.</summary>
    private const int MostScripts = 5;

    /// <summary>For a script's interpreter, the path that the script names; empty for a program that was named itself.</summary>
    public ReadOnlyMemory<byte> Path { get; private init; }

    /// <summary>Opens a program, or the interpreter of a script, which gets the script as an argument.</summary>
    /// <param name="files">Whose root, directory and permissions count.</param>
    /// <param name="descriptor">Where a relative path begins, AT_FDCWD for the current directory.</param>
    /// <param name="path">Where its file is.</param>
    /// <param name="flags">SymlinkNoFollow and EmptyPath count.</param>
    /// <param name="arguments">Its strings.</param>
    /// <param name="file">The result; null after an error.</param>
    /// <returns>
    /// The errors of a path; EACCES for what is no regular file or may not be executed; ELOOP for too many scripts; E2BIG; those of
    /// <see cref="ElfFile.TryRead"/>.
    /// </returns>
    public static Errno TryOpen(
        FileContext files, int descriptor, ReadOnlySpan<byte> path, AtFlags flags, ProgramArguments arguments, out ExecutableFile? file)
    {
        file = null;
        Span<byte> buffer = stackalloc byte[ScriptLine.Longest];
        byte[] interpreter = [];
        for (int scripts = 0; scripts <= MostScripts; scripts++)
        {
            Errno error = scripts == 0
                ? TryFind(files, descriptor, path, flags, out RegularInode? inode, out Mount mount)
                : TryFind(files, PathLimits.AtFdCwd, interpreter, AtFlags.None, out inode, out mount);
            if (error != Errno.None)
            {
                return error;
            }

            error = ScriptLine.TryRead(inode!.Content, buffer, out ScriptLine line, out bool isScript);
            if (error != Errno.None)
            {
                return error;
            }

            if (!isScript)
            {
                error = ElfFile.TryRead(inode.Content, out ElfFile? headers);
                file = headers is null ? null : new ExecutableFile(inode, mount, headers) { Path = interpreter };
                return error;
            }

            error = arguments.InsertInterpreter(line.Interpreter, line.Argument, scripts == 0 ? arguments.NameText : interpreter);
            if (error != Errno.None)
            {
                return error;
            }

            interpreter = line.Interpreter.ToArray();
        }

        return Errno.ELOOP;
    }

    /// <summary>In whose name the program runs: with the set-id bits its owner's and its group's.</summary>
    /// <param name="caller">In whose name the caller runs.</param>
    /// <param name="mayGain">Whether the bits count.</param>
    public Credentials RightsFor(in Credentials caller, bool mayGain)
    {
        if (!mayGain || (Mount.Flags & MountFlags.NoSuid) != 0)
        {
            return caller;
        }

        // Without permission to execute for the group, the group's bit means something else.
        bool hasGroup = (Inode.Mode & (FileMode.IsGid | FileMode.IxGrp)) == (FileMode.IsGid | FileMode.IxGrp);
        return caller with
        {
            UserId = (Inode.Mode & FileMode.IsUid) != 0 ? Inode.UserId : caller.UserId,
            GroupId = hasGroup ? Inode.GroupId : caller.GroupId,
        };
    }

    /// <summary>Opens the interpreter that a program names.</summary>
    /// <param name="files">Whose root, directory and permissions count.</param>
    /// <param name="file">The interpreter; null after an error, and when the program names none.</param>
    /// <returns>The errors of <see cref="TryOpen"/>, but those of <see cref="ElfFile.TryReadInterpreter"/> for its content.</returns>
    public Errno TryOpenInterpreter(FileContext files, out ExecutableFile? file)
    {
        file = null;
        if (Headers.Interpreter is not { } path)
        {
            return Errno.None;
        }

        // An empty name is the current directory here, unlike in a system call.
        Errno error = TryFind(files, PathLimits.AtFdCwd, path is [] ? "."u8 : path, AtFlags.None, out RegularInode? inode, out Mount mount);
        if (error == Errno.None)
        {
            error = ElfFile.TryReadInterpreter(inode!.Content, out ElfFile? headers);
            file = headers is null ? null : new ExecutableFile(inode, mount, headers);
        }

        return error;
    }

    private static Errno TryFind(
        FileContext files, int descriptor, ReadOnlySpan<byte> path, AtFlags flags, out RegularInode? inode, out Mount mount)
    {
        Errno error = PathCalls.Find(files, descriptor, path, flags, out Location found);
        inode = found.Inode as RegularInode;
        mount = found.Mount;
        if (error != Errno.None)
        {
            return error;
        }

        if (found.Inode.Type == FileMode.IfLnk)
        {
            // Only a link that is not to be followed is found itself.
            return Errno.ELOOP;
        }

        error = inode is null || (mount.Flags & MountFlags.NoExec) != 0
            ? Errno.EACCES
            : inode.CheckAccess(files.Credentials, AccessMode.Execute);
        return error == Errno.None && inode!.IsWritten ? Errno.ETXTBSY : error;
    }
}
