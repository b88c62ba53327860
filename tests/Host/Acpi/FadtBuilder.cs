using System;
using System.Collections.Generic;
using Lodestar.Core.Acpi;

namespace Lodestar.Host.Tests.Acpi;

/// <summary>Makes a FADT field by field; offsets are those of ACPI 6.5, table 5.9.</summary>
internal sealed class FadtBuilder(byte revision, int length)
{
    private readonly byte[] _content = new byte[length - AcpiTable.HeaderSize];

    internal FadtBuilder With(int offset, ulong value, int width)
    {
        FirmwareImage.Number(value, width).CopyTo(_content, offset - AcpiTable.HeaderSize);
        return this;
    }

    internal FadtBuilder WithAddress(int offset, AddressSpaceKind space, ulong address, byte bits = 16) =>
        With(offset, (byte)space, 1).With(offset + 1, bits, 1).With(offset + 4, address, 8);

    internal byte[] Build() => FirmwareImage.Table(Fadt.Signature, revision, _content);

    internal Fadt Read()
    {
        AcpiTable? table = AcpiTable.TryRead(new FirmwareImage().Put(4096, Build()).Read, 4096, out string? problem);
        return new Fadt(table ?? throw new InvalidOperationException(problem));
    }
}
