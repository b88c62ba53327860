using System;
using Lodestar.Machine.Cpu;

namespace Lodestar.Machine;

/// <summary>What the CPU gives of randomness, to seed a generator with.</summary>
public static unsafe class MachineRandom
{
    /// <summary>Whether <see cref="Fill"/> has a random number generator of the CPU (RDRAND) behind it, not only its counters.</summary>
    public static bool IsFromHardware => CpuFeatures.Has(CpuFeature.Rdrand);

    /// <summary>Fills with bytes from RDRAND, or without it with what the time stamp counter gives.</summary>
    public static void Fill(Span<byte> destination)
    {
        fixed (byte* start = destination)
        {
            HardwareRandom.Fill(start, (nuint)destination.Length);
        }
    }
}
