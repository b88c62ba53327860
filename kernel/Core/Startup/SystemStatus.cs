using System;
using System.Collections.Generic;
using Lodestar.Core.Files.Devices;
using Lodestar.Core.Files.Mounts;
using Lodestar.Core.Files.Proc;
using Lodestar.Core.Memory;
using Lodestar.Core.Processes;
using Lodestar.Core.Tasks;
using Lodestar.Core.Time;
using Lodestar.Machine;
using Lodestar.Machine.Runtime;

namespace Lodestar.Core.Startup;

/// <summary>The system as /proc shows it.</summary>
/// <param name="processes">The processes.</param>
/// <param name="mounts">Where files are.</param>
/// <param name="random">Random numbers.</param>
/// <param name="requests">What the magic key asks for.</param>
internal sealed class SystemStatus(ProcessTable processes, MountTable mounts, IRandomSource random, SystemRequests requests) : ISystemStatus
{
    /// <summary>Bytes of a thread's stack in the kernel.</summary>
    private const ulong StackSize = 32 << 10;

    /// <summary>Who is at which line of a PC, in Linux's words.</summary>
    private static readonly string[] s_lineNames =
        ["timer", "i8042", "cascade", "ttyS1", "ttyS0", "", "", "", "rtc0", "acpi", "", "", "i8042", "", "", ""];

    private TimeShares _shares;

    /// <summary>The processes.</summary>
    internal ProcessTable Processes => processes;

    public SystemNames Names => processes.Names;

    public string CommandLine => MachineInformation.CommandLine;

    public ulong TotalMemory => MachineInformation.TotalMemory;

    public ulong FreeMemory => MachineInformation.FreeMemory;

    public ulong FileMemory => (ulong)mounts.CountPages() * Page.Size;

    public ulong HeapMemory => HeapReport.Take().MappedBytes;

    public ulong StackMemory => (ulong)processes.ThreadCount * StackSize;

    public ulong TableMemory => MachineInformation.TableMemory;

    public long Uptime => SystemClock.Uptime;

    public long IdleTime => Scheduler.IdleTime;

    public long UserTime => ShareTime().User;

    public long SystemTime => ShareTime().Kernel;

    public long BootTime => SystemClock.StartOfBoot;

    public IReadOnlyList<InterruptLineStatus> InterruptLines
    {
        get
        {
            List<InterruptLineStatus> lines = [];
            for (int line = 0; line < MachineInterruptLines.Count; line++)
            {
                if (MachineInterruptLines.RouteOf(line) is { } route)
                {
                    string controller = MachineInterruptLines.UsesIoApics ? "IO-APIC" : "XT-PIC";
                    lines.Add(new InterruptLineStatus(
                        line, MachineInterruptLines.CountOf(line), controller, route.Input, route.IsLevelTriggered, s_lineNames[line]));
                }
            }

            return lines;
        }
    }

    public ulong LocalTimerInterrupts => MachineInterruptLines.LocalTimerCount;

    public ulong SpuriousInterrupts => MachineInterruptLines.SpuriousCount;

    public ulong Interrupts
    {
        get
        {
            ulong count = MachineInterruptLines.LocalTimerCount;
            for (int line = 0; line < MachineInterruptLines.Count; line++)
            {
                count += MachineInterruptLines.CountOf(line);
            }

            return count;
        }
    }

    public long Switches => Scheduler.Switches;

    public long CreatedThreads => processes.CreatedThreads;

    public int Threads => processes.ThreadCount;

    public int RunningThreads => processes.Count(ScheduledThreadState.Runnable);

    public int BlockedThreads => processes.Count(ScheduledThreadState.Uninterruptible);

    public int LastId => processes.LastId;

    public int IdLimit => ProcessTable.IdLimit;

    public ReadOnlySpan<long> LoadAverages => processes.Load.Averages;

    public IRandomSource Random => random;

    public ulong Frequency => MachineProcessor.Frequency;

    public string CpuVendor => MachineProcessor.Vendor;

    public string CpuName => MachineProcessor.Name;

    private TimeShares ShareTime()
    {
        _shares.Update(SystemClock.Uptime - Scheduler.IdleTime, Scheduler.UserTicks, Scheduler.KernelTicks);
        return _shares;
    }

    public (uint Eax, uint Ebx, uint Ecx, uint Edx) AskCpu(uint leaf, uint subleaf) => MachineProcessor.Ask(leaf, subleaf);

    public void Request(char key) => requests.Do(key);
}
