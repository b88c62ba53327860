using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Memory;

namespace Lodestar.Core.Programs;

/// <content>The program that a program names in PT_INTERP to load it.</content>
public sealed partial class ElfImage
{
    /// <summary>
    /// Places and maps an interpreter: where its addresses say, over whatever is there, or in the room for mappings if it can lie
    /// anywhere. Its addresses are then a hint, unless the program itself can lie anywhere.
    /// </summary>
    /// <remarks>The caller then clears what <see cref="ElfSegment.ClearStart"/> tells, through the mapping.</remarks>
    /// <param name="space">Holds the program.</param>
    /// <param name="file">The interpreter's headers.</param>
    /// <param name="mapped">The file that they came from.</param>
    /// <param name="isProgramFixed">Whether the program lies where its own addresses say.</param>
    /// <param name="image">The result, whose load bias the program finds as AT_BASE; null after an error.</param>
    /// <returns>
    /// The errors of <see cref="TryPlace"/>; EPERM for a file that is not to be run, ENOMEM without room. On Linux all of them are
    /// death by SIGSEGV.
    /// </returns>
    public static Errno TryMapInterpreter(
        AddressSpace space, ElfFile file, MappedFile mapped, bool isProgramFixed, out ElfImage? image)
    {
        image = null;
        if (!file.Header.IsExecutable)
        {
            return Errno.EPERM;
        }

        if (!HasSegments(file))
        {
            return Errno.EINVAL;
        }

        ulong bias = 0;
        ElfImage? placed = null;
        Errno error = file.Header.Type == ElfFileType.Dyn ? TryFindBias(space, file, isProgramFixed, out bias) : Errno.None;
        if (error == Errno.None)
        {
            error = TryPlaceAt(file, bias, out placed);
        }

        if (error == Errno.None)
        {
            error = placed!.MapSegments(space, mapped, MmapFlags.Fixed);
        }

        image = error == Errno.None ? placed : null;
        return error;
    }

    /// <summary>The bias that puts the first segment at the start of a free range that is long enough for all.</summary>
    private static Errno TryFindBias(AddressSpace space, ElfFile file, bool isHint, out ulong bias)
    {
        bias = 0;
        ulong? first = null;
        ulong start = ulong.MaxValue;
        ulong end = 0;
        foreach (ref readonly ElfProgramHeader header in file.ProgramHeaders)
        {
            if (header.Type == ElfSegmentType.Load)
            {
                if (header.Address >= UserSpace.End || header.MemorySize > UserSpace.End - header.Address)
                {
                    return Errno.EINVAL;
                }

                first ??= Page.RoundDown(header.Address);
                start = Math.Min(start, Page.RoundDown(header.Address));
                end = Math.Max(end, header.Address + header.MemorySize);
            }
        }

        Errno error = space.FindRoom(isHint ? first!.Value : 0, end - start, out ulong room);
        bias = room - first!.Value;
        return error;
    }
}
