using System;
using System.Buffers.Binary;
using System.Buffers.Text;
using Lodestar.Core.Abi;
using Lodestar.Core.Files.Mounts;

namespace Lodestar.Core.Files.Proc;

/// <summary>What a process's directory has in it, in the order of Linux's <c>fs/proc/base.c</c>.</summary>
internal static class ProcessEntries
{
    private const FileMode Searchable = FileMode.IrUgo | FileMode.IxUgo;
    private const FileMode OwnersDirectory = FileMode.IrUsr | FileMode.IxUsr;

    /// <summary>Adding one is one line.</summary>
    internal static ProcessEntry[] All { get; } =
    [
        new("task", DirentType.Dir, Searchable, static (directory, number, attributes) => new TaskDirectory(directory, number, attributes))
        {
            IsForProcess = true,
        },
        ProcessEntry.Directory("fd", OwnersDirectory, static (directory, number, attributes) =>
            new DescriptorDirectory(directory, number, attributes)),
        ProcessEntry.Directory("fdinfo", Searchable, static (directory, number, attributes) =>
            new DescriptorInformationDirectory(directory, number, attributes)),
        ProcessEntry.Private("environ", FileMode.IrUsr, WriteEnvironment),
        ProcessEntry.Private("auxv", FileMode.IrUsr, static (process, text) => process.AddAuxiliaryValues(text)),
        ProcessEntry.Text("status", StatusText.Write),
        ProcessEntry.Text("limits", LimitsText.Write),
        ProcessEntry.Setting("comm", static (process, text) => text.Add($"{process.Name}\n"), SetName),
        ProcessEntry.Text("cmdline", WriteCommandLine),
        ProcessEntry.Text("stat", StatText.WriteStat),
        ProcessEntry.Text("statm", StatText.WriteStatm),
        ProcessEntry.Private("maps", FileMode.IrUgo, static (process, text) => process.AddMaps(text)),
        ProcessEntry.Link("cwd", static process => process.Files?.CurrentDirectory),
        ProcessEntry.Link("root", static process => process.Files?.Root),
        ProcessEntry.Link("exe", static process => process.Executable),
        ProcessEntry.Text("mounts", static (process, text) => WriteMounts(process, text, MountText.WriteMounts)),
        ProcessEntry.Text("mountinfo", static (process, text) => WriteMounts(process, text, MountText.WriteInformation)),
        ProcessEntry.Text("wchan", static (_, text) => text.Add("0"u8)),
        ProcessEntry.Text("cgroup", static (_, text) => text.Add("0::/\n"u8)),
        ProcessEntry.Text("oom_score", WriteScore),
        ProcessEntry.Setting("oom_score_adj", static (process, text) => text.Add($"{process.OutOfMemoryAdjustment}\n"), SetAdjustment),
    ];

    /// <summary>The arguments as they are now, each with its NUL.</summary>
    private static void WriteCommandLine(IProcess process, TextBuffer text)
    {
        if (process.ReadMemory() is { } memory)
        {
            process.AddMemory(text, memory.ArgumentsStart, memory.ArgumentsEnd);
        }
    }

    private static void WriteMounts(IProcess process, TextBuffer text, Action<FileContext, TextBuffer> write)
    {
        if (process.Files is { } files)
        {
            write(files, text);
        }
    }

    private static void WriteEnvironment(IProcess process, TextBuffer text)
    {
        if (process.ReadMemory() is { } memory)
        {
            process.AddMemory(text, memory.EnvironmentStart, memory.EnvironmentEnd);
        }
    }

    /// <summary>Cuts the name to what fits, as <c>PR_SET_NAME</c> does; only the process itself may.</summary>
    private static Errno SetName(IProcess process, FileContext writer, ReadOnlyMemory<byte> text)
    {
        if (writer.ProcessId != process.ProcessId)
        {
            return Errno.EINVAL;
        }

        process.Name = text.Span;
        return Errno.None;
    }

    /// <summary>666 for what takes no memory, more or less by what it takes and by the adjustment (proc_oom_score in Linux).</summary>
    private static void WriteScore(IProcess process, TextBuffer text)
    {
        const int Neutral = 1000;
        int adjustment = process.OutOfMemoryAdjustment;
        int points = adjustment == OutOfMemoryAdjustment.Lowest ? 0 : (Neutral + process.MemoryShare + adjustment) * 2 / 3;
        text.Add($"{points}\n");
    }

    private static Errno SetAdjustment(IProcess process, FileContext writer, ReadOnlyMemory<byte> text)
    {
        ReadOnlySpan<byte> digits = text.Span.Trim(" \t\n"u8);
        if (!Utf8Parser.TryParse(digits, out int value, out int used) || used != digits.Length
            || value is < OutOfMemoryAdjustment.Lowest or > OutOfMemoryAdjustment.Highest)
        {
            return Errno.EINVAL;
        }

        // To be ended less likely than before is for the superuser.
        if (value < process.OutOfMemoryAdjustment && !writer.Credentials.IsSuperuser)
        {
            return Errno.EACCES;
        }

        process.OutOfMemoryAdjustment = value;
        return Errno.None;
    }
}
