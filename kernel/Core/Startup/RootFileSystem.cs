using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Files.Devices;
using Lodestar.Core.Files.Initramfs;
using Lodestar.Core.Files.Mounts;
using Lodestar.Core.Files.Proc;
using Lodestar.Core.Files.Sys;
using Lodestar.Core.Memory;
using Lodestar.Core.Processes;
using Lodestar.Core.Terminals;
using Lodestar.Core.Time;
using Lodestar.Machine;
using Lodestar.Machine.Boot;
using Lodestar.Machine.Diagnostics;
using System;
using System.Text;

namespace Lodestar.Core.Startup;

/// <summary>The tree of files that the first program finds: the initramfs, with what a system is used to have mounted in it.</summary>
internal static class RootFileSystem
{
    private const uint RootMinor = 1;
    private const uint DevicesMinor = 2;
    private const uint ProcessesMinor = 3;
    private const uint PseudoTerminalsMinor = 4;
    private const uint SystemMinor = 5;

    /// <summary>Half of the free memory is for pages of files, as in Linux's tmpfs.</summary>
    private const int FreePagesPerPage = 2;

    /// <summary>An inode with a long name and a link's long target takes more than a page; all of them, an eighth of the memory.</summary>
    private const int FreePagesPerInode = 8;

    private const FileMode MountPointPermissions = FileMode.IrwxUgo & ~(FileMode.IwGrp | FileMode.IwOth);

    /// <summary>Builds the tree. A broken archive gives what came before its fault, and a message.</summary>
    internal static MountTable Create(
        BootModule module, DeviceTable devices, PseudoTerminalTable pseudoTerminals, ProcessTable processes,
        IRandomSource random, SystemHardware hardware, SystemRequests requests)
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
        MountTable mounts = new(new Mount(tree.Root, "rootfs"u8.ToArray(), MountFlags.None)) { Users = new MountUsers(processes) };
        AddTypes(mounts, devices, pseudoTerminals, new SystemStatus(processes, mounts, random, requests), hardware);
        Mount(mounts, "/proc", "proc");
        Mount(mounts, "/sys", "sysfs");
        Mount(mounts, "/dev", "devtmpfs", "mode=0755");
        Mount(mounts, "/dev/pts", "devpts");
        Mount(mounts, "/dev/shm", "tmpfs");
        return mounts;
    }

    /// <summary>The file system of /dev/pts.</summary>
    internal static PseudoTerminalTable CreatePseudoTerminals() =>
        new(new FileSystem("devpts", PseudoTerminalsMinor, isReadOnly: false)
        {
            NameRefusal = Errno.EPERM,
            Magic = FileSystemMagic.Devpts,
            Clock = static () => SystemClock.Now,
            Options = static () => ",mode=600,ptmxmode=000",
        });

    private static FileStorage CreateStorage()
    {
        long pages = (long)(MachineInformation.FreeMemory / Page.Size);
        return new FileStorage(pages / FreePagesPerPage, pages / FreePagesPerInode);
    }

    private static void AddTypes(
        MountTable mounts, DeviceTable devices, PseudoTerminalTable pseudoTerminals, SystemStatus status,
        SystemHardware hardware)
    {
        FileSystem deviceFileSystem = new("devtmpfs", DevicesMinor, isReadOnly: false)
        {
            Clock = static () => SystemClock.Now,
            Storage = CreateStorage(),
            Devices = devices,
            Options = static () => ",mode=755",
        };
        FileSystem processFileSystem = new("proc", ProcessesMinor, isReadOnly: false)
        {
            NameRefusal = Errno.ENOENT,
            HasFixedAttributes = true,
            Magic = FileSystemMagic.Proc,
            Clock = static () => SystemClock.Now,
        };
        FileSystem systemFileSystem = new("sysfs", SystemMinor, isReadOnly: false)
        {
            NameRefusal = Errno.EPERM,
            HasFixedAttributes = true,
            Magic = FileSystemMagic.Sysfs,
            Clock = static () => SystemClock.Now,
        };
        ProcDirectory root = new(processFileSystem, status.Processes, status);
        if (hardware.Pci.Count > 0)
        {
            root.Add("bus"u8, PciDirectory.CreateBus(processFileSystem, hardware.Pci));
        }

        FileSystemTypes types = mounts.Types;
        long memory = (long)(MachineInformation.TotalMemory / Page.Size);
        types.Add(new SingleFileSystem("sysfs", SystemTree.Create(systemFileSystem, hardware.Pci, hardware.Sources)));
        types.Add(new TmpfsType(mounts, devices, static () => SystemClock.Now, memory));
        types.Add(new SingleFileSystem("proc", root, "hidepid", "gid", "subset"));
        types.Add(new SingleFileSystem("devtmpfs", DeviceTree.Create(deviceFileSystem, devices), "mode", "size", "nr_inodes"));
        types.Add(new SingleFileSystem("devpts", pseudoTerminals.Root, "uid", "gid", "mode", "ptmxmode", "newinstance", "max"));
    }

    /// <summary>Mounts on a directory, which is made if it is not there.</summary>
    private static void Mount(MountTable mounts, string path, string type, string options = "")
    {
        FileContext kernel = new(mounts, new FileTable());
        byte[] target = Encoding.ASCII.GetBytes(path);
        Errno error = PathCalls.MakeDirectory(kernel, PathLimits.AtFdCwd, target, MountPointPermissions);
        if (error is Errno.None or Errno.EEXIST)
        {
            byte[] name = Encoding.ASCII.GetBytes(type);
            error = MountOperations.Mount(kernel, name, target, name, MountRequest.None, Encoding.ASCII.GetBytes(options));
        }

        if (error != Errno.None)
        {
            KernelLog.Error($"{path}: {ErrnoText.TextOf(error)}, so nothing is mounted there");
        }
    }
}
