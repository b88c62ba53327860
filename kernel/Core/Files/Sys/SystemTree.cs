using System;
using System.Collections.Generic;
using System.Text;
using Lodestar.Core.Abi;
using Lodestar.Core.Files.Proc;
using Lodestar.Core.Pci;
using Lodestar.Core.Time;

namespace Lodestar.Core.Files.Sys;

/// <summary>/sys: what libraries look up there about processors and pages (<c>sysfs(5)</c>).</summary>
public static class SystemTree
{
    private const FileMode DirectoryPermissions = FileMode.IrwxUgo & ~(FileMode.IwGrp | FileMode.IwOth);

    /// <summary>What st_size says of each text: a page.</summary>
    private const long TextSize = 4096;

    /// <summary>Adding one is one line.</summary>
    private static readonly (string Path, string Text)[] s_texts =
    [
        ("devices/system/cpu/cpu0/topology/core_cpus", "1\n"),
        ("devices/system/cpu/cpu0/topology/core_cpus_list", "0\n"),
        ("devices/system/cpu/cpu0/topology/core_id", "0\n"),
        ("devices/system/cpu/cpu0/topology/core_siblings", "1\n"),
        ("devices/system/cpu/cpu0/topology/core_siblings_list", "0\n"),
        ("devices/system/cpu/cpu0/topology/physical_package_id", "0\n"),
        ("devices/system/cpu/cpu0/topology/thread_siblings", "1\n"),
        ("devices/system/cpu/cpu0/topology/thread_siblings_list", "0\n"),
        ("devices/system/cpu/isolated", "\n"),
        ("devices/system/cpu/kernel_max", "0\n"),
        ("devices/system/cpu/offline", "\n"),
        ("devices/system/cpu/online", "0\n"),
        ("devices/system/cpu/possible", "0\n"),
        ("devices/system/cpu/present", "0\n"),
        ("kernel/mm/transparent_hugepage/enabled", "always madvise [never]\n"),
    ];

    /// <summary>Makes the tree.</summary>
    /// <param name="fileSystem">A file system without inodes, where only the kernel makes names.</param>
    /// <param name="pci">The PCI devices.</param>
    /// <param name="clocks">What the clock can go by.</param>
    public static DirectoryInode Create(FileSystem fileSystem, IReadOnlyList<PciFunction> pci, IClockSources clocks)
    {
        TextTree tree = new(fileSystem, DirectoryPermissions, TextSize);
        foreach ((string path, string value) in s_texts)
        {
            tree.Add(path, (_, text) =>
            {
                text.Add($"{value}");
                return Errno.None;
            });
        }

        AddClocks(tree, clocks);
        if (pci.Count > 0)
        {
            PciDevices.AddTo(tree, fileSystem, pci);
        }

        // Where cgroups are mounted on Linux: the runtime of .NET looks whether they are.
        tree.GetDirectory("fs/cgroup");
        return tree.Root;
    }

    /// <summary>What the clock goes by, which the superuser can choose (Linux's <c>Documentation/ABI/testing/sysfs-devices-system-clocksource</c>).</summary>
    private static void AddClocks(TextTree tree, IClockSources clocks)
    {
        const string Path = "devices/system/clocksource/clocksource0/";
        tree.Add(Path + "available_clocksource", (_, text) =>
        {
            text.Add($"{string.Join(' ', clocks.Available)} \n");
            return Errno.None;
        });
        tree.Add(
            Path + "current_clocksource",
            (_, text) =>
            {
                text.Add($"{clocks.Current}\n");
                return Errno.None;
            },
            (_, text) => clocks.TrySelect(Encoding.ASCII.GetString(text.TrimEnd((byte)'\n'))) ? Errno.None : Errno.EINVAL);
    }
}
