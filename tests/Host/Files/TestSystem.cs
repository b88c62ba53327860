using System;
using System.Collections.Generic;
using Lodestar.Core.Files.Devices;
using Lodestar.Core.Files.Proc;

namespace Lodestar.Host.Tests.Files;

/// <summary>A system with numbers that are easy to know again.</summary>
internal sealed class TestSystem : ISystemStatus
{
    private const long Second = 1_000_000_000;
    private const ulong Mebibyte = 1 << 20;

    public SystemNames Names { get; } = new();

    public string CommandLine => "a=b c";

    public ulong TotalMemory => 64 * Mebibyte;

    public ulong FreeMemory => 32 * Mebibyte;

    public ulong FileMemory => 4 * Mebibyte;

    public ulong HeapMemory => 2 * Mebibyte;

    public ulong StackMemory => Mebibyte;

    public ulong TableMemory => Mebibyte / 2;

    public long Uptime => (100 * Second) + (Second / 20);

    public long IdleTime => 60 * Second;

    public long UserTime => 30 * Second;

    public long SystemTime => 10 * Second;

    public long BootTime => 1_700_000_000 * Second;

    public IReadOnlyList<InterruptLineStatus> InterruptLines =>
        [new InterruptLineStatus(0, 7, "IO-APIC", 2, false, "timer"), new InterruptLineStatus(11, 1_234_567, "XT-PIC", 11, true, "")];

    public ulong LocalTimerInterrupts => 990;

    public ulong SpuriousInterrupts => 3;

    public ulong Interrupts => 1000;

    public long Switches => 2000;

    public long CreatedThreads => 30;

    public int Threads => 3;

    public int RunningThreads => 1;

    public int BlockedThreads => 0;

    public int LastId => 29;

    public int IdLimit => 32768;

    /// <summary>1.5, 0.01 and 12.</summary>
    public ReadOnlySpan<long> LoadAverages => new long[] { 3 << 10, 20, 12 << 11 };

    public IRandomSource Random { get; } = new TestRandom();

    public ulong Frequency => 2_500_000_000;

    public string CpuVendor => "GenuineIntel";

    public string CpuName => "A CPU";

    public (uint Eax, uint Ebx, uint Ecx, uint Edx) AskCpu(uint leaf, uint subleaf) => leaf switch
    {
        0 => (22, 0, 0, 0),
        1 => (0x00050657, 0x0100_0800, 1U << 31, (1 << 25) | 1),
        _ => default,
    };

    /// <summary>What was asked for.</summary>
    internal string Requests { get; private set; } = "";

    public void Request(char key) => Requests += key;
}
