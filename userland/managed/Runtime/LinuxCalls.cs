using System.Runtime;
using System.Runtime.CompilerServices;

namespace Lodestar.Userland;

/// <summary>
/// The system calls that the platform layer makes (Linux x86-64; the man page of each has the same name). Results as the
/// kernel gives them: a negative one is an error number.
/// </summary>
internal static unsafe class LinuxCalls
{
    // Linux, arch/x86/entry/syscalls/syscall_64.tbl
    private const long NumberRead = 0;
    private const long NumberWrite = 1;
    private const long NumberMmap = 9;
    private const long NumberMprotect = 10;
    private const long NumberSigaction = 13;
    private const long NumberMadvise = 28;
    private const long NumberNanosleep = 35;
    private const long NumberGetpid = 39;
    private const long NumberKill = 62;
    private const long NumberGetrlimit = 97;
    private const long NumberSysinfo = 99;
    private const long NumberSigaltstack = 131;
    private const long NumberClockGettime = 228;
    private const long NumberExitGroup = 231;
    private const long NumberGetrandom = 318;

    // Linux, asm-generic/mman-common.h and linux/mman.h
    private const ulong ProtectReadWrite = 3;
    private const ulong PrivateAnonymousNoReserve = 0x4022;
    private const ulong AdviseDontNeed = 4;

    private const ulong NoFile = ulong.MaxValue;

    /// <summary>The largest error number that a result can be (linux/err.h).</summary>
    private const long LargestError = 4095;

    /// <summary>EINTR.</summary>
    public const long Interrupted = -4;

    /// <summary>Bytes of the kernel's signal sets.</summary>
    public const ulong SignalSetSize = 8;

    /// <summary>Whether a result is an error number.</summary>
    public static bool IsError(long result) => (ulong)result >= unchecked((ulong)-LargestError);

    /// <summary>Reads from a descriptor.</summary>
    public static long Read(int descriptor, byte* buffer, nuint length) =>
        Call(NumberRead, (ulong)descriptor, (ulong)buffer, length);

    /// <summary>Writes to a descriptor.</summary>
    public static long Write(int descriptor, byte* buffer, nuint length) =>
        Call(NumberWrite, (ulong)descriptor, (ulong)buffer, length);

    /// <summary>Sets addresses aside that cannot be accessed and cost no memory; null when there are not as many.</summary>
    public static byte* ReserveMemory(nuint length)
    {
        const ulong ProtectNone = 0;
        long result = SystemCall(NumberMmap, 0, length, ProtectNone, PrivateAnonymousNoReserve, NoFile, 0);
        return IsError(result) ? null : (byte*)result;
    }

    /// <summary>Makes pages readable and writable.</summary>
    public static bool AllowAccess(byte* address, nuint length) =>
        Call(NumberMprotect, (ulong)address, length, ProtectReadWrite) == 0;

    /// <summary>Gives the memory of pages back; they read as zero from then on.</summary>
    public static void DiscardMemory(byte* address, nuint length) =>
        Call(NumberMadvise, (ulong)address, length, AdviseDontNeed);

    /// <summary>Installs a signal's handler.</summary>
    public static void SetSignalAction(int signal, SignalAction* action) =>
        SystemCall(NumberSigaction, (ulong)signal, (ulong)action, 0, SignalSetSize, 0, 0);

    /// <summary>Names the stack that signal handlers run on; <paramref name="stack"/> is a stack_t.</summary>
    public static void SetSignalStack(SignalStack* stack) => Call(NumberSigaltstack, (ulong)stack, 0, 0);

    /// <summary>Waits; <paramref name="time"/> is what to wait, and what is left of it when a signal came between.</summary>
    public static long Sleep(TimeSpecification* time) => Call(NumberNanosleep, (ulong)time, (ulong)time, 0);

    /// <summary>Reads a clock.</summary>
    public static void ReadClock(int clock, TimeSpecification* time) => Call(NumberClockGettime, (ulong)clock, (ulong)time, 0);

    /// <summary>Reads a resource limit: two words, the soft limit first.</summary>
    public static long ReadLimit(int resource, ulong* limit) => Call(NumberGetrlimit, (ulong)resource, (ulong)limit, 0);

    /// <summary>Reads the machine's figures.</summary>
    public static long ReadSystemInformation(SystemInformation* information) => Call(NumberSysinfo, (ulong)information, 0, 0);

    /// <summary>Fills a buffer with random bytes, the first of it or all.</summary>
    public static long ReadRandom(byte* buffer, nuint length) => Call(NumberGetrandom, (ulong)buffer, length, 0);

    /// <summary>Sends a signal to this process.</summary>
    public static void RaiseSignal(int signal) =>
        Call(NumberKill, (ulong)Call(NumberGetpid, 0, 0, 0), (ulong)signal, 0);

    /// <summary>Ends the process.</summary>
    public static void Exit(int status) => Call(NumberExitGroup, (ulong)status, 0, 0);

    private static long Call(long number, ulong first, ulong second, ulong third) =>
        SystemCall(number, first, second, third, 0, 0, 0);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "SystemCall")]
    private static extern long SystemCall(
        long number, ulong first, ulong second, ulong third, ulong fourth, ulong fifth, ulong sixth);
}
