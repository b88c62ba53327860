namespace Lodestar.Machine.Cpu;

/// <summary>Random numbers from the CPU.</summary>
internal static unsafe class HardwareRandom
{
    private static ulong s_state;

    /// <summary>
    /// Fills memory: RDRAND where the CPU has it; else a generator seeded from the time stamp counter, which is good
    /// enough for hash seeds and not for secrets.
    /// </summary>
    public static void Fill(byte* buffer, nuint length)
    {
        while (length != 0)
        {
            ulong value = Next();
            nuint chunk = length < sizeof(ulong) ? length : sizeof(ulong);
            for (nuint i = 0; i < chunk; i++)
            {
                buffer[i] = (byte)(value >> (8 * (int)i));
            }

            buffer += chunk;
            length -= chunk;
        }
    }

    private static ulong Next()
    {
        ulong value;
        if (CpuFeatures.Has(CpuFeature.Rdrand) && CpuInstructions.TryReadRandom(&value))
        {
            return value;
        }

        // SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014), stirred by the counter.
        s_state += 0x9e37_79b9_7f4a_7c15 ^ CpuInstructions.ReadTimestamp();
        value = s_state;
        value = (value ^ (value >> 30)) * 0xbf58_476d_1ce4_e5b9;
        value = (value ^ (value >> 27)) * 0x94d0_49bb_1331_11eb;
        return value ^ (value >> 31);
    }
}
