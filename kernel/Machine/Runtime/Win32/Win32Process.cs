using System.Runtime;

namespace Lodestar.Machine.Runtime.Win32;

/// <summary>The end of everything, and randomness.</summary>
internal static unsafe class Win32Process
{
    private const int NtStatusSuccess = 0;
    private const int HResultSuccess = 0;

    /// <summary>The last thing that Environment.FailFast and a failed Debug.Assert do; their text is in the log already.</summary>
    [RuntimeExport("RaiseFailFastException")]
    private static void RaiseFailFastException(void* exceptionRecord, void* context, uint flags) =>
        RuntimeFailure.Stop("fail fast (the reason is in the line above)");

    /// <summary>Random bytes for hash seeds and Random: RDRAND where the CPU has it, mixed with the time stamp counter.</summary>
    [RuntimeExport("BCryptGenRandom")]
    private static int GenerateRandom(void* algorithm, byte* buffer, uint length, uint flags)
    {
        RuntimePlatform.FillRandom(buffer, length);
        return NtStatusSuccess;
    }

    /// <summary>Guid.NewGuid: random bits but for version 4 and the variant of RFC 9562, section 5.4.</summary>
    [RuntimeExport("CoCreateGuid")]
    private static int CreateGuid(byte* guid)
    {
        const int Length = 16;
        const int VersionByte = 7; // of the little-endian third group
        const int VariantByte = 8;
        RuntimePlatform.FillRandom(guid, Length);
        guid[VersionByte] = (byte)((guid[VersionByte] & 0x0f) | 0x40);
        guid[VariantByte] = (byte)((guid[VariantByte] & 0x3f) | 0x80);
        return HResultSuccess;
    }
}
