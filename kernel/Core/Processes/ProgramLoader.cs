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
    /// <summary>Bytes of stack that are mapped below the strings; below them the stack grows by faults.</summary>
    private const ulong FirstStackRoom = 128 << 10;

    /// <summary>Whether the file's set-id bits count; not after PR_SET_NO_NEW_PRIVS.</summary>
    public bool MayGainRights { get; init; } = true;

    /// <summary>Whether the program's parts lie elsewhere each time; not with ADDR_NO_RANDOMIZE.</summary>
    public bool IsRandomized { get; init; } = true;

    /// <summary>RLIMIT_STACK in bytes, for which room is left.</summary>
    public ulong StackLimit { get; init; } = 8UL << 20;

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
        ExecutableFile? interpreter = null;
        Errno error = ExecutableFile.TryOpen(files, descriptor, path, flags, arguments, out ExecutableFile? executable);
        if (error == Errno.None)
        {
            error = executable!.TryOpenInterpreter(files, out interpreter);
        }

        return error == Errno.None ? TryBuild(files, path, executable!, interpreter, arguments, out program) : error;
    }

    private Errno TryBuild(
        FileContext files, ReadOnlySpan<byte> path, ExecutableFile executable, ExecutableFile? interpreter, ProgramArguments arguments,
        out LoadedProgram? program)
    {
        program = null;
        AddressSpaceLayout layout = new(IsRandomized ? NewRandomness() : default, StackLimit);
        Errno error = ElfImage.TryPlace(executable.Headers, layout, out ElfImage? image);
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
        InitialStack stack = new(arguments, layout.StackTop, IsRandomized ? BitConverter.ToUInt64(seed[InitialStack.RandomLength..]) : 0);
        byte[] absolutePath = AbsolutePath(files, executable.Path.IsEmpty ? path : executable.Path.Span);
        Credentials rights = executable.RightsFor(files.Credentials, MayGainRights);
        error = MapImages(memory, pages, executable, image!, interpreter, stack, out ElfImage? loader);
        if (error == Errno.None)
        {
            stack.Write(ValuesFor(image!, loader, files, rights), seed);
            memory.InitialStackPointer = stack.Pointer;
            error = pages.Write(memory, stack.Pointer, stack.Bytes);
        }

        if (error != Errno.None)
        {
            pages.Free(memory);
            return error;
        }

        program = new LoadedProgram(memory, pages)
        {
            Entry = (loader ?? image!).Entry,
            StackPointer = stack.Pointer,
            Executable = executable.Inode,
            Mount = executable.Mount,
            Path = absolutePath,
            Name = path.ToArray(),
            Rights = rights,
            Addresses = image!.Addresses,
            ArgumentsStart = stack.ArgumentsStart,
            ArgumentsEnd = stack.EnvironmentStart,
            EnvironmentStart = stack.EnvironmentStart,
            EnvironmentEnd = stack.EnvironmentEnd,
        };
        return Errno.None;
    }

    /// <summary>Maps stack, program and interpreter, in this order, which is Linux's.</summary>
    private static Errno MapImages(
        AddressSpace memory, UserPages pages, ExecutableFile executable, ElfImage image, ExecutableFile? interpreter, InitialStack stack,
        out ElfImage? loader)
    {
        loader = null;
        ulong stackLength = Page.RoundUp((ulong)stack.Bytes.Length) + FirstStackRoom;
        Errno error = memory.MapStack(stack.Top, stackLength, executable.Headers.HasExecutableStack);
        if (error == Errno.None)
        {
            error = image.MapInto(memory, executable.Inode.Mapping);
        }

        if (error == Errno.None)
        {
            error = ClearEnds(memory, pages, image);
        }

        if (error == Errno.None && interpreter is not null)
        {
            bool isFixed = executable.Headers.Header.Type == ElfFileType.Exec;
            error = ElfImage.TryMapInterpreter(memory, interpreter.Headers, interpreter.Inode.Mapping, isFixed, out loader);
            if (error == Errno.None)
            {
                error = ClearEnds(memory, pages, loader!);
            }
        }

        return error;
    }

    /// <summary>Makes zeros of what the last pages of the file hold behind the segments.</summary>
    private static Errno ClearEnds(AddressSpace memory, UserPages pages, ElfImage image)
    {
        foreach (ref readonly ElfSegment segment in image.Segments)
        {
            if (segment.ClearStart < segment.FileEnd)
            {
                Errno error = pages.Write(memory, segment.ClearStart, new byte[segment.FileEnd - segment.ClearStart]);
                if (error != Errno.None)
                {
                    return error;
                }
            }
        }

        return Errno.None;
    }

    private static AuxiliaryValues ValuesFor(ElfImage image, ElfImage? interpreter, FileContext files, in Credentials rights) => new()
    {
        ProgramHeaders = image.ProgramHeaders,
        ProgramHeaderCount = image.ProgramHeaderCount,
        Entry = image.Entry,
        InterpreterBase = interpreter?.LoadBias ?? 0,
        HardwareCapabilities = UserMachine.HardwareCapabilities,
        HasFsGsBase = UserMachine.HasFsGsBase,
        UserId = files.RealCredentials.UserId,
        EffectiveUserId = rights.UserId,
        GroupId = files.RealCredentials.GroupId,
        EffectiveGroupId = rights.GroupId,
        IsSecure = rights != files.RealCredentials,
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
