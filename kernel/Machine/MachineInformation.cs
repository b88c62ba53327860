using System;
using System.Text;
using Lodestar.Machine.Boot;
using Lodestar.Machine.Cpu;
using Lodestar.Machine.Diagnostics;
using Lodestar.Machine.Memory;
using Lodestar.Machine.Runtime;

namespace Lodestar.Machine;

/// <summary>What the safe half may know about the machine it runs on.</summary>
public static class MachineInformation
{
    /// <summary>Bytes of usable RAM, whoever has them.</summary>
    public static ulong TotalMemory => FrameAllocator.TotalFrames * MemoryMap.PageSize;

    /// <summary>Bytes of RAM that nobody has.</summary>
    public static ulong FreeMemory => FrameAllocator.FreeFrames * MemoryMap.PageSize;

    /// <summary>Bytes of the kernel's own page tables and of the runtime's own tables. They come with use, and stay.</summary>
    public static ulong TableMemory =>
        (KernelAddressSpace.Table.TableCount * MemoryMap.PageSize) + RuntimePlatform.MappedBytes;

    /// <summary>The CPU's name as it gives it itself.</summary>
    public static string CpuName => Encoding.ASCII.GetString(CpuFeatures.Name);

    /// <summary>The kernel's command line.</summary>
    public static string CommandLine => new(BootInformation.CommandLine);

    /// <summary>Time since the kernel's first C# line.</summary>
    public static TimeSpan Uptime => TimeSpan.FromTicks((long)(TimestampClock.Nanoseconds / TimeSpan.NanosecondsPerTick));

    /// <summary>Bytes of the log that are kept, at most 64 KiB.</summary>
    public static int LogLength => LogRing.Count;

    /// <summary>Copies the log that is kept, UTF-8, from its oldest byte on.</summary>
    /// <returns>Bytes copied: fewer than <see cref="LogLength"/> when the destination is shorter.</returns>
    public static int ReadLog(Span<byte> destination) => LogRing.Read(destination);
}
