using System.Runtime.InteropServices;
using Lodestar.Machine.Diagnostics;

namespace Lodestar.Machine.Boot;

/// <summary>
/// Reads the structures of the PVH boot ABI (Xen, <c>docs/misc/pvh.pandoc</c> and
/// <c>public/arch-x86/hvm/start_info.h</c>).
/// </summary>
internal static unsafe class PvhReader
{
    private const uint Magic = 0x336e_c578;

    /// <summary>Since this version the structure has a memory map.</summary>
    private const uint MemoryMapVersion = 1;
    private const uint MostEntries = 1024;
    private const ulong LongestText = 4096;

    [StructLayout(LayoutKind.Sequential)]
    private struct StartInfo
    {
        public uint Magic;
        public uint Version;
        public uint Flags;
        public uint ModuleCount;
        public ulong Modules;
        public ulong CommandLine;
        public ulong Rsdp;
        public ulong MemoryMap;
        public uint MemoryMapEntries;
        public uint Reserved;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct ModuleEntry
    {
        public ulong Address;
        public ulong Size;
        public ulong CommandLine;
        public ulong Reserved;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct MemoryMapEntry
    {
        public ulong Address;
        public ulong Size;
        public uint Type;
        public uint Reserved;
    }

    /// <summary>Reads everything from the start info at a physical address.</summary>
    public static void Read(ulong address)
    {
        StartInfo* info = (StartInfo*)BootInformation.At(address, (ulong)sizeof(StartInfo));
        if (info == null || info->Magic != Magic || info->Version < MemoryMapVersion)
        {
            Panic.Stop("the PVH start information is missing or older than its version 1");
        }

        BootInformation.SetCommandLine(BootInformation.At(info->CommandLine, LongestText), LongestText);

        uint count = info->MemoryMapEntries;
        MemoryMapEntry* entry = (MemoryMapEntry*)BootInformation.At(info->MemoryMap, count * (ulong)sizeof(MemoryMapEntry));
        for (uint i = 0; entry != null && i < count && i < MostEntries; i++, entry++)
        {
            BootInformation.AddRegion(entry->Address, entry->Size, entry->Type);
        }

        count = info->ModuleCount;
        ModuleEntry* module = (ModuleEntry*)BootInformation.At(info->Modules, count * (ulong)sizeof(ModuleEntry));
        for (uint i = 0; module != null && i < count && i < MostEntries; i++, module++)
        {
            BootInformation.AddModule(module->Address, module->Size);
        }

        byte* rsdp = BootInformation.At(info->Rsdp, BootInformation.RsdpSize);
        if (rsdp != null)
        {
            BootInformation.SetRsdp(rsdp, BootInformation.RsdpSize);
        }
    }
}
