using System;

namespace Lodestar.Core.Programs;

/// <content>Where code and data lie.</content>
public sealed partial class ElfImage
{
    /// <summary>Code is what can be executed; data begins with the highest segment (load_elf_binary in Linux).</summary>
    private static ImageAddresses AddressesOf(ElfFile file, ulong bias)
    {
        ImageAddresses found = new(ulong.MaxValue, 0, 0, 0);
        foreach (ref readonly ElfProgramHeader header in file.ProgramHeaders)
        {
            if (header.Type != Abi.ElfSegmentType.Load)
            {
                continue;
            }

            ulong start = header.Address + bias;
            ulong end = start + header.FileSize;
            if ((header.Flags & Abi.ElfSegmentFlags.Execute) != 0)
            {
                found = found with { CodeStart = Math.Min(found.CodeStart, start), CodeEnd = Math.Max(found.CodeEnd, end) };
            }

            found = found with { DataStart = Math.Max(found.DataStart, start), DataEnd = Math.Max(found.DataEnd, end) };
        }

        return found.CodeEnd == 0 ? found with { CodeStart = 0 } : found;
    }
}
