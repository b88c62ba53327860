using System;
using System.Collections.Generic;
using System.Text;
using Lodestar.Core.Abi;
using Lodestar.Core.Files.Proc;
using Lodestar.Core.Pci;

namespace Lodestar.Core.Files.Sys;

/// <summary>
/// The PCI devices in /sys (Linux's <c>Documentation/PCI/sysfs-pci.rst</c>): a directory for each below the bridge that leads to
/// it, and links to all of them from /sys/bus/pci/devices.
/// </summary>
internal static class PciDevices
{
    private const int RomIndex = 6;

    /// <summary>Adds them to the tree of /sys.</summary>
    internal static void AddTo(TextTree tree, FileSystem fileSystem, IReadOnlyList<PciFunction> functions)
    {
        tree.GetDirectory("bus/pci/drivers");
        foreach (PciFunction function in functions)
        {
            string path = PathOf(function);
            AddTexts(tree, path, function);
            TreeDirectory directory = tree.GetDirectory(path);
            directory.Add("config"u8, new ConfigurationInode(fileSystem, function));
            string up = string.Concat(System.Linq.Enumerable.Repeat("../", path.Split('/').Length));
            AddLink(fileSystem, directory, "subsystem", up + "bus/pci");
            AddLink(fileSystem, tree.GetDirectory("bus/pci/devices"), function.Address.ToString(), "../../../" + path);
        }
    }

    private static string PathOf(PciFunction function)
    {
        PciAddress address = function.Address;
        string parent = function.Parent is { } bridge ? PathOf(bridge) : $"devices/pci{address.Segment:x4}:{address.Bus:x2}";
        return $"{parent}/{address}";
    }

    private static void AddLink(FileSystem fileSystem, TreeDirectory directory, string name, string target)
    {
        InodeAttributes attributes = new(FileMode.IrwxUgo) { Times = fileSystem.Now };
        directory.Add(Encoding.ASCII.GetBytes(name), new TreeSymlink(fileSystem, Encoding.ASCII.GetBytes(target), attributes));
    }

    private static void AddTexts(TextTree tree, string path, PciFunction function)
    {
        Add("class", text => text.Add($"0x{function.Class:x6}\n"));
        Add("vendor", text => text.Add($"0x{function.Vendor:x4}\n"));
        Add("device", text => text.Add($"0x{function.Device:x4}\n"));
        Add("subsystem_vendor", text => text.Add($"0x{function.SubsystemVendor:x4}\n"));
        Add("subsystem_device", text => text.Add($"0x{function.SubsystemDevice:x4}\n"));
        Add("revision", text => text.Add($"0x{function.Revision:x2}\n"));
        Add("irq", text => text.Add($"{function.InterruptLine}\n"));
        Add("enable", text => text.Add($"{(function.IsEnabled ? 1 : 0)}\n"));
        Add("modalias", text => text.Add($"{AliasOf(function)}\n"));
        Add("resource", text => WriteResources(text, function));
        Add("uevent", text => text.Add(
            $"PCI_CLASS={function.Class:X4}\nPCI_ID={function.Vendor:X4}:{function.Device:X4}\n"
            + $"PCI_SUBSYS_ID={function.SubsystemVendor:X4}:{function.SubsystemDevice:X4}\n"
            + $"PCI_SLOT_NAME={function.Address.ToString()}\nMODALIAS={AliasOf(function)}\n"));

        void Add(string name, Action<TextBuffer> write) => tree.Add($"{path}/{name}", (_, text) =>
        {
            write(text);
            return Errno.None;
        });
    }

    private static string AliasOf(PciFunction function)
    {
        const int BaseShift = 16;
        const int SubclassShift = 8;
        return $"pci:v{function.Vendor:X8}d{function.Device:X8}sv{function.SubsystemVendor:X8}sd{function.SubsystemDevice:X8}"
            + $"bc{(byte)(function.Class >> BaseShift):X2}sc{(byte)(function.Class >> SubclassShift):X2}i{(byte)function.Class:X2}";
    }

    /// <summary>
    /// Start, end and flags of each address (<c>linux/ioport.h</c>). Where it ends is not known, so it ends where it starts: programs
    /// take that for no length.
    /// </summary>
    private static void WriteResources(TextBuffer text, PciFunction function)
    {
        const uint Ports = 0x100;
        const uint Memory = 0x200;
        const uint Prefetchable = 0x2000;
        const uint ReadOnly = 0x4000;
        const uint IsAligned = 0x4_0000;
        const uint Is64Bit = 0x10_0000;
        for (int i = 0; i < function.Bars.Count; i++)
        {
            PciBar bar = function.Bars[i];
            uint flags = bar.Start == 0 ? 0
                : bar.IsPorts ? IsAligned | Ports | bar.Flags
                : i == RomIndex ? IsAligned | Memory | Prefetchable | ReadOnly
                : IsAligned | Memory | bar.Flags | (bar.IsPrefetchable ? Prefetchable : 0) | (bar.Is64Bit ? Is64Bit : 0);
            text.Add($"0x{bar.Start:x16} 0x{bar.Start:x16} 0x{flags:x16}\n");
        }
    }
}
