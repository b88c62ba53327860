using System.Collections.Generic;
using System.Text;
using Lodestar.Core.Abi;
using Lodestar.Core.Files.Sys;
using Lodestar.Core.Pci;

namespace Lodestar.Core.Files.Proc;

/// <summary>/proc/bus with the PCI devices: <c>drivers/pci/proc.c</c> in Linux.</summary>
public static class PciDirectory
{
    private const FileMode DirectoryPermissions = FileMode.IrUgo | FileMode.IxUgo;

    /// <summary>Makes the directory.</summary>
    /// <param name="fileSystem">That of /proc.</param>
    /// <param name="functions">What there is, at least one.</param>
    public static TreeDirectory CreateBus(FileSystem fileSystem, IReadOnlyList<PciFunction> functions)
    {
        TextTree tree = new(fileSystem, DirectoryPermissions);
        tree.Add("pci/devices", (_, text) =>
        {
            foreach (PciFunction function in functions)
            {
                AddLine(text, function);
            }

            return Errno.None;
        });
        foreach (PciFunction function in functions)
        {
            PciAddress address = function.Address;
            string bus = address.Segment == 0 ? $"{address.Bus:x2}" : $"{address.Segment:x4}:{address.Bus:x2}";
            tree.GetDirectory($"pci/{bus}").Add(
                Encoding.ASCII.GetBytes($"{address.Device:x2}.{address.Function:x}"), new ConfigurationInode(fileSystem, function));
        }

        return tree.Root;
    }

    /// <summary>Place, identity, interrupt, seven addresses and seven lengths, which are not known; there is no driver.</summary>
    private static void AddLine(TextBuffer text, PciFunction function)
    {
        PciAddress address = function.Address;
        text.Add($"{address.Bus:x2}{address.DeviceFunction:x2}\t{function.Vendor:x4}{function.Device:x4}\t{function.InterruptLine:x}");
        foreach (PciBar bar in function.Bars)
        {
            text.Add($"\t{bar.Start | bar.Flags,16:x}");
        }

        for (int i = 0; i < function.Bars.Count; i++)
        {
            text.Add($"\t{0,16:x}");
        }

        text.Add("\t\n"u8);
    }
}
