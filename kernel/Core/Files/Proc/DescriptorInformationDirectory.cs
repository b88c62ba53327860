using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files.Proc;

/// <summary>/proc/[pid]/fdinfo: a text for each descriptor (<c>proc_pid_fdinfo(5)</c>).</summary>
public sealed class DescriptorInformationDirectory : DescriptorList
{
    internal DescriptorInformationDirectory(ProcessDirectory process, ulong number, in InodeAttributes attributes)
        : base(process, number, attributes, ProcKind.DescriptorInformation)
    {
    }

    protected override DirentType EntryType => DirentType.Reg;

    protected override Inode Make(int descriptor, OpenFile file, ulong number) =>
        new TextInode(FileSystem, number, Process.AttributesOf(FileMode.IrUgo), (_, text) => Write(descriptor, text)) { LinkCount = 1 };

    private Errno Write(int descriptor, TextBuffer text)
    {
        if (Table is not { } table || table.GetAny(descriptor) is not { } file)
        {
            return Errno.ENOENT;
        }

        bool isClosed = (table.GetFlags(descriptor) & DescriptorFlags.CloExec) != 0;
        OpenFlags flags = file.Flags | (isClosed ? OpenFlags.CloExec : 0);
        string octal = Convert.ToString((long)flags, 8);
        text.Add($"pos:\t{file.Position}\nflags:\t0{octal}\nmnt_id:\t{file.Mount.Id}\nino:\t{file.Inode.Number}\n");
        file.Describe(text);
        return Errno.None;
    }
}
