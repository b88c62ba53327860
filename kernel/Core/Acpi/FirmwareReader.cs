using System;

namespace Lodestar.Core.Acpi;

/// <summary>Copies bytes of physical memory that the firmware has filled.</summary>
/// <param name="address">The physical address.</param>
/// <param name="destination">Takes the bytes.</param>
/// <returns>Whether all of them could be read.</returns>
public delegate bool FirmwareReader(ulong address, Span<byte> destination);
