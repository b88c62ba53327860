using System;

namespace Lodestar.Machine.Runtime;

/// <summary>
/// What the managed runtime asks of what is below it, the collector (<see cref="Gc.GcPlatform"/>), faults of the CPU
/// (<see cref="HardwareExceptions"/>) and its end (<see cref="RuntimeFailure"/>) aside. The kernel answers from its page
/// tables, its clock and its log, a program in ring 3 from system calls; nothing else here knows which of the two it runs on.
/// </summary>
internal static unsafe partial class RuntimePlatform
{
    private const nuint PageSize = 4096;

    private static nuint s_reserved;

    /// <summary>Nanoseconds since the boot.</summary>
    public static partial ulong UptimeNanoseconds { get; }

    /// <summary>Whether <see cref="TimeOfDay"/> can be asked.</summary>
    public static partial bool HasTimeOfDay { get; }

    /// <summary>Nanoseconds since 1970 (POSIX time, UTC).</summary>
    public static partial ulong TimeOfDay { get; }

    /// <summary>First of the addresses that <see cref="Reserve"/> gives out; page aligned.</summary>
    private static partial byte* DataBase { get; }

    /// <summary>Bytes of them.</summary>
    private static partial nuint DataSize { get; }

    /// <summary>Sets addresses aside that nothing is mapped at, whole pages; null when they are used up.</summary>
    public static byte* Reserve(nuint size)
    {
        nuint bytes = (size + PageSize - 1) & ~(PageSize - 1);
        if (bytes < size || bytes > DataSize - s_reserved)
        {
            return null;
        }

        byte* start = DataBase + s_reserved;
        s_reserved += bytes;
        return start;
    }

    /// <summary>Whether a range lies in what <see cref="Reserve"/> has set aside.</summary>
    public static bool IsReserved(byte* address, nuint size) =>
        address >= DataBase
        && (nuint)(address - DataBase) <= s_reserved
        && size <= s_reserved - (nuint)(address - DataBase);

    /// <summary>Backs reserved pages with zeroed memory; false, with nothing changed, when memory is out.</summary>
    public static partial bool MapPages(byte* address, nuint pages);

    /// <summary>Writes UTF-8 text as it is to where messages go: the kernel's log, a program's standard error.</summary>
    public static partial void WriteText(ReadOnlySpan<byte> text);

    /// <summary>Fills memory with random bytes.</summary>
    public static partial void FillRandom(byte* buffer, nuint length);

    /// <summary>The value of an environment variable as UTF-8 up to a zero; null when there is none of this name.</summary>
    public static partial byte* FindVariable(ReadOnlySpan<char> name);

    /// <summary>Returns when at least this many nanoseconds have passed.</summary>
    public static partial void Wait(ulong nanoseconds);
}
