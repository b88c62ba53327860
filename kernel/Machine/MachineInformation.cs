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

    /// <summary>What the boot loader says is ACPI's root pointer, as it came; empty when it does not say.</summary>
    public static ReadOnlySpan<byte> AcpiRoot => BootInformation.Rsdp;

    /// <summary>Time since the kernel's first C# line.</summary>
    public static TimeSpan Uptime => TimeSpan.FromTicks((long)(MachineClock.Nanoseconds / TimeSpan.NanosecondsPerTick));

    /// <summary>Bytes of the log that are kept, at most <see cref="LogCapacity"/>.</summary>
    public static int LogLength => LogRing.Count;

    /// <summary>Bytes of the log that there is room for.</summary>
    public static int LogCapacity => LogRing.Size;

    /// <summary>Bytes of the log that were ever written: the position of the next one.</summary>
    public static ulong LogEnd => LogRing.End;

    /// <summary>Lines of the log that were ever written.</summary>
    public static ulong LogLines => LogRing.Lines;

    /// <summary>Copies the log that is kept, UTF-8, from its oldest byte on.</summary>
    /// <returns>Bytes copied: fewer than <see cref="LogLength"/> when the destination is shorter.</returns>
    public static int ReadLog(Span<byte> destination)
    {
        ulong position = 0;
        return LogRing.Read(ref position, destination);
    }

    /// <summary>Copies a part of the log, as many bytes as there are and fit.</summary>
    /// <param name="position">Bytes before the part, 0 at first; what is no longer kept is passed over. Moves behind the part.</param>
    /// <param name="destination">Gets UTF-8, which may begin and end in the middle of a character.</param>
    /// <returns>Bytes copied; 0 when there are no more.</returns>
    public static int ReadLog(ref ulong position, Span<byte> destination) => LogRing.Read(ref position, destination);
}
