namespace Lodestar.Core.Files;

/// <summary>Limits of reading and writing.</summary>
public static class IoLimits
{
    /// <summary>Bytes that one call transfers at the most: whole pages below 2 GiB (MAX_RW_COUNT in Linux, <c>read(2)</c>).</summary>
    public const ulong LargestTransfer = 0x7fff_f000;
}
