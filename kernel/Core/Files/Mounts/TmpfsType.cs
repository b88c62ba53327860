using System;
using System.Globalization;
using Lodestar.Core.Abi;
using Lodestar.Core.Files.Devices;
using Lodestar.Core.Memory;

namespace Lodestar.Core.Files.Mounts;

/// <summary>Files in memory, <c>tmpfs(5)</c>: each mount makes a file system of its own.</summary>
/// <param name="table">Gives numbers to file systems.</param>
/// <param name="devices">What device nodes lead to.</param>
/// <param name="clock">The time.</param>
/// <param name="memory">All memory, in pages; without other wishes a file system may have half of it.</param>
public sealed class TmpfsType(MountTable table, DeviceTable devices, Func<long> clock, long memory) : FileSystemType("tmpfs")
{
    private const int Percent = 100;
    private const FileMode UsualMode = FileMode.IrwxUgo | FileMode.IsVtx;

    /// <summary>Pages, and inodes, of a file system whose mount says nothing about it.</summary>
    private long UsualLimit => memory / 2;

    public override Errno Make(MountOptions wanted, out DirectoryInode? made)
    {
        made = null;
        Settings settings = new() { Pages = UsualLimit, Inodes = UsualLimit, Mode = UsualMode };
        Errno error = Read(wanted, ref settings);
        if (error != Errno.None)
        {
            return error;
        }

        FileStorage storage = new(settings.Pages, settings.Inodes);
        FileSystem fileSystem = new(Name, table.AllocateMinor(), isReadOnly: false)
        {
            Clock = clock,
            Storage = storage,
            Devices = devices,
            Options = () => TextOf(settings, storage),
            Reconfigure = changes => Reconfigure(changes, storage),
        };
        TreeDirectory root = new(fileSystem, new InodeAttributes(settings.Mode, settings.User, settings.Group) { Times = fileSystem.Now });
        fileSystem.Contents = root;
        made = root;
        return Errno.None;
    }

    /// <summary>Only the limits can be changed, and not below what is taken.</summary>
    private Errno Reconfigure(MountOptions changes, FileStorage storage)
    {
        Settings settings = new() { Pages = storage.PageLimit, Inodes = storage.InodeLimit };
        Errno error = Read(changes, ref settings);
        bool isTooSmall = (settings.Pages > 0 && settings.Pages < storage.UsedPages)
            || (settings.Inodes > 0 && settings.Inodes < storage.UsedInodes);
        if (error != Errno.None || isTooSmall)
        {
            return error != Errno.None ? error : Errno.EINVAL;
        }

        storage.PageLimit = settings.Pages;
        storage.InodeLimit = settings.Inodes;
        return Errno.None;
    }

    private Errno Read(MountOptions options, ref Settings settings)
    {
        foreach ((string name, string? value) in options.All)
        {
            bool isRight = true;
            switch (name)
            {
                case "size":
                    isRight = TryReadSize(value, out settings.Pages);
                    break;
                case "nr_blocks":
                    isRight = MountOptions.TryReadAmount(value, out settings.Pages);
                    break;
                case "nr_inodes":
                    isRight = MountOptions.TryReadAmount(value, out settings.Inodes);
                    break;
                case "mode":
                    isRight = MountOptions.TryReadOctal(value, out uint mode);
                    settings.Mode = (FileMode)mode & FileMode.IallUgo;
                    break;
                case "uid":
                    isRight = MountOptions.TryReadId(value, out settings.User);
                    break;
                case "gid":
                    isRight = MountOptions.TryReadId(value, out settings.Group);
                    break;
                case "inode64" or "inode32":
                    break;
                default:
                    isRight = false;
                    break;
            }

            if (!isRight)
            {
                return Errno.EINVAL;
            }
        }

        return Errno.None;
    }

    /// <summary>Bytes, rounded up to pages, or a part of all memory.</summary>
    private bool TryReadSize(string? value, out long pages)
    {
        if (value is [.. var digits, '%'])
        {
            bool isNumber = MountOptions.TryReadAmount(digits, out pages) && pages <= memory;
            pages = isNumber ? pages * memory / Percent : 0;
            return isNumber;
        }

        bool isRight = MountOptions.TryReadAmount(value, out long bytes);
        pages = (long)(((ulong)bytes + Page.Size - 1) / Page.Size);
        return isRight;
    }

    /// <summary>What differs from the usual, as shmem_show_options in Linux's <c>mm/shmem.c</c>.</summary>
    private string TextOf(in Settings settings, FileStorage storage)
    {
        string text = storage.PageLimit == UsualLimit ? "" : Say($",size={storage.PageLimit * (long)Page.Size >> 10}k");
        text += storage.InodeLimit == UsualLimit ? "" : Say($",nr_inodes={storage.InodeLimit}");
        text += settings.Mode == UsualMode ? "" : ",mode=" + Convert.ToString((int)settings.Mode, 8).PadLeft(3, '0');
        text += settings.User == 0 ? "" : Say($",uid={settings.User}");
        return text + (settings.Group == 0 ? "" : Say($",gid={settings.Group}"));
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>What options say; limits of 0 are none.</summary>
    private struct Settings
    {
        public long Pages;
        public long Inodes;
        public FileMode Mode;
        public uint User;
        public uint Group;
    }
}
