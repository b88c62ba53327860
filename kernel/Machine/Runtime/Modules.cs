using System.Runtime;
using System.Runtime.InteropServices;

namespace Lodestar.Machine.Runtime;

/// <summary>
/// The image's one module: its ReadyToRun header with the tables that CoreLib asks for, and the class library's
/// callbacks. A TypeManagerHandle is the address of <see cref="TypeManager"/>.
/// </summary>
internal static unsafe class Modules
{
    private const uint HeaderSignature = 0x00525452; // "RTR"
    private const int HasEndPointer = 1;

    [StructLayout(LayoutKind.Sequential)]
    private struct ReadyToRunHeader
    {
        public uint Signature;
        public ushort MajorVersion;
        public ushort MinorVersion;
        public uint Flags;
        public ushort SectionCount;
        public byte EntrySize;
        public byte EntryType;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct SectionRow
    {
        public int Id;
        public int Flags;
        public byte* Start;
        public byte* End;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct TypeManager
    {
        public ulong OsModule;
        public ReadyToRunHeader* Header;
        public void** ClassLibraryFunctions;
        public uint ClassLibraryFunctionCount;
    }

    private static TypeManager s_typeManager;

    [RuntimeExport("RhpRegisterOsModule")]
    private static ulong RegisterOsModule(ulong osModule) => osModule;

    [RuntimeExport("RhpCreateTypeManager")]
    private static TypeManager* CreateTypeManager(ulong osModule, ReadyToRunHeader* header, void** functions, uint count)
    {
        if (header->Signature != HeaderSignature || s_typeManager.Header != null)
        {
            RuntimeFailure.Stop("unexpected ReadyToRun header");
        }

        s_typeManager.OsModule = osModule;
        s_typeManager.Header = header;
        s_typeManager.ClassLibraryFunctions = functions;
        s_typeManager.ClassLibraryFunctionCount = count;
        fixed (TypeManager* manager = &s_typeManager)
        {
            return manager;
        }
    }

    [RuntimeExport("RhpGetModuleSection")]
    private static byte* GetModuleSection(TypeManager** module, int id, int* length)
    {
        ReadyToRunHeader* header = (*module)->Header;
        SectionRow* row = (SectionRow*)(header + 1);
        for (int i = 0; i < header->SectionCount; i++, row++)
        {
            if (row->Id == id)
            {
                *length = (row->Flags & HasEndPointer) != 0 ? (int)(row->End - row->Start) : sizeof(void*);
                return row->Start;
            }
        }

        *length = 0;
        return null;
    }

    [RuntimeExport("RhFindBlob")]
    private static bool FindBlob(TypeManager** module, uint id, byte** blob, uint* size)
    {
        // Blobs of the reflection data are sections with ids from 300 on (ReadyToRunSectionType.ReadonlyBlobRegionStart).
        const int ReadonlyBlobRegionStart = 300;
        int length;
        *blob = GetModuleSection(module, (int)id + ReadonlyBlobRegionStart, &length);
        *size = (uint)length;
        return *blob != null;
    }

    [RuntimeExport("RhGetLoadedOSModules")]
    private static uint GetLoadedOsModules(byte* resultArray)
    {
        if (resultArray != null && *(int*)(resultArray + CoreLibOffsets.OFFSETOF__Array__m_Length) > 0)
        {
            *(ulong*)(resultArray + (2 * sizeof(ulong))) = s_typeManager.OsModule;
        }

        return 1;
    }

    [RuntimeExport("RhGetOSModuleFromPointer")]
    private static ulong GetOsModuleFromPointer(ulong address) =>
        address >= s_typeManager.OsModule ? s_typeManager.OsModule : 0;

    [RuntimeExport("RhpGetClasslibFunctionFromCodeAddress")]
    private static void* GetClassLibraryFunctionFromCodeAddress(ulong address, uint id) => GetClassLibraryFunction(id);

    [RuntimeExport("RhpGetClasslibFunctionFromEEType")]
    private static void* GetClassLibraryFunctionFromType(byte* type, uint id) => GetClassLibraryFunction(id);

    private static void* GetClassLibraryFunction(uint id) =>
        id < s_typeManager.ClassLibraryFunctionCount ? s_typeManager.ClassLibraryFunctions[id] : null;
}
