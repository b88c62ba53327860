using System;
using System.Collections.Generic;
using System.Text;
using Lodestar.Core.Abi;
using Lodestar.Core.Files.Devices;
using Lodestar.Core.Files.Mounts;
using Lodestar.Core.Files.Pipes;

namespace Lodestar.Core.Files.Initramfs;

/// <summary>
/// Makes the first tree of files from an initramfs. Files stay where they are in the archive; only names and inodes are new.
/// A later entry replaces an earlier one of the same name, as in Linux, so that an archive behind another one can change it.
/// </summary>
public sealed class InitramfsUnpacker
{
    private const FileMode RootPermissions = FileMode.IrwxUgo & ~(FileMode.IwGrp | FileMode.IwOth);

    private readonly CpioReader _reader;
    private readonly FileSystem _fileSystem;
    private readonly DeviceTable _devices;
    private readonly TreeDirectory _root;
    private readonly FileContext _context;

    /// <summary>Files with more than one name, by their numbers in the archive.</summary>
    private readonly Dictionary<(DeviceNumber Device, uint Inode, FileMode Type), Inode> _links = [];

    private InitramfsUnpacker(FileContent archive, FileSystem fileSystem, DeviceTable devices)
    {
        _reader = new CpioReader(archive);
        _fileSystem = fileSystem;
        _devices = devices;
        _root = new TreeDirectory(fileSystem, new InodeAttributes(RootPermissions));
        _context = new FileContext(new MountTable(new Mount(_root, default, MountFlags.None)), new FileTable());
    }

    /// <summary>Unpacks archives of the formats newc and crc that lie behind each other.</summary>
    /// <param name="archive">The bytes, which the tree goes on using. Empty content gives an empty tree.</param>
    /// <param name="fileSystem">A file system without inodes.</param>
    /// <param name="devices">What device nodes lead to.</param>
    public static InitramfsTree Unpack(FileContent archive, FileSystem fileSystem, DeviceTable devices)
    {
        InitramfsUnpacker unpacker = new(archive, fileSystem, devices);
        int entries = 0;
        while (unpacker._reader.MoveNext() && unpacker.UnpackEntry())
        {
            entries++;
        }

        CpioReader reader = unpacker._reader;
        return new InitramfsTree(unpacker._root, entries, reader.Problem, reader.Problem is null ? 0 : reader.Offset);
    }

    private bool UnpackEntry()
    {
        if (_reader.IsFirst)
        {
            _links.Clear();
        }

        Errno error = PathWalk.ResolveParent(_context, _context.Root, _reader.Name, out Location parent, out LastName last);
        error = last.IsTooLong ? Errno.ENAMETOOLONG : error;
        if (parent.Inode is not TreeDirectory directory || error != Errno.None)
        {
            return Fail(error == Errno.ENOENT ? "comes before the directory that it is in" : $"cannot be put into the tree: {error}");
        }

        CpioHeader header = _reader.Header;
        InodeAttributes attributes = new(header.Mode, header.UserId, header.GroupId, header.Modified);
        FileMode type = header.Mode & FileMode.IfMt;
        if (!last.IsNormal)
        {
            // "." is the root itself; its entry only carries attributes.
            return last.IsDotDot || type != FileMode.IfDir ? Fail("is no name for it") : Update(directory, attributes);
        }

        return type switch
        {
            FileMode.IfDir => AddDirectory(directory, last.Bytes, attributes),
            FileMode.IfReg => AddFile(directory, last.Bytes, attributes),
            FileMode.IfLnk => AddSymlink(directory, last.Bytes, attributes),
            FileMode.IfChr or FileMode.IfBlk or FileMode.IfIfo or FileMode.IfSock =>
                AddSpecial(directory, last.Bytes, type, attributes),
            _ => Fail("has a type that does not exist"),
        };
    }

