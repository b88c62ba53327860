using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files.Proc;

/// <summary>/proc/[pid]/stat and statm: fields and their order as in Linux's <c>fs/proc/array.c</c> (<c>proc_pid_stat(5)</c>).</summary>
internal static class StatText
{
    /// <summary>Nanoseconds of a clock tick (USER_HZ is 100).</summary>
    internal const long TickLength = 10_000_000;

    /// <summary>PF_RANDOMIZE and PF_FORKNOEXEC of Linux's <c>linux/sched.h</c>: the flags that say something here, too.</summary>
    private const uint RandomizedFlag = 0x0040_0000;
    private const uint ForkedFlag = 0x40;

    /// <summary>The old signal fields have the signals below 32.</summary>
    private const ulong OldSignals = 0x7fff_ffff;

    /// <summary>Writes the line of stat; addresses are shown to those who may look into the process.</summary>
    internal static void WriteStat(IProcess process, FileContext reader, TextBuffer text)
    {
        ProcessStatus status = process.ReadStatus();
        MemoryStatus? memory = process.ReadMemory();
        bool isOpen = process.MayBeInspectedBy(reader);
        MemoryStatus shown = (isOpen ? memory : null) ?? new MemoryStatus();

        // What is hidden of a process that has memory is 1, so that it is not taken for a thread of the kernel.
        ulong hidden = memory is not null && !isOpen ? 1UL : 0;
        uint flags = RandomizedFlag | (status.IsFork ? ForkedFlag : 0);
        int isWaiting = isOpen && status.Threads < 2 && status.State != 'R' ? 1 : 0;
        text.Add($"{status.Id} (");
        AddName(process, text);
        text.Add($") {status.State} {status.ParentId} {status.GroupId} {status.SessionId} {status.Terminal} {status.ForegroundGroup}");
        text.Add($" {flags} {status.MinorFaults} {status.ChildrenMinorFaults} 0 0");
        text.Add($" {status.UserTime / TickLength} {status.SystemTime / TickLength}");
        text.Add($" {status.ChildrenUserTime / TickLength} {status.ChildrenSystemTime / TickLength}");
        text.Add($" {StatusText.NormalPriority + status.Nice} {status.Nice} {status.Threads} 0 {status.StartTime / TickLength}");
        text.Add($" {memory?.Size ?? 0} {(memory?.Resident ?? 0) / Memory.Page.Size} {process.LimitOf(Resource.Rss).Current}");
        text.Add($" {shown.CodeStart + hidden} {shown.CodeEnd + hidden} {shown.StackStart} 0 0");
        text.Add($" {status.Pending.Bits & OldSignals} {status.Blocked.Bits & OldSignals}");
        text.Add($" {status.Ignored.Bits & OldSignals} {status.Caught.Bits & OldSignals}");
        text.Add($" {isWaiting} 0 0 {status.ExitSignal} 0 0 {(int)status.Policy} 0 0 0");
        text.Add($" {shown.DataStart} {shown.DataEnd} {shown.BreakStart} {shown.ArgumentsStart} {shown.ArgumentsEnd}");
        text.Add($" {shown.EnvironmentStart} {shown.EnvironmentEnd} {(isOpen ? status.ExitCode : 0)}\n");
    }

    /// <summary>Writes the line of statm: numbers of pages.</summary>
    internal static void WriteStatm(IProcess process, TextBuffer text)
    {
        MemoryStatus memory = process.ReadMemory() ?? new MemoryStatus();
        ulong code = StatusText.CodeSize(memory);
        text.Add(
            $"{memory.Size / Memory.Page.Size} {memory.Resident / Memory.Page.Size} {memory.ResidentFile / Memory.Page.Size} "
            + $"{code / Memory.Page.Size} 0 {(memory.Data + memory.Stack) / Memory.Page.Size} 0\n");
    }

    /// <summary>A name that cannot break a line: line feeds and backslashes are escaped.</summary>
    internal static void AddName(IProcess process, TextBuffer text)
    {
        foreach (byte value in process.Name)
        {
            text.Add(value switch
            {
                (byte)'\n' => @"\n"u8,
                (byte)'\\' => @"\\"u8,
                _ => new ReadOnlySpan<byte>(in value),
            });
        }
    }
}
