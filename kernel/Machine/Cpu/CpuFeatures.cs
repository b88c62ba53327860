using System;
using System.Runtime.CompilerServices;

namespace Lodestar.Machine.Cpu;

/// <summary>The boot CPU: its name and features.</summary>
internal static class CpuFeatures
{
    private const int NameSize = 48;

    private static CpuFeature s_features;
    private static NameBuffer s_name;
    private static int s_nameStart;
    private static int s_nameLength;

    [InlineArray(NameSize)]
    private struct NameBuffer
    {
        private byte _first;
    }

    /// <summary>The brand string of CPUID, or the vendor's; ASCII.</summary>
    public static ReadOnlySpan<byte> Name => ((ReadOnlySpan<byte>)s_name).Slice(s_nameStart, s_nameLength);

    /// <summary>Whether the CPU has a feature.</summary>
    public static bool Has(CpuFeature feature) => (s_features & feature) != 0;

    /// <summary>Asks CPUID.</summary>
    /// <param name="isBaseline">Whether to do without all that a 64-bit CPU need not have, but for the local APIC.</param>
    public static void Detect(bool isBaseline)
    {
        Cpuid basic = Cpuid.Read(1);
        Cpuid structured = Cpuid.Read(7);
        Cpuid extended = Cpuid.Read(Cpuid.ExtendedBase + 1);
        Cpuid power = Cpuid.Read(Cpuid.ExtendedBase + 7);
        ReadName();
        Add(CpuFeature.LocalApic, basic.Edx, 9);
        if (isBaseline)
        {
            return;
        }

        Add(CpuFeature.MachineCheck, basic.Edx, 7);
        Add(CpuFeature.GlobalPages, basic.Edx, 13);
        Add(CpuFeature.PageAttributeTable, basic.Edx, 16);
        Add(CpuFeature.TscDeadline, basic.Ecx, 24);
        Add(CpuFeature.Xsave, basic.Ecx, 26);
        Add(CpuFeature.Avx, basic.Ecx, 28);
        Add(CpuFeature.Rdrand, basic.Ecx, 30);
        Add(CpuFeature.Hypervisor, basic.Ecx, 31);
        Add(CpuFeature.FsGsBase, structured.Ebx, 0);
        Add(CpuFeature.Smep, structured.Ebx, 7);
        Add(CpuFeature.Smap, structured.Ebx, 20);
        Add(CpuFeature.Umip, structured.Ecx, 2);
        Add(CpuFeature.HugePages, extended.Edx, 26);
        Add(CpuFeature.InvariantTsc, power.Edx, 8);
    }

    private static void Add(CpuFeature feature, uint register, int bit)
    {
        if ((register >> bit & 1) != 0)
        {
            s_features |= feature;
        }
    }

    private static void ReadName()
    {
        const uint FirstBrandLeaf = Cpuid.ExtendedBase + 2;
        const uint BrandLeaves = 3;
        int length = 0;
        if (Cpuid.Read(FirstBrandLeaf + BrandLeaves - 1).Eax != 0 || Cpuid.Read(FirstBrandLeaf).Eax != 0)
        {
            for (uint i = 0; i < BrandLeaves; i++)
            {
                Cpuid part = Cpuid.Read(FirstBrandLeaf + i);
                Append(part.Eax, ref length);
                Append(part.Ebx, ref length);
                Append(part.Ecx, ref length);
                Append(part.Edx, ref length);
            }
        }
        else
        {
            Cpuid vendor = Cpuid.Read(0);
            Append(vendor.Ebx, ref length);
            Append(vendor.Edx, ref length);
            Append(vendor.Ecx, ref length);
        }

        // The string ends with zeros, and some CPUs pad it with blanks in front.
        while (length > 0 && s_name[length - 1] is 0 or (byte)' ')
        {
            length--;
        }

        while (s_nameStart < length && s_name[s_nameStart] == ' ')
        {
            s_nameStart++;
        }

        s_nameLength = length - s_nameStart;
    }

    private static void Append(uint characters, ref int length)
    {
        for (int i = 0; i < sizeof(uint); i++)
        {
            s_name[length++] = (byte)(characters >> (8 * i));
        }
    }
}
