using System;
using System.Text;

namespace Lodestar.Core.Pci;

/// <summary>
/// Names of the makers and the devices that usual machines have, for the log. The numbers are those of the list at
/// pci-ids.ucw.cz. A maker's line begins with his number, the lines of his devices follow it with a blank before theirs.
/// </summary>
public static partial class PciNames
{
    private const int Digits = 4;

    /// <summary>Who made it; null for a maker who is not in the list.</summary>
    public static string? OfVendor(ushort vendor) => Find(vendor, null);

    /// <summary>What it is called; null for a device that is not in the list.</summary>
    public static string? OfDevice(ushort vendor, ushort device) => Find(vendor, device);

    private static string? Find(ushort vendor, ushort? device) =>
        Find(Virtual, vendor, device) ?? Find(IntelChipsets, vendor, device) ?? Find(IntelDevices, vendor, device)
        ?? Find(Amd, vendor, device) ?? Find(Others, vendor, device);

    private static string? Find(ReadOnlySpan<byte> list, ushort vendor, ushort? device)
    {
        bool isVendor = false;
        foreach (Range range in list.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = list[range];
            bool isDevice = line is [(byte)' ', ..];
            if (!isDevice)
            {
                isVendor = StartsWith(line, vendor);
                if (isVendor && device is null)
                {
                    return TextOf(line);
                }
            }
            else if (isVendor && device is { } number && StartsWith(line[1..], number))
            {
                return TextOf(line[1..]);
            }
        }

        return null;
    }

    private static bool StartsWith(ReadOnlySpan<byte> line, ushort number)
    {
        Span<byte> digits = stackalloc byte[Digits];
        return number.TryFormat(digits, out _, "x4") && line.StartsWith(digits);
    }

    private static string TextOf(ReadOnlySpan<byte> line) => Encoding.ASCII.GetString(line[(Digits + 1)..]);
}
