using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Files.Devices;
using Lodestar.Core.Files.Log;
using Lodestar.Core.Files.Mounts;
using Lodestar.Core.Memory;
using Lodestar.Core.Processes;
using Lodestar.Core.Startup;
using Lodestar.Core.Syscalls;
using Lodestar.Core.Tasks;
using Lodestar.Machine.Threads;
using Lodestar.Machine.UserMode;
using Lodestar.RuntimeTests;

namespace Lodestar.KernelTests;

/// <summary>A process of a few bytes of machine code, with all that a process has.</summary>
internal static class SmallProcess
{
    private const ulong Code = 0x40_0000;
    private const ulong Stack = 0x60_0000;

    /// <summary>Runs machine code to its end, with a file as descriptor 0.</summary>
    internal static ExitStatus Run(ReadOnlySpan<byte> code, Func<Inode, OpenFile>? open = null)
    {
        UserPages pages = new(UserPageTable.TryCreate()!);
        AddressSpace memory = new(pages, new AddressSpaceLayout(default, stackLimit: Page.Size));
        Map(memory, Code, MmapProtection.Read | MmapProtection.Write | MmapProtection.Exec);
        Map(memory, Stack, MmapProtection.Read | MmapProtection.Write);
        Check.Equal(Errno.None, pages.Write(memory, Code, code));
        return Enter(memory, pages, Code, Stack + Page.Size, open, keepsMemory: false);
    }

    /// <summary>Runs what is in an address space, and leaves it as it is afterwards.</summary>
    internal static ExitStatus Enter(AddressSpace memory, UserPages pages, ulong entry) =>
        Enter(memory, pages, entry, stackPointer: 0, open: null, keepsMemory: true);

    /// <summary>Maps a page of memory.</summary>
    internal static void Map(AddressSpace memory, ulong address, MmapProtection protection)
    {
        MapRequest request = new()
        {
            Address = address,
            Length = Page.Size,
            Protection = protection,
            Flags = MmapFlags.Private | MmapFlags.Anonymous | MmapFlags.Fixed,
        };
        Check.Equal(Errno.None, memory.Map(request, out _));
    }

    private static ExitStatus Enter(
        AddressSpace memory, UserPages pages, ulong entry, ulong stackPointer, Func<Inode, OpenFile>? open, bool keepsMemory)
    {
        FileSystem fileSystem = new("test", minor: 1, isReadOnly: true);
        TreeDirectory root = new(fileSystem, new InodeAttributes(FileMode.IrUsr));
        RegularInode file = new(fileSystem, new InodeAttributes(FileMode.IrUsr));
        FileContext files = new(new MountTable(new Mount(root, default, MountFlags.None)), new FileTable());
        if (open is not null)
        {
            files.Descriptors.Add(open(file), DescriptorFlags.None);
        }

        LoadedProgram program = new(memory, pages) { Executable = file, Entry = entry, StackPointer = stackPointer };
        if (keepsMemory)
        {
            program.Retain();
        }

        ProcessTable processes = new(new SystemLog(new MachineLog()));
        Process process = new(processes, program, files, new RandomGenerator(new byte[64]));
        Check.That(SyscallContext.TryBegin(process.MainThread, tracer: null, program) is not null);
        Scheduler.Start(process.MainThread);
        while (!process.HasEnded)
        {
            processes.Changed.WaitUninterruptible();
        }

        process.Reap();
        KernelThread.TrimStacks();
        return process.Status!.Value;
    }
}
