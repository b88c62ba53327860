using System.Runtime;

namespace Lodestar.Machine.Runtime;

/// <summary>Questions about a MethodTable that CoreLib's type loader asks.</summary>
internal static unsafe class MethodTableLayout
{
    private const uint ContainsGcPointers = 0x01000000;

    /// <summary>
    /// Bytes of the GCDesc before a MethodTable: a count and for each run of references a pair of words; a negative count
    /// (an array of structures) one word of offset and one word for each run.
    /// </summary>
    [RuntimeExport("RhGetGCDescSize")]
    private static int GetGcDescSize(byte* type)
    {
        if ((*(uint*)(type + CoreLibOffsets.OFFSETOF__MethodTable__m_uFlags) & ContainsGcPointers) == 0)
        {
            return 0;
        }

        long series = ((long*)type)[-1];
        long words = series >= 0 ? 1 + (2 * series) : 2 - series;
        return (int)(words * sizeof(long));
    }
}
