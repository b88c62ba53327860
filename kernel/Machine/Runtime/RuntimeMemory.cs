namespace Lodestar.Machine.Runtime;

/// <summary>Memory of the runtime itself that is never given back: small tables outside the collected heap.</summary>
internal static unsafe class RuntimeMemory
{
    private const nuint Alignment = 16;

    private static byte* s_next;
    private static byte* s_end;

    /// <summary>Zeroed memory, 16-byte aligned; null when memory is out.</summary>
    public static void* Allocate(nuint bytes)
    {
        bytes = (bytes + Alignment - 1) & ~(Alignment - 1);
        if ((nuint)(s_end - s_next) < bytes)
        {
            nuint pages = (bytes + 4095) / 4096;
            pages = pages < 4 ? 4 : pages;
            byte* block = (byte*)BringUp.Pages(pages);
            if (block == null)
            {
                return null;
            }

            s_next = block;
            s_end = block + (pages * 4096);
        }

        byte* result = s_next;
        s_next += bytes;
        return result;
    }
}
