using System;
using System.Collections.Generic;
using Lodestar.Core.Files.Devices;

namespace Lodestar.Core.Files.Proc;

/// <summary>What /proc shows of the system as a whole. Memory is in bytes, times are in nanoseconds.</summary>
public interface ISystemStatus
{
    /// <summary>Its names.</summary>
    SystemNames Names { get; }

    /// <summary>The kernel's command line.</summary>
    string CommandLine { get; }

    ulong TotalMemory { get; }
    ulong FreeMemory { get; }

    /// <summary>Of the content of files, and of the kernel's heap, its stacks, and page tables.</summary>
    ulong FileMemory { get; }
    ulong HeapMemory { get; }
    ulong StackMemory { get; }
    ulong TableMemory { get; }

    /// <summary>Since the boot; and in it nothing to do, programs, and the kernel for them.</summary>
    long Uptime { get; }
    long IdleTime { get; }
    long UserTime { get; }
    long SystemTime { get; }

    /// <summary>Of the boot, since 1970-01-01T00:00:00Z.</summary>
    long BootTime { get; }

    /// <summary>The interrupt lines in use, and interrupts that are none of theirs, since the boot.</summary>
    IReadOnlyList<InterruptLineStatus> InterruptLines { get; }
    ulong LocalTimerInterrupts { get; }
    ulong SpuriousInterrupts { get; }

    /// <summary>Interrupts, switches between threads, and threads that were made, since the boot.</summary>
    ulong Interrupts { get; }
    long Switches { get; }
    long CreatedThreads { get; }

    /// <summary>Threads that there are, that run or could, and that wait for something that comes soon.</summary>
    int Threads { get; }
    int RunningThreads { get; }
    int BlockedThreads { get; }

    /// <summary>The id that was given last, and the first that is not given.</summary>
    int LastId { get; }
    int IdLimit { get; }

    /// <summary>The load over 1, 5 and 15 minutes, with 11 bits behind the point.</summary>
    ReadOnlySpan<long> LoadAverages { get; }

    /// <summary>Random numbers.</summary>
    IRandomSource Random { get; }

    /// <summary>Ticks of the CPU's clock in a second.</summary>
    ulong Frequency { get; }

    /// <summary>The maker and the name of the CPU.</summary>
    string CpuVendor { get; }
    string CpuName { get; }

    /// <summary>An answer of CPUID; zeros for a leaf that the CPU does not have.</summary>
    (uint Eax, uint Ebx, uint Ecx, uint Edx) AskCpu(uint leaf, uint subleaf);

    /// <summary>Does what a key stands for that is typed with the magic key, <c>/proc/sysrq-trigger</c>.</summary>
    void Request(char key);
}
