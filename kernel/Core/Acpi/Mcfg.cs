using System.Collections.Generic;

namespace Lodestar.Core.Acpi;

/// <summary>Where PCI Express configuration space is (PCI Firmware specification 3.2, 4.1.2; signature <c>MCFG</c>).</summary>
public sealed class Mcfg
{
    /// <summary>The table's signature.</summary>
    public const string Signature = "MCFG";

    private const int FirstEntry = 44;
    private const int EntrySize = 16;
    private const int SegmentOffset = 8;
    private const int FirstBusOffset = 10;
    private const int LastBusOffset = 11;

    private readonly List<McfgSegment> _segments = [];

    /// <summary>Reads the table; entries without an address, or with buses in the wrong order, are left out.</summary>
    public Mcfg(AcpiTable table)
    {
        for (int offset = FirstEntry; offset <= table.Bytes.Length - EntrySize; offset += EntrySize)
        {
            McfgSegment segment = new(
                table.ReadUInt64(offset), table.ReadUInt16(offset + SegmentOffset),
                table.ReadByte(offset + FirstBusOffset), table.ReadByte(offset + LastBusOffset));
            if (segment.Address != 0 && segment.FirstBus <= segment.LastBus)
            {
                _segments.Add(segment);
            }
        }
    }

    /// <summary>The parts of it.</summary>
    public IReadOnlyList<McfgSegment> Segments => _segments;
}
