using System;
using System.Runtime.CompilerServices;
using System.Text.Unicode;
using Lodestar.Machine.Diagnostics;

namespace Lodestar.Machine.Boot;

/// <summary>
/// What the boot loader said, copied out of its memory: afterwards only the contents of the modules still lie where the
/// loader put them.
/// </summary>
internal static unsafe class BootInformation
{
    private const int MostRegions = 256;
    private const int MostModules = 16;
    private const int LongestCommandLine = 4096;

    /// <summary>What <c>asm/boot.asm</c> maps: addresses above can't be read yet.</summary>
    private const ulong ReachableEnd = 4UL << 30;

    private static RegionBuffer s_regions;
    private static int s_regionCount;
    private static ModuleBuffer s_modules;
    private static int s_moduleCount;
    private static CommandLineBuffer s_commandLine;
    private static int s_commandLineLength;
    private static Framebuffer s_framebuffer;
    private static RsdpBuffer s_rsdp;
    private static int s_rsdpLength;
    private static BootProtocol s_protocol;

    [InlineArray(MostRegions)]
    private struct RegionBuffer
    {
        private MemoryRegion _first;
    }

    [InlineArray(MostModules)]
    private struct ModuleBuffer
    {
        private MemoryRegion _first;
    }

    [InlineArray(LongestCommandLine)]
    private struct CommandLineBuffer
    {
        private char _first;
    }

    [InlineArray(RsdpSize)]
    private struct RsdpBuffer
    {
        private byte _first;
    }

    /// <summary>Bytes of ACPI's root system description pointer, version 2 (ACPI 6.5, 5.2.5.3).</summary>
    public const int RsdpSize = 36;

    /// <summary>The memory map as it came: unsorted, with overlaps.</summary>
    public static ReadOnlySpan<MemoryRegion> Regions => ((ReadOnlySpan<MemoryRegion>)s_regions)[..s_regionCount];

    /// <summary>Where the modules lie (an initial RAM disk, for instance).</summary>
    public static ReadOnlySpan<MemoryRegion> Modules => ((ReadOnlySpan<MemoryRegion>)s_modules)[..s_moduleCount];

    /// <summary>The kernel's command line.</summary>
    public static ReadOnlySpan<char> CommandLine => ((ReadOnlySpan<char>)s_commandLine)[..s_commandLineLength];

    /// <summary>A copy of ACPI's root pointer; empty when the loader did not say.</summary>
    public static ReadOnlySpan<byte> Rsdp => ((ReadOnlySpan<byte>)s_rsdp)[..s_rsdpLength];

    /// <summary>The screen; width 0 when the loader did not say.</summary>
    public static Framebuffer Framebuffer
    {
        get => s_framebuffer;
        set => s_framebuffer = value;
    }

    /// <summary>Who started the kernel.</summary>
    public static BootProtocol Protocol => s_protocol;

    /// <summary>
    /// Reads the loader's structure and forgets what was read before; the kernel stops when it holds no memory map.
    /// </summary>
    public static void Read(BootProtocol protocol, ulong address)
    {
        s_protocol = protocol;
        s_regionCount = 0;
        s_moduleCount = 0;
        s_commandLineLength = 0;
        s_framebuffer = default;
        s_rsdpLength = 0;
        if (protocol == BootProtocol.Pvh)
        {
            PvhReader.Read(address);
        }
        else
        {
            Multiboot2Reader.Read(address);
        }

        if (s_regionCount == 0)
        {
            Panic.Stop("the boot loader passed no memory map");
        }
    }

    /// <summary>A pointer to physical memory that the loader named; null when any of it can't be reached.</summary>
    public static byte* At(ulong address, ulong length) =>
        address != 0 && length <= ReachableEnd && address <= ReachableEnd - length
            ? Memory.DirectMap.ToPointer(address)
            : null;

    /// <summary>Adds a piece of the memory map. One that wraps around or is empty is dropped.</summary>
    public static void AddRegion(ulong start, ulong length, uint kind)
    {
        if (length == 0 || start + length < start)
        {
            return;
        }

        if (s_regionCount == MostRegions)
        {
            KernelLog.Warning("the memory map has more entries than the kernel reads; the rest is not used");
            return;
        }

        s_regions[s_regionCount++] = new MemoryRegion { Start = start, End = start + length, Kind = (MemoryKind)kind };
    }

    /// <summary>Adds a module.</summary>
    public static void AddModule(ulong start, ulong length)
    {
        if (length == 0 || At(start, length) == null)
        {
            return;
        }

        if (s_moduleCount == MostModules)
        {
            KernelLog.Warning("more modules than the kernel takes; the rest is not used");
            return;
        }

        s_modules[s_moduleCount++] = new MemoryRegion { Start = start, End = start + length, Kind = MemoryKind.Reserved };
    }

    /// <summary>Takes over the command line, UTF-8 up to the first zero byte.</summary>
    public static void SetCommandLine(byte* text, ulong limit)
    {
        int length = 0;
        while (text != null && length < LongestCommandLine && (ulong)length < limit && text[length] != 0)
        {
            length++;
        }

        if (length == LongestCommandLine)
        {
            KernelLog.Warning("the command line is longer than 4095 bytes; the end is not used");
        }

        Utf8.ToUtf16(new ReadOnlySpan<byte>(text, length), s_commandLine, out _, out s_commandLineLength);
    }

    /// <summary>Takes over ACPI's root pointer.</summary>
    public static void SetRsdp(byte* pointer, ulong length)
    {
        s_rsdpLength = (int)Math.Min(length, RsdpSize);
        new ReadOnlySpan<byte>(pointer, s_rsdpLength).CopyTo(s_rsdp);
    }
}
