using System;
using System.Buffers.Binary;
using Lodestar.Core.Abi;
using Lodestar.Core.Files.Proc;
using Lodestar.Core.Memory;

namespace Lodestar.Core.Processes;

/// <content>Its memory.</content>
internal sealed partial class ProcessView
{
    private const int WordSize = sizeof(ulong);

    /// <summary>Words on a new program's stack, of which the auxiliary vector is the last: more than arguments can be.</summary>
    private const int MostWords = 1 << 20;

    /// <summary>More than there are in an auxiliary vector.</summary>
    private const int MostPairs = 64;

    public MemoryStatus? ReadMemory()
    {
        if (Program is not { } program)
        {
            return null;
        }

        AddressSpace memory = program.Memory;
        (ulong data, ulong stack, ulong executable) = (0, 0, 0);
        for (int i = 0; i < memory.Areas.Count; i++)
        {
            VmArea area = memory.Areas[i];
            bool isWritable = (area.Protection & MmapProtection.Write) != 0;
            if (area.GrowsDown)
            {
                stack += area.Length;
            }
            else if (isWritable && !area.IsShared)
            {
                data += area.Length;
            }
            else if (!isWritable && (area.Protection & MmapProtection.Exec) != 0)
            {
                executable += area.Length;
            }
        }

        return new MemoryStatus
        {
            Size = memory.Areas.MappedBytes,
            Resident = (ulong)program.Pages.ResidentPages * Page.Size,
            MostResident = (ulong)program.Pages.MostResidentPages * Page.Size,
            Data = data,
            Stack = stack,
            Executable = executable,
            CodeStart = program.Addresses.CodeStart,
            CodeEnd = program.Addresses.CodeEnd,
            DataStart = program.Addresses.DataStart,
            DataEnd = program.Addresses.DataEnd,
            BreakStart = memory.BreakStart,
            StackStart = memory.InitialStackPointer,
            ArgumentsStart = program.ArgumentsStart,
            ArgumentsEnd = program.ArgumentsEnd,
            EnvironmentStart = program.EnvironmentStart,
            EnvironmentEnd = program.EnvironmentEnd,
        };
    }

    /// <summary>They lie behind the pointers to arguments and environment, if the program has left them there.</summary>
    public void AddAuxiliaryValues(TextBuffer text)
    {
        if (Program is not { } program)
        {
            return;
        }

        ulong address = program.StackPointer + WordSize;
        for (int lists = 0, words = 0; lists < 2 && words < MostWords; words++, address += WordSize)
        {
            lists += ReadWord(program, address) == 0 ? 1 : 0;
        }

        ulong start = address;
        for (int pairs = 0; pairs < MostPairs; pairs++)
        {
            address += 2 * WordSize;
            if (ReadWord(program, address - (2 * WordSize)) == 0)
            {
                AddMemory(text, start, address);
                return;
            }
        }
    }

    private static ulong ReadWord(LoadedProgram program, ulong address)
    {
        Span<byte> word = stackalloc byte[WordSize];
        return program.Pages.Read(program.Memory, address, word) == WordSize ? BinaryPrimitives.ReadUInt64LittleEndian(word) : 0;
    }
}
