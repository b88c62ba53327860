using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Files.Devices;
using Lodestar.Core.Memory;
using Lodestar.Core.Programs;
using Lodestar.Machine.UserMode;

namespace Lodestar.Core.Processes;

/// <summary>Brings a program from its file into an address space of its own, the first half of <c>execve(2)</c>.</summary>
/// <param name="random">Moves its parts about, and goes to the program (AT_RANDOM).</param>
public sealed class ProgramLoader(IRandomSource random)
{
    private const ulong DefaultStackLimit = 8UL << 20;

    /// <summary>Bytes of stack that are mapped below the strings; below them the stack grows by faults.</summary>
    private const ulong FirstStackRoom = 128 << 10;

    /// <summary>Loads a program.</summary>
    /// <param name="files">Whose root, directory and permissions count.</param>
    /// <param name="descriptor">Where a relative path begins, AT_FDCWD for the current directory.</param>
    /// <param name="path">Where its file is.</param>
    /// <param name="flags">SymlinkNoFollow and EmptyPath count.</param>
    /// <param name="arguments">Its strings.</param>
    /// <param name="program">The program; null after an error, which leaves nothing behind.</param>
    /// <returns>The errors of <c>execve(2)</c>.</returns>
    public Errno TryLoad(
        FileContext files, int descriptor, ReadOnlySpan<byte> path, AtFlags flags, ProgramArguments arguments,
        out LoadedProgram? program)
    {
        program = null;
        Errno error = TryFind(files, descriptor, path, flags, out RegularInode? inode);
        if (error == Errno.None)
        {
            error = ElfFile.TryRead(inode!.Content, out ElfFile? file);
            if (error == Errno.None)
            {
                error = file!.Interpreter is not null ? Errno.ENOEXEC : TryBuild(files, path, inode, file, arguments, out program);
            }
        }

        return error;
    }

    /// <summary>Finds a file that may be executed.</summary>
    private static Errno TryFind(
        FileContext files, int descriptor, ReadOnlySpan<byte> path, AtFlags flags, out RegularInode? inode)
    {
        inode = null;
        if (PathCalls.Find(files, descriptor, path, flags, out Errno error) is not { } found)
        {
            return error;
        }

        inode = found as RegularInode;
        return inode is null ? Errno.EACCES : inode.CheckAccess(files.Credentials, AccessMode.Execute);
    }

    private Errno TryBuild(
        FileContext files, ReadOnlySpan<byte> path, RegularInode inode, ElfFile file, ProgramArguments arguments,
        out LoadedProgram? program)
    {
        program = null;
        AddressSpaceLayout layout = new(NewRandomness(), DefaultStackLimit);
        Errno error = ElfImage.TryPlace(file, layout, out ElfImage? image);
        if (error != Errno.None)
        {
            return error;
        }

        if (UserPageTable.TryCreate() is not { } table)
        {
            return Errno.ENOMEM;
        }

        UserPages pages = new(table);
        AddressSpace memory = new(pages, layout);
        Span<byte> seed = stackalloc byte[InitialStack.RandomLength + sizeof(ulong)];
        random.Fill(seed);
        InitialStack stack = InitialStack.Build(
            arguments, ValuesFor(image!, files), layout.StackTop, seed, BitConverter.ToUInt64(seed[InitialStack.RandomLength..]));
        byte[] absolutePath = AbsolutePath(files, path);
        error = Fill(memory, pages, file, image!, stack, inode.Mapping);
        if (error != Errno.None)
        {
            table.Free();
            return error;
        }

        program = new LoadedProgram(memory, pages)
        {
            Entry = image!.Entry,
            StackPointer = stack.Pointer,
            Executable = inode,
            Path = absolutePath,
            ArgumentsStart = stack.ArgumentsStart,
            ArgumentsEnd = stack.EnvironmentStart,
            EnvironmentStart = stack.EnvironmentStart,
            EnvironmentEnd = stack.EnvironmentEnd,
        };
        return Errno.None;
    }

    private static Errno Fill(
        AddressSpace memory, UserPages pages, ElfFile file, ElfImage image, InitialStack stack, MappedFile mapped)
    {
        ulong stackLength = Page.RoundUp((ulong)stack.Bytes.Length) + FirstStackRoom;
        Errno error = memory.MapStack(stack.Top, stackLength, file.HasExecutableStack);
        if (error == Errno.None)
        {
            error = image.MapInto(memory, mapped);
        }

        foreach (ref readonly ElfSegment segment in image.Segments)
        {
            if (error == Errno.None && segment.ClearStart < segment.FileEnd)
            {
                error = pages.Write(memory, segment.ClearStart, new byte[segment.FileEnd - segment.ClearStart]);
            }
        }

        memory.InitialStackPointer = stack.Pointer;
        return error == Errno.None ? pages.Write(memory, stack.Pointer, stack.Bytes) : error;
    }

    private AuxiliaryValues ValuesFor(ElfImage image, FileContext files) => new()
    {
        ProgramHeaders = image.ProgramHeaders,
        ProgramHeaderCount = image.ProgramHeaderCount,
        Entry = image.Entry,
        HardwareCapabilities = UserMachine.HardwareCapabilities,
        HasFsGsBase = UserMachine.HasFsGsBase,
        UserId = files.RealCredentials.UserId,
        EffectiveUserId = files.Credentials.UserId,
        GroupId = files.RealCredentials.GroupId,
        EffectiveGroupId = files.Credentials.GroupId,
        MinimumSignalStack = UserMachine.MinimumSignalStack,
    };

    private LayoutRandomness NewRandomness()
    {
        Span<byte> bytes = stackalloc byte[4 * sizeof(ulong)];
        random.Fill(bytes);
        return new LayoutRandomness
        {
            Mmap = BitConverter.ToUInt64(bytes),
            Image = BitConverter.ToUInt64(bytes[8..]),
            Stack = BitConverter.ToUInt64(bytes[16..]),
            Break = BitConverter.ToUInt64(bytes[24..]),
        };
    }

    /// <summary>The path for /proc: one from the root as it is, another one behind the current directory.</summary>
    private static byte[] AbsolutePath(FileContext files, ReadOnlySpan<byte> path)
    {
        if (path is [(byte)'/', ..])
        {
            return path.ToArray();
        }

        Span<byte> directory = new byte[PathLimits.PathMax];
        IoResult length = PathCalls.GetCurrentDirectory(files, directory);
        directory = length.IsError ? [] : directory[..(int)(length.Raw - 1)];
        return directory is [.., (byte)'/'] ? [.. directory, .. path] : [.. directory, (byte)'/', .. path];
    }
}
