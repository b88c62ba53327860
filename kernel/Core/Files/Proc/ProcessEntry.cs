using System;
using System.Text;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files.Proc;

/// <summary>An entry of a process's directory.</summary>
/// <param name="name">Its name.</param>
/// <param name="type">What it is, as the listing says.</param>
/// <param name="permissions">Who may use it.</param>
/// <param name="make">Makes the inode, with a number and attributes.</param>
internal sealed class ProcessEntry(
    string name, DirentType type, FileMode permissions, Func<ProcessDirectory, ulong, InodeAttributes, Inode> make)
{
    /// <summary>The name.</summary>
    internal ReadOnlyMemory<byte> Name { get; } = Encoding.ASCII.GetBytes(name);

    /// <summary>What it is.</summary>
    internal DirentType Type { get; } = type;

    /// <summary>Whether only a process's directory has it, not that of a thread.</summary>
    internal bool IsForProcess { get; init; }

    /// <summary>Makes the inode.</summary>
    internal Inode Make(ProcessDirectory directory, ulong number) =>
        make(directory, number, directory.AttributesOf(permissions));

    /// <summary>A text that everybody may read.</summary>
    internal static ProcessEntry Text(string name, Action<IProcess, TextBuffer> write) =>
        Text(name, (process, _, text) => write(process, text));

    /// <summary>A text that everybody may read, though it does not show everybody the same.</summary>
    internal static ProcessEntry Text(string name, Action<IProcess, FileContext, TextBuffer> write) =>
        new(name, DirentType.Reg, FileMode.IrUgo, (directory, number, attributes) =>
            new TextInode(directory.FileSystem, number, attributes, Reader(directory.Process, write)) { LinkCount = 1 });

    /// <summary>A text for those who may look into the process.</summary>
    internal static ProcessEntry Private(string name, FileMode permissions, Action<IProcess, TextBuffer> write) =>
        new(name, DirentType.Reg, permissions, (directory, number, attributes) =>
            new TextInode(directory.FileSystem, number, attributes, Reader(directory.Process, (process, _, text) => write(process, text)))
            {
                LinkCount = 1,
                CheckOpen = reader => directory.Process.MayBeInspectedBy(reader) ? Errno.None : Errno.EACCES,
            });

    /// <summary>A text that the owner may change.</summary>
    internal static ProcessEntry Setting(
        string name, Action<IProcess, TextBuffer> write, Func<IProcess, FileContext, ReadOnlyMemory<byte>, Errno> set) =>
        new(name, DirentType.Reg, FileMode.IrUgo | FileMode.IwUsr, (directory, number, attributes) =>
            new TextInode(directory.FileSystem, number, attributes, Reader(directory.Process, (process, _, text) => write(process, text)))
            {
                LinkCount = 1,
                Write = (writer, text) => directory.Process.Exists ? set(directory.Process, writer, text.ToArray()) : Errno.ESRCH,
            });

    /// <summary>A link to a file that the process has.</summary>
    internal static ProcessEntry Link(string name, Func<IProcess, Location?> target) =>
        new(name, DirentType.Lnk, FileMode.IrwxUgo, (directory, number, attributes) =>
            new ProcessLink(directory.FileSystem, number, attributes, directory.Process, () => target(directory.Process)));

    /// <summary>A directory.</summary>
    internal static ProcessEntry Directory(
        string name, FileMode permissions, Func<ProcessDirectory, ulong, InodeAttributes, DirectoryInode> make) =>
        new(name, DirentType.Dir, permissions, (directory, number, attributes) =>
        {
            DirectoryInode made = make(directory, number, attributes);
            made.SetName(directory, Encoding.ASCII.GetBytes(name));
            return made;
        });

    private static TextReader Reader(IProcess process, Action<IProcess, FileContext, TextBuffer> write) =>
        (reader, text) =>
        {
            if (!process.Exists)
            {
                return Errno.ESRCH;
            }

            write(process, reader, text);
            return Errno.None;
        };
}
