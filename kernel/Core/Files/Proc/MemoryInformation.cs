namespace Lodestar.Core.Files.Proc;

/// <summary>/proc/meminfo (<c>proc_meminfo(5)</c>): the lines that mean something here, in Linux's order.</summary>
internal static class MemoryInformation
{
    private const int KibShift = 10;

    internal static void Write(ISystemStatus system, TextBuffer text)
    {
        // Files have no other place than memory: what they take is free only when they are removed.
        Add(text, "MemTotal", system.TotalMemory);
        Add(text, "MemFree", system.FreeMemory);
        Add(text, "MemAvailable", system.FreeMemory);
        Add(text, "Buffers", 0);
        Add(text, "Cached", system.FileMemory);
        Add(text, "SwapCached", 0);
        Add(text, "SwapTotal", 0);
        Add(text, "SwapFree", 0);
        Add(text, "Dirty", 0);
        Add(text, "Writeback", 0);
        Add(text, "Shmem", system.FileMemory);
        Add(text, "KReclaimable", 0);
        Add(text, "Slab", system.HeapMemory);
        Add(text, "SReclaimable", 0);
        Add(text, "SUnreclaim", system.HeapMemory);
        Add(text, "KernelStack", system.StackMemory);
        Add(text, "PageTables", system.TableMemory);
    }

    private static void Add(TextBuffer text, string name, ulong bytes) => text.Add($"{name + ":",-15} {bytes >> KibShift,8} kB\n");
}
