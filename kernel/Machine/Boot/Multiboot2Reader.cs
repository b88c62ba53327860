using System.Runtime.InteropServices;
using Lodestar.Machine.Diagnostics;

namespace Lodestar.Machine.Boot;

/// <summary>Reads the boot information of a multiboot2 loader (specification 2.0, section 3.6).</summary>
internal static unsafe class Multiboot2Reader
{
    private const uint HeaderSize = 8;
    private const uint TagAlignment = 8;

    /// <summary>No loader's structure is near this; a larger size is a sign that it is none.</summary>
    private const uint LargestStructure = 16 << 20;

    private enum TagType : uint
    {
        End = 0,
        CommandLine = 1,
        Module = 3,
        MemoryMap = 6,
        Framebuffer = 8,
        AcpiOld = 14,
        AcpiNew = 15,
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Tag
    {
        public TagType Type;

        /// <summary>Bytes of the tag, this header included, the padding behind it not.</summary>
        public uint Size;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct ModuleTag
    {
        public Tag Tag;
        public uint Start;
        public uint End;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct MemoryMapTag
    {
        public Tag Tag;
        public uint EntrySize;
        public uint EntryVersion;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct MemoryMapEntry
    {
        public ulong Address;
        public ulong Size;
        public uint Type;
        public uint Reserved;
    }

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private struct FramebufferTag
    {
        public Tag Tag;
        public ulong Address;
        public uint Pitch;
        public uint Width;
        public uint Height;
        public byte BitsPerPixel;
        public byte Type;
        public ushort Reserved;
    }

    /// <summary>What follows a <see cref="FramebufferTag"/> of the RGB type.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private struct ColorFields
    {
        public byte RedPosition;
        public byte RedSize;
        public byte GreenPosition;
        public byte GreenSize;
        public byte BluePosition;
        public byte BlueSize;
    }

    /// <summary>Reads everything from the structure at a physical address.</summary>
    public static void Read(ulong address)
    {
        uint* header = (uint*)BootInformation.At(address, HeaderSize);
        uint total = header == null ? 0 : *header;
        if (total < HeaderSize || total > LargestStructure || BootInformation.At(address, total) == null)
        {
            Panic.Stop("the multiboot2 boot information is missing or has no plausible size");
        }

        byte* start = (byte*)header;
        uint offset = HeaderSize;
        while (total - offset >= (uint)sizeof(Tag))
        {
            Tag* tag = (Tag*)(start + offset);
            if (tag->Type == TagType.End || tag->Size < sizeof(Tag) || tag->Size > total - offset)
            {
                break;
            }

            ReadTag(tag);
            uint step = (tag->Size + (TagAlignment - 1)) & ~(TagAlignment - 1);
            if (step > total - offset)
            {
                break;
            }

            offset += step;
        }
    }

    private static void ReadTag(Tag* tag)
    {
        switch (tag->Type)
        {
            case TagType.CommandLine:
                BootInformation.SetCommandLine((byte*)(tag + 1), tag->Size - (uint)sizeof(Tag));
                break;
            case TagType.Module when tag->Size >= sizeof(ModuleTag):
                ModuleTag* module = (ModuleTag*)tag;
                if (module->End > module->Start)
                {
                    BootInformation.AddModule(module->Start, module->End - module->Start);
                }

                break;
            case TagType.MemoryMap when tag->Size >= sizeof(MemoryMapTag):
                ReadMemoryMap((MemoryMapTag*)tag);
                break;
            case TagType.Framebuffer when tag->Size >= sizeof(FramebufferTag):
                ReadFramebuffer((FramebufferTag*)tag);
                break;
            case TagType.AcpiOld when !BootInformation.Rsdp.IsEmpty:
                break; // the newer one is already there
            case TagType.AcpiOld or TagType.AcpiNew:
                BootInformation.SetRsdp((byte*)(tag + 1), tag->Size - (uint)sizeof(Tag));
                break;
        }
    }

    private static void ReadFramebuffer(FramebufferTag* tag)
    {
        Framebuffer screen = new()
        {
            Address = tag->Address,
            Pitch = tag->Pitch,
            Width = tag->Width,
            Height = tag->Height,
            BitsPerPixel = tag->BitsPerPixel,
            Type = tag->Type,
        };
        if (tag->Tag.Size >= sizeof(FramebufferTag) + sizeof(ColorFields))
        {
            ColorFields* fields = (ColorFields*)(tag + 1);
            (screen.RedPosition, screen.RedSize) = (fields->RedPosition, fields->RedSize);
            (screen.GreenPosition, screen.GreenSize) = (fields->GreenPosition, fields->GreenSize);
            (screen.BluePosition, screen.BlueSize) = (fields->BluePosition, fields->BlueSize);
        }

        BootInformation.Framebuffer = screen;
    }

    private static void ReadMemoryMap(MemoryMapTag* tag)
    {
        uint size = tag->EntrySize;
        if (size < sizeof(MemoryMapEntry))
        {
            return;
        }

        uint left = tag->Tag.Size - (uint)sizeof(MemoryMapTag);
        byte* next = (byte*)(tag + 1);
        for (; left >= size; left -= size, next += size)
        {
            MemoryMapEntry* entry = (MemoryMapEntry*)next;
            BootInformation.AddRegion(entry->Address, entry->Size, entry->Type);
        }
    }
}
