using System;
using System.Buffers.Binary;
using System.Collections.Generic;

namespace Lodestar.Core.Acpi;

/// <summary>
/// The firmware's tables that the kernel reads; null for each that there is not. Nothing in them is trusted: a table with a wrong
/// checksum counts as absent, and <see cref="Problems"/> names it.
/// </summary>
public sealed class AcpiTables
{
    /// <summary>Tables that are looked at; no firmware has as many.</summary>
    private const int MostTables = 256;

    private const string RsdtSignature = "RSDT";
    private const string XsdtSignature = "XSDT";
    private const string DsdtSignature = "DSDT";
    private const string SsdtSignature = "SSDT";

    private readonly List<AcpiTable> _tables = [];
    private readonly List<string> _problems = [];

    private AcpiTables()
    {
    }

    /// <summary>No tables at all.</summary>
    public static AcpiTables None { get; } = new();

    /// <summary>All sound tables in the order in which they are listed, without those that list others.</summary>
    public IReadOnlyList<AcpiTable> Tables => _tables;

    /// <summary>A sentence for each table that there is but cannot be used.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Registers of power management.</summary>
    public Fadt? Fadt { get; private set; }

    /// <summary>CPUs and I/O APICs.</summary>
    public Madt? Madt { get; private set; }

    /// <summary>The high precision event timer.</summary>
    public Hpet? Hpet { get; private set; }

    /// <summary>PCI Express configuration space.</summary>
    public Mcfg? Mcfg { get; private set; }

    /// <summary>What switches the machine off; null if no table says.</summary>
    public SleepType? SoftOff { get; private set; }

    /// <summary>Reads the tables.</summary>
    /// <param name="root">Where they are.</param>
    /// <param name="read">Reads the firmware's memory.</param>
    public static AcpiTables Read(Rsdp root, FirmwareReader read)
    {
        AcpiTables tables = new();
        bool isListed = tables.TryReadList(root.Xsdt, XsdtSignature, sizeof(ulong), read)
            || tables.TryReadList(root.Rsdt, RsdtSignature, sizeof(uint), read);
        if (!isListed)
        {
            tables._problems.Add("neither list of tables can be used");
        }

        tables.Fadt = tables.Find(Fadt.Signature) is { } fadt ? new Fadt(fadt) : null;
        tables.Madt = tables.Find(Madt.Signature) is { } madt ? new Madt(madt) : null;
        tables.Hpet = tables.Find(Hpet.Signature) is { } hpet ? new Hpet(hpet) : null;
        tables.Mcfg = tables.Find(Mcfg.Signature) is { } mcfg ? new Mcfg(mcfg) : null;
        tables.FindSoftOff(read);
        return tables;
    }

    private AcpiTable? Find(string signature) => _tables.Find(table => table.Signature == signature);

    /// <summary>Reads a list, and the tables in it; false if there is none that is sound.</summary>
    private bool TryReadList(ulong address, string signature, int entrySize, FirmwareReader read)
    {
        if (address == 0 || Load(address, signature, read) is not { } list)
        {
            return false;
        }

        ReadOnlySpan<byte> entries = list.Bytes[AcpiTable.HeaderSize..];
        HashSet<ulong> seen = [];
        for (; entries.Length >= entrySize && seen.Count < MostTables; entries = entries[entrySize..])
        {
            ulong entry = entrySize == sizeof(ulong)
                ? BinaryPrimitives.ReadUInt64LittleEndian(entries)
                : BinaryPrimitives.ReadUInt32LittleEndian(entries);
            if (entry != 0 && seen.Add(entry) && Load(entry, null, read) is { } table)
            {
                _tables.Add(table);
            }
        }

        return _tables.Count > 0;
    }

    /// <summary>The differentiated table, which has no place in the list, and the further ones.</summary>
    private void FindSoftOff(FirmwareReader read)
    {
        AcpiTable? dsdt = Fadt is null ? null : LoadDsdt(Fadt.Dsdt, read) ?? (Fadt.OldDsdt != Fadt.Dsdt ? LoadDsdt(Fadt.OldDsdt, read) : null);
        SoftOff = dsdt is null ? null : AmlSleepState.Find(dsdt.Bytes[AcpiTable.HeaderSize..]);
        foreach (AcpiTable table in _tables)
        {
            SoftOff ??= table.Signature == SsdtSignature ? AmlSleepState.Find(table.Bytes[AcpiTable.HeaderSize..]) : null;
        }
    }

    private AcpiTable? LoadDsdt(ulong address, FirmwareReader read)
    {
        AcpiTable? table = address == 0 ? null : Load(address, DsdtSignature, read);
        if (table is not null)
        {
            _tables.Add(table);
        }

        return table;
    }

    private AcpiTable? Load(ulong address, string? signature, FirmwareReader read)
    {
        AcpiTable? table = AcpiTable.TryRead(read, address, out string? problem);
        if (table is not null && signature is not null && table.Signature != signature)
        {
            problem = $"{table.Signature} at 0x{address:x} should be {signature}";
            table = null;
        }

        if (problem is not null)
        {
            _problems.Add(problem);
        }

        return table;
    }
}
