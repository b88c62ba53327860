using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using Lodestar.Machine.Devices;

namespace Lodestar.Core.Acpi;

/// <summary>
/// The multiple APIC description table (ACPI 6.5, 5.2.12; signature <c>APIC</c>): CPUs, I/O APICs and how interrupt lines are
/// connected. Entries of other types, and those that are too short for theirs, are passed over.
/// </summary>
public sealed class Madt
{
    /// <summary>The table's signature.</summary>
    public const string Signature = "APIC";

    /// <summary>I/O APICs that are taken note of.</summary>
    private const int MostIoApics = 64;

    private const int LocalApicAddressOffset = 36;
    private const int FlagsOffset = 40;
    private const int FirstEntry = 44;
    private const int EntryHeader = 2;
    private const byte IsaBus = 0;
    private const uint HasOldControllersFlag = 1 << 0;
    private const uint EnabledFlag = 1 << 0;

    private readonly HashSet<uint> _processors = [];
    private readonly List<IoApicPlace> _ioApics = [];
    private readonly List<InterruptOverride> _overrides = [];

    /// <summary>Reads the table.</summary>
    public Madt(AcpiTable table)
    {
        LocalApicAddress = table.ReadUInt32(LocalApicAddressOffset);
        HasOldControllers = (table.ReadUInt32(FlagsOffset) & HasOldControllersFlag) != 0;
        ReadOnlySpan<byte> rest = table.Bytes.Length > FirstEntry ? table.Bytes[FirstEntry..] : default;
        while (rest.Length >= EntryHeader)
        {
            int length = rest[1];
            if (length < EntryHeader || length > rest.Length)
            {
                IsDamaged = true;
                break;
            }

            ReadEntry((MadtEntryType)rest[0], rest[..length]);
            rest = rest[length..];
        }
    }

    /// <summary>The physical address of every CPU's local APIC.</summary>
    public ulong LocalApicAddress { get; private set; }

    /// <summary>Whether there are the two old interrupt controllers (8259) as well.</summary>
    public bool HasOldControllers { get; }

    /// <summary>Whether the entries end in the middle of one; those before it count.</summary>
    public bool IsDamaged { get; }

    /// <summary>CPUs that can be used. Each has a number of its own: entries that repeat one count once.</summary>
    public int ProcessorCount => _processors.Count;

    /// <summary>The I/O APICs; at most 64, and no address twice.</summary>
    public IReadOnlyList<IoApicPlace> IoApics => _ioApics;

    /// <summary>Interrupt lines of the ISA bus that are not connected as usual, the last word on each line.</summary>
    public IReadOnlyList<InterruptOverride> Overrides => _overrides;

    /// <summary>Inputs that bring non-maskable interrupts; the kernel leaves them masked.</summary>
    public int NmiSources { get; private set; }

    /// <summary>
    /// The way of each line of the ISA bus to the I/O APICs: the input of the same number, unless an entry says otherwise. A line
    /// without an entry whose input another line has cannot be used: null.
    /// </summary>
    /// <param name="routes">Takes the ways, one for each line.</param>
    public void FillRoutes(Span<InterruptRoute?> routes)
    {
        for (int line = 0; line < routes.Length; line++)
        {
            bool isTaken = _overrides.Exists(entry => entry.Input == line && entry.Line != line);
            routes[line] = isTaken ? null : new InterruptRoute((uint)line, IsActiveLow: false, IsLevelTriggered: false);
        }

        foreach (InterruptOverride entry in _overrides)
        {
            if (entry.Line < routes.Length)
            {
                routes[entry.Line] = new InterruptRoute(
                    entry.Input,
                    (entry.Flags & InterruptFlags.PolarityMask) == InterruptFlags.ActiveLow,
                    (entry.Flags & InterruptFlags.TriggerMask) == InterruptFlags.LevelTriggered);
            }
        }
    }

    private static ushort Half(ReadOnlySpan<byte> entry, int offset) => BinaryPrimitives.ReadUInt16LittleEndian(entry[offset..]);

    private static uint Word(ReadOnlySpan<byte> entry, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(entry[offset..]);

    /// <summary>Reads an entry; its offsets and sizes are those of ACPI 6.5, tables 5.22 to 5.34.</summary>
    private void ReadEntry(MadtEntryType type, ReadOnlySpan<byte> entry)
    {
        const uint Nobody = 0xff;
        switch (type)
        {
            case MadtEntryType.LocalApic when entry.Length >= 8 && (Word(entry, 4) & EnabledFlag) != 0 && entry[3] != Nobody:
                _processors.Add(entry[3]);
                break;
            case MadtEntryType.LocalX2Apic when entry.Length >= 16 && (Word(entry, 8) & EnabledFlag) != 0 && Word(entry, 4) != uint.MaxValue:
                _processors.Add(Word(entry, 4));
                break;
            case MadtEntryType.IoApic when entry.Length >= 12:
                AddIoApic(new IoApicPlace(Word(entry, 4), Word(entry, 8)));
                break;
            case MadtEntryType.SourceOverride when entry.Length >= 10 && entry[2] == IsaBus:
                byte line = entry[3];
                _overrides.RemoveAll(other => other.Line == line);
                _overrides.Add(new InterruptOverride(line, Word(entry, 4), (InterruptFlags)Half(entry, 8)));
                break;
            case MadtEntryType.NmiSource when entry.Length >= 8:
                NmiSources++;
                break;
            case MadtEntryType.LocalApicAddress when entry.Length >= 12:
                LocalApicAddress = BinaryPrimitives.ReadUInt64LittleEndian(entry[4..]);
                break;
        }
    }

    private void AddIoApic(IoApicPlace place)
    {
        if (_ioApics.Count < MostIoApics && place.Address != 0 && !_ioApics.Exists(other => other.Address == place.Address))
        {
            _ioApics.Add(place);
        }
    }
}
