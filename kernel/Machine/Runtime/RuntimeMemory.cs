namespace Lodestar.Machine.Runtime;

/// <summary>Memory of the runtime itself that is never given back: small tables outside the collected heap.</summary>
internal static unsafe class RuntimeMemory
{
    private const nuint Alignment = 16;
    private const nuint PageSize = 4096;
    private const nuint SmallestPiece = 4 * PageSize;

    private static byte* s_next;
    private static byte* s_end;

    /// <summary>Zeroed memory, 16-byte aligned; null when memory is out.</summary>
    public static void* Allocate(nuint bytes)
    {
        bytes = (bytes + Alignment - 1) & ~(Alignment - 1);
        if ((nuint)(s_end - s_next) < bytes)
        {
            nuint size = bytes < SmallestPiece ? SmallestPiece : (bytes + PageSize - 1) & ~(PageSize - 1);
            byte* piece = RuntimePlatform.Reserve(size);
            if (piece == null || !RuntimePlatform.MapPages(piece, size / PageSize))
            {
                return null;
            }

            s_next = piece;
            s_end = piece + size;
        }

        byte* result = s_next;
        s_next += bytes;
        return result;
    }
}
