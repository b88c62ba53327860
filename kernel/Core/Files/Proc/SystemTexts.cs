using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Files.Mounts;

namespace Lodestar.Core.Files.Proc;

/// <summary>The files in the root of /proc, <c>proc(5)</c>.</summary>
internal static class SystemTexts
{
    private const long NanosecondsPerSecond = 1_000_000_000;
    private const long NanosecondsPerCentisecond = 10_000_000;
    private const int LoadShift = 11;

    /// <summary>Adding one is one line.</summary>
    private static readonly (string Name, Action<ISystemStatus, TextBuffer> Write)[] s_texts =
    [
        ("cmdline", static (system, text) => text.Add($"{system.CommandLine}\n")),
        ("cpuinfo", CpuInformation.Write),
        ("devices", static (_, text) => text.Add(
            "Character devices:\n  1 mem\n  4 tty\n  4 ttyS\n  5 /dev/tty\n  5 /dev/console\n  5 /dev/ptmx\n  7 vcs\n136 pts\n254 rtc\n\nBlock devices:\n"u8)),
        ("interrupts", InterruptText.Write),
        ("loadavg", WriteLoad),
        ("meminfo", MemoryInformation.Write),
        ("partitions", static (_, _) => { }),
        ("stat", WriteStat),
        ("swaps", static (_, text) => text.Add("Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n"u8)),
        ("uptime", WriteUptime),
        ("version", static (_, text) => text.Add(
            $"{SystemNames.System} version {SystemNames.Release} ({SystemNames.Machine}) {SystemNames.Version}\n")),
    ];

    /// <summary>Adds them.</summary>
    internal static void AddTo(ProcDirectory root, ISystemStatus system)
    {
        FileSystem fileSystem = root.FileSystem;
        root.Add("mounts"u8, new TreeSymlink(fileSystem, "self/mounts"u8.ToArray(), new InodeAttributes(FileMode.IrwxUgo)));
        root.Add(
            "filesystems"u8, new TextInode(fileSystem, fileSystem.NextInode(), new InodeAttributes(FileMode.IrUgo), WriteFileSystems));
        root.Add(
            "sysrq-trigger"u8,
            new TextInode(fileSystem, fileSystem.NextInode(), new InodeAttributes(FileMode.IwUsr), static (_, _) => Errno.EIO)
            {
                Write = (_, text) =>
                {
                    if (!text.IsEmpty)
                    {
                        system.Request((char)text[0]);
                    }

                    return Errno.None;
                },
            });
        foreach ((string name, Action<ISystemStatus, TextBuffer> write) in s_texts)
        {
            TextReader read = (_, text) =>
            {
                write(system, text);
                return Errno.None;
            };
            root.Add(
                System.Text.Encoding.ASCII.GetBytes(name),
                new TextInode(fileSystem, fileSystem.NextInode(), new InodeAttributes(FileMode.IrUgo), read) { WriteError = Errno.EIO });
        }
    }

    /// <summary>None of them needs a device.</summary>
    private static Errno WriteFileSystems(FileContext reader, TextBuffer text)
    {
        foreach (FileSystemType type in reader.Mounts.Types.Types)
        {
            text.Add($"nodev\t{type.Name}\n");
        }

        return Errno.None;
    }

    /// <summary>Two digits behind the point, rounded (LOAD_INT and LOAD_FRAC in Linux).</summary>
    private static void WriteLoad(ISystemStatus system, TextBuffer text)
    {
        foreach (long average in system.LoadAverages)
        {
            long rounded = average + ((1 << LoadShift) / 200);
            text.Add($"{rounded >> LoadShift}.{(rounded & ((1 << LoadShift) - 1)) * 100 >> LoadShift:d2} ");
        }

        text.Add($"{system.RunningThreads}/{system.Threads} {system.LastId}\n");
    }

    private static void WriteUptime(ISystemStatus system, TextBuffer text)
    {
        AddSeconds(text, system.Uptime);
        text.Add(" "u8);
        AddSeconds(text, system.IdleTime);
        text.Add("\n"u8);
    }

    private static void AddSeconds(TextBuffer text, long time) =>
        text.Add($"{time / NanosecondsPerSecond}.{time % NanosecondsPerSecond / NanosecondsPerCentisecond:d2}");

    private static void WriteStat(ISystemStatus system, TextBuffer text)
    {
        long user = system.UserTime / StatText.TickLength;
        long kernel = system.SystemTime / StatText.TickLength;
        long idle = system.IdleTime / StatText.TickLength;
        text.Add($"cpu  {user} 0 {kernel} {idle} 0 0 0 0 0 0\ncpu0 {user} 0 {kernel} {idle} 0 0 0 0 0 0\n");
        text.Add($"intr {system.Interrupts}\nctxt {system.Switches}\nbtime {system.BootTime / NanosecondsPerSecond}\n");
        text.Add($"processes {system.CreatedThreads}\nprocs_running {system.RunningThreads}\nprocs_blocked {system.BlockedThreads}\n");
    }
}
