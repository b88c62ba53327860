using System;
using System.Text;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files.Proc;

/// <summary>/proc/[pid]/fd/[n]: shows what the descriptor was opened by, and leads to the file itself.</summary>
public sealed class DescriptorLink : SymlinkInode
{
    private readonly DescriptorDirectory _directory;
    private readonly int _descriptor;

    internal DescriptorLink(DescriptorDirectory directory, ulong number, int descriptor, OpenFile file)
        : base(directory.FileSystem, number, directory.Process.AttributesOf(PermissionsOf(file)))
    {
        _directory = directory;
        _descriptor = descriptor;
        LinkCount = 1;
    }

    /// <summary>Bytes that Linux says for all of these links.</summary>
    public override long Size => 64;

    public override Errno ReadTarget(FileContext context, out ReadOnlyMemory<byte> target)
    {
        target = default;
        Errno error = Find(context, out OpenFile? file);
        if (error != Errno.None)
        {
            return error;
        }

        if (file!.PseudoPath is { } name)
        {
            target = Encoding.ASCII.GetBytes(name);
            return Errno.None;
        }

        return PathText.Of(context, file.Location, out target);
    }

    public override Errno Follow(FileContext context, out ReadOnlyMemory<byte> target, out Location? jump)
    {
        target = default;
        Errno error = Find(context, out OpenFile? file);
        jump = file?.Location;
        return error;
    }

    /// <summary>How it is open, in the owner's bits.</summary>
    private static FileMode PermissionsOf(OpenFile file) =>
        (file.CanRead ? FileMode.IrUsr | FileMode.IxUsr : FileMode.None)
        | (file.CanWrite ? FileMode.IwUsr | FileMode.IxUsr : FileMode.None);

    private Errno Find(FileContext context, out OpenFile? file)
    {
        file = null;
        IProcess process = _directory.Process.Process;
        if (!process.MayBeInspectedBy(context))
        {
            return Errno.EACCES;
        }

        file = process.Files?.Descriptors.GetAny(_descriptor);
        return file is null ? Errno.ENOENT : Errno.None;
    }
}
