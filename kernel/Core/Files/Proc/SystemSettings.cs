using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files.Proc;

/// <summary>/proc/sys: the settings that programs read, most of which are as they are (<c>proc_sys(5)</c>).</summary>
internal static class SystemSettings
{
    private const int UuidSize = 16;

    /// <summary>Settings that have one value. Adding one is one line.</summary>
    private static readonly (string Path, string Value)[] s_fixed =
    [
        ("fs/aio-max-nr", "65536"),
        ("fs/file-max", "9223372036854775807"),
        ("fs/nr_open", "1048576"),
        ("fs/pipe-max-size", "1048576"),
        ("fs/pipe-user-pages-soft", "16384"),
        ("fs/pipe-user-pages-hard", "0"),
        ("fs/protected_hardlinks", "0"),
        ("fs/protected_symlinks", "0"),
        ("fs/suid_dumpable", "0"),
        ("kernel/cap_last_cap", "40"),
        ("kernel/core_pattern", "core"),
        ("kernel/core_uses_pid", "0"),
        ("kernel/msgmax", "8192"),
        ("kernel/msgmnb", "16384"),
        ("kernel/msgmni", "32000"),
        ("kernel/ngroups_max", "65536"),
        ("kernel/overflowgid", "65534"),
        ("kernel/overflowuid", "65534"),
        ("kernel/printk", "7\t4\t1\t7"),
        ("kernel/random/entropy_avail", "256"),
        ("kernel/random/poolsize", "256"),
        ("kernel/randomize_va_space", "2"),
        ("kernel/sched_rr_timeslice_ms", "100"),
        ("kernel/sem", "32000\t1024000000\t500\t32000"),
        ("kernel/shmall", "18446744073692774399"),
        ("kernel/shmmax", "18446744073692774399"),
        ("kernel/shmmni", "4096"),
        ("kernel/tainted", "0"),
        ("vm/max_map_count", "65530"),
        ("vm/mmap_min_addr", "65536"),
        ("vm/nr_hugepages", "0"),
        ("vm/overcommit_memory", "0"),
        ("vm/overcommit_ratio", "50"),
        ("vm/swappiness", "60"),
    ];

    /// <summary>Settings that say what is. Adding one is one line.</summary>
    private static readonly (string Path, Action<ISystemStatus, TextBuffer> Write)[] s_shown =
    [
        ("kernel/ostype", static (_, text) => text.Add($"{SystemNames.System}\n")),
        ("kernel/osrelease", static (_, text) => text.Add($"{SystemNames.Release}\n")),
        ("kernel/version", static (_, text) => text.Add($"{SystemNames.Version}\n")),
        ("kernel/pid_max", static (system, text) => text.Add($"{system.IdLimit}\n")),
        ("kernel/threads-max", static (system, text) => text.Add($"{system.IdLimit}\n")),
        ("kernel/random/uuid", static (system, text) => AddUuid(NewUuid(system), text)),
    ];

    /// <summary>Makes the tree.</summary>
    internal static TreeDirectory Create(FileSystem fileSystem, ISystemStatus system)
    {
        TextTree tree = new(fileSystem, FileMode.IrUgo | FileMode.IxUgo);
        foreach ((string path, string value) in s_fixed)
        {
            Show(path, (_, text) => text.Add($"{value}\n"));
        }

        foreach ((string path, Action<ISystemStatus, TextBuffer> write) in s_shown)
        {
            Show(path, write);
        }

        byte[] boot = NewUuid(system);
        Show("kernel/random/boot_id", (_, text) => AddUuid(boot, text));
        AddName(tree, "kernel/hostname", () => system.Names.Host, name => system.Names.Host = name);
        AddName(tree, "kernel/domainname", () => system.Names.Domain, name => system.Names.Domain = name);
        return tree.Root;

        void Show(string path, Action<ISystemStatus, TextBuffer> write) => tree.Add(path, (_, text) =>
        {
            write(system, text);
            return Errno.None;
        });
    }

    /// <summary>A name that the superuser can change: up to a line feed, and cut to what fits (proc_dostring in Linux).</summary>
    private static void AddName(TextTree tree, string path, Func<ReadOnlySpan<byte>> get, Action<ReadOnlySpan<byte>> set) =>
        tree.Add(
            path,
            (_, text) =>
            {
                text.Add($"{get()}\n");
                return Errno.None;
            },
            (_, text) =>
            {
                int end = text.IndexOfAny((byte)'\n', (byte)0);
                ReadOnlySpan<byte> name = end < 0 ? text : text[..end];
                set(name[..Math.Min(name.Length, SystemNames.LongestName)]);
                return Errno.None;
            });

    /// <summary>A random number as RFC 9562, section 5.4, has it: version 4.</summary>
    private static byte[] NewUuid(ISystemStatus system)
    {
        byte[] uuid = new byte[UuidSize];
        system.Random.Fill(uuid);
        uuid[6] = (byte)((uuid[6] & 0x0f) | 0x40);
        uuid[8] = (byte)((uuid[8] & 0x3f) | 0x80);
        return uuid;
    }

    private static void AddUuid(byte[] uuid, TextBuffer text)
    {
        for (int i = 0; i < uuid.Length; i++)
        {
            text.Add(i is 4 or 6 or 8 or 10 ? "-"u8 : default);
            text.Add($"{uuid[i]:x2}");
        }

        text.Add("\n"u8);
    }
}