    private bool AddDirectory(TreeDirectory parent, ReadOnlySpan<byte> name, in InodeAttributes attributes)
    {
        if (parent.Lookup(name) is TreeDirectory present)
        {
            return Update(present, attributes);
        }

        return MakeRoom(parent, name) && Add(parent, name, new TreeDirectory(_fileSystem, attributes));
    }

    /// <summary>Adds a regular file. Of several names, any entry may carry the content: GNU cpio writes it with the last.</summary>
    private bool AddFile(TreeDirectory parent, ReadOnlySpan<byte> name, in InodeAttributes attributes)
    {
        if (!_reader.IsChecksumRight())
        {
            return Fail("has another checksum than its header says");
        }

        Inode? linked = FindLink(FileMode.IfReg);
        RegularInode file;
        if (linked is null && parent.Lookup(name) is RegularInode present)
        {
            file = present;
        }
        else
        {
            file = linked as RegularInode ?? new RegularInode(_fileSystem, attributes);
            if (parent.Lookup(name) != file && !(MakeRoom(parent, name) && Add(parent, name, file)))
            {
                return false;
            }
        }

        if (linked is null || _reader.Header.FileSize > 0)
        {
            file.Content = _reader.Content();
        }

        Remember(file);
        return Update(file, attributes);
    }

    /// <summary>Names in an archive are relative to the root, with or without "./" or "/" before them.</summary>
    private static byte[] AbsolutePath(ReadOnlySpan<byte> name)
    {
        name = name.StartsWith("./"u8) ? name[2..] : name;
        return [(byte)'/', .. name.TrimStart((byte)'/')];
    }

    private bool AddSymlink(TreeDirectory parent, ReadOnlySpan<byte> name, in InodeAttributes attributes)
    {
        FileContent content = _reader.Content();
        if (content.Length is 0 or >= PathLimits.PathMax)
        {
            return Fail($"is a link with a target of {content.Length} bytes");
        }

        byte[] target = new byte[content.Length];
        content.Read(0, target);
        if (target.AsSpan().Contains((byte)0))
        {
            return Fail("is a link with a NUL in its target");
        }

        return MakeRoom(parent, name) && Add(parent, name, new TreeSymlink(_fileSystem, target, attributes));
    }

    private bool AddSpecial(TreeDirectory parent, ReadOnlySpan<byte> name, FileMode type, in InodeAttributes attributes)
    {
        Inode node = FindLink(type)
            ?? (type == FileMode.IfIfo
                ? new FifoInode(_fileSystem, attributes)
                : new SpecialInode(_fileSystem, _devices, type, _reader.Header.RepresentedDevice, attributes));
        Remember(node);
        return parent.Lookup(name) == node || (MakeRoom(parent, name) && Add(parent, name, node));
    }

    /// <summary>Removes what has the name.</summary>
    private bool MakeRoom(TreeDirectory parent, ReadOnlySpan<byte> name)
    {
        switch (parent.Lookup(name))
        {
            case null:
                return true;
            case TreeDirectory { Count: > 0 }:
                return Fail("replaces a directory that is not empty");
            default:
                parent.Remove(name);
                return true;
        }
    }

    private static bool Add(TreeDirectory parent, ReadOnlySpan<byte> name, Inode inode)
    {
        parent.Add(name, inode);
        return true;
    }

    private static bool Update(Inode inode, in InodeAttributes attributes)
    {
        inode.SetAttributes(attributes);
        return true;
    }

    private Inode? FindLink(FileMode type) =>
        _reader.Header.LinkCount > 1 && _links.TryGetValue(LinkKey(type), out Inode? inode) ? inode : null;

    private void Remember(Inode inode)
    {
        if (_reader.Header.LinkCount > 1)
        {
            _links[LinkKey(inode.Type)] = inode;
        }
    }

    private (DeviceNumber Device, uint Inode, FileMode Type) LinkKey(FileMode type) =>
        (_reader.Header.Device, _reader.Header.Inode, type);

    private bool Fail(string problem) => _reader.Fail($"{Encoding.UTF8.GetString(_reader.Name)} {problem}");
}
