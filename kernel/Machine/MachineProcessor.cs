using System.Text;
using Lodestar.Machine.Cpu;

namespace Lodestar.Machine;

/// <summary>What the CPU says about itself.</summary>
public static class MachineProcessor
{
    /// <summary>Ticks of the time stamp counter in a second.</summary>
    public static ulong Frequency => TimestampClock.Frequency;

    /// <summary>Who made it, 12 characters.</summary>
    public static string Vendor
    {
        get
        {
            Cpuid answer = Cpuid.Read(0);
            return string.Create(12, answer, static (text, answer) =>
            {
                for (int i = 0; i < text.Length; i++)
                {
                    uint register = (i / sizeof(uint)) switch { 0 => answer.Ebx, 1 => answer.Edx, _ => answer.Ecx };
                    text[i] = (char)(byte)(register >> (i % sizeof(uint) * 8));
                }
            });
        }
    }

    /// <summary>Family and model, as their makers count them (Intel SDM volume 2A, CPUID, figure 3-6).</summary>
    public static (int Family, int Model) Model
    {
        get
        {
            const int ExtendedFamily = 15;
            const int Core = 6;
            uint signature = Cpuid.Read(1).Eax;
            int family = (int)(signature >> 8) & 0xf;
            int model = (int)(signature >> 4) & 0xf;
            model |= family is ExtendedFamily or Core ? (int)(signature >> 12) & 0xf0 : 0;
            return (family == ExtendedFamily ? family + ((int)(signature >> 20) & 0xff) : family, model);
        }
    }

    /// <summary>The CPU's name as it gives it itself.</summary>
    public static string Name => Encoding.ASCII.GetString(CpuFeatures.Name);

    /// <summary>An answer of CPUID; zeros for a leaf that the CPU does not have.</summary>
    public static (uint Eax, uint Ebx, uint Ecx, uint Edx) Ask(uint leaf, uint subleaf = 0)
    {
        Cpuid answer = Cpuid.Read(leaf, subleaf);
        return (answer.Eax, answer.Ebx, answer.Ecx, answer.Edx);
    }
}
