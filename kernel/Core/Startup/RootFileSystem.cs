using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Files.Devices;
using Lodestar.Core.Files.Initramfs;
using Lodestar.Core.Files.Proc;
using Lodestar.Core.Memory;
using Lodestar.Core.Processes;
using Lodestar.Core.Terminals;
using Lodestar.Core.Time;
using Lodestar.Machine;
using Lodestar.Machine.Boot;
using Lodestar.Machine.Diagnostics;
using System;

namespace Lodestar.Core.Startup;

/// <summary>The tree of files that the first program finds: the initramfs, with /dev and /proc mounted into it.</summary>
internal static class RootFileSystem
{
    private const uint RootMinor = 1;
    private const uint DevicesMinor = 2;
    private const uint ProcessesMinor = 3;
    private const uint PseudoTerminalsMinor = 4;

    /// <summary>Half of the free memory is for pages of files, as in Linux's tmpfs.</summary>
    private const int FreePagesPerPage = 2;

    /// <summary>An inode with a long name and a link's long target takes more than a page; all of them, an eighth of the memory.</summary>
    private const int FreePagesPerInode = 8;

    private const FileMode MountPointPermissions = FileMode.IrwxUgo & ~(FileMode.IwGrp | FileMode.IwOth);

    /// <summary>Builds the tree. A broken archive gives what came before its fault, and a message.</summary>
    internal static DirectoryInode Create(
        BootModule module, DeviceTable devices, PseudoTerminalTable pseudoTerminals, ProcessTable processes,
        IRandomSource random)
    {
        FileSystem rootFileSystem = new("rootfs", RootMinor, isReadOnly: false)
        {
            Clock = static () => SystemClock.Now,
            Storage = CreateStorage(),
            Devices = devices,
        };
        InitramfsTree tree = InitramfsUnpacker.Unpack(new ModuleContent(module), rootFileSystem, devices);
        if (tree.Problem is not null)
        {
            KernelLog.Error($"initramfs: {tree.Problem}, at byte {tree.Offset}; the rest is not used");
        }

        KernelLog.Info($"initramfs: {tree.Entries} entries in {module.Length >> 10} KiB");
        FileSystem deviceFileSystem = new("devtmpfs", DevicesMinor, isReadOnly: true);
        TreeDirectory deviceRoot = DeviceTree.Create(deviceFileSystem, devices);
        Mount(deviceRoot, "pts"u8, pseudoTerminals.Root);
        Mount(tree.Root, "dev"u8, deviceRoot);
        SystemStatus status = new(processes, rootFileSystem.Storage, random);
        FileSystem processFileSystem = new("proc", ProcessesMinor, isReadOnly: false)
        {
            NameRefusal = Errno.ENOENT,
            HasFixedAttributes = true,
            Magic = FileSystemMagic.Proc,
            Clock = static () => SystemClock.Now,
        };
        Mount(tree.Root, "proc"u8, new ProcDirectory(processFileSystem, processes, status));
        return tree.Root;
    }

    /// <summary>The file system of /dev/pts.</summary>
    internal static PseudoTerminalTable CreatePseudoTerminals() =>
        new(new FileSystem("devpts", PseudoTerminalsMinor, isReadOnly: false)
        {
            Magic = FileSystemMagic.Devpts,
            Clock = static () => SystemClock.Now,
        });

    private static FileStorage CreateStorage()
    {
        long pages = (long)(MachineInformation.FreeMemory / Page.Size);
        return new FileStorage(pages / FreePagesPerPage, pages / FreePagesPerInode);
    }

    /// <summary>Mounts on a directory of the root, which is made if the archive has none.</summary>
    private static void Mount(TreeDirectory root, ReadOnlySpan<byte> name, DirectoryInode mounted)
    {
        Inode? found = root.Lookup(name);
        if (found is null)
        {
            found = new TreeDirectory(root.FileSystem, new InodeAttributes(MountPointPermissions));
            root.Add(name, found);
        }

        if (found.AsDirectory is { } directory)
        {
            directory.Mount(mounted);
        }
        else
        {
            KernelLog.Error($"initramfs: /{name} is no directory, so nothing is mounted there");
        }
    }
}
