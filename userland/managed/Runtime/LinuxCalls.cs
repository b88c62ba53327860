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
    private const long NumberOpen = 2;
    private const long NumberClose = 3;
    private const long NumberMmap = 9;
    private const long NumberMprotect = 10;
    private const long NumberSigaction = 13;
    private const long NumberSigprocmask = 14;
    private const long NumberIoctl = 16;
    private const long NumberMadvise = 28;
    private const long NumberDup2 = 33;
    private const long NumberNanosleep = 35;
    private const long NumberGetpid = 39;
    private const long NumberFork = 57;
    private const long NumberExecve = 59;
    private const long NumberWait4 = 61;
    private const long NumberKill = 62;
    private const long NumberGetrlimit = 97;
    private const long NumberSysinfo = 99;
    private const long NumberSetsid = 112;
    private const long NumberSigtimedwait = 128;
    private const long NumberSigaltstack = 131;
    private const long NumberReboot = 169;
    private const long NumberClockGettime = 228;
    private const long NumberExitGroup = 231;
    private const long NumberGetrandom = 318;

    // Linux, asm-generic/mman-common.h and linux/mman.h
    private const ulong ProtectReadWrite = 3;
    private const ulong PrivateAnonymousNoReserve = 0x4022;
    private const ulong AdviseDontNeed = 4;

    private const ulong ReadWrite = 2;

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

    /// <summary>Sends a signal to a process; -1 means all but this and the first one.</summary>
    public static void Kill(int process, int signal) => Call(NumberKill, (ulong)process, (ulong)signal, 0);

    /// <summary>Makes a copy of the process, whose result is 0.</summary>
    public static long Fork() => Call(NumberFork, 0, 0, 0);

    /// <summary>Runs another program in this process; returns only an error.</summary>
    public static long Execute(byte* path, ulong* arguments, ulong* environment) =>
        Call(NumberExecve, (ulong)path, (ulong)arguments, (ulong)environment);

    /// <summary>Waits for a child.</summary>
    public static long Wait(int process, int* status, ulong options) =>
        SystemCall(NumberWait4, (ulong)process, (ulong)status, options, 0, 0, 0);

    /// <summary>Begins a session.</summary>
    public static void BeginSession() => Call(NumberSetsid, 0, 0, 0);

    /// <summary>The number of a terminal's device, as st_rdev has it; 0 where there is none.</summary>
    public static uint GetTerminalNumber(byte* path)
    {
        const ulong NoControllingTerminal = 0x100;
        const ulong GetDevice = 0x8004_5432;
        uint number = 0;
        long descriptor = Call(NumberOpen, (ulong)path, ReadWrite | NoControllingTerminal, 0);
        if (!IsError(descriptor))
        {
            Call(NumberIoctl, (ulong)descriptor, GetDevice, (ulong)&number);
            Call(NumberClose, (ulong)descriptor, 0, 0);
        }

        return number;
    }

    /// <summary>Waits until a virtual terminal is visible, of which standard input is one.</summary>
    public static void WaitForVirtualTerminal(int number)
    {
        const ulong WaitUntilActive = 0x5607;
        Call(NumberIoctl, StandardStreams.Input, WaitUntilActive, (ulong)number);
    }

    /// <summary>Makes a terminal the session's own, and standard input, output and error.</summary>
    public static void TakeTerminal(byte* path)
    {
        const ulong SetControllingTerminal = 0x540e;
        long descriptor = Call(NumberOpen, (ulong)path, ReadWrite, 0);
        if (IsError(descriptor))
        {
            return;
        }

        Call(NumberIoctl, (ulong)descriptor, SetControllingTerminal, 0);
        for (ulong standard = StandardStreams.Input; standard <= StandardStreams.Error; standard++)
        {
            Call(NumberDup2, (ulong)descriptor, standard, 0);
        }

        if (descriptor > StandardStreams.Error)
        {
            Call(NumberClose, (ulong)descriptor, 0, 0);
        }
    }

    /// <summary>Blocks signals, given as a set.</summary>
    public static void BlockSignals(ulong set) => ChangeMask(0, set);

    /// <summary>Blocks none.</summary>
    public static void UnblockSignals() => ChangeMask(2, 0);

    /// <summary>Takes a signal of a set, waiting for it.</summary>
    public static long WaitForSignal(ulong set) => SystemCall(NumberSigtimedwait, (ulong)&set, 0, 0, SignalSetSize, 0, 0);

    /// <summary>Ends or restarts the system.</summary>
    public static long Reboot(uint command)
    {
        const ulong Magic1 = 0xfee1_dead;
        const ulong Magic2 = 672274793;
        return Call(NumberReboot, Magic1, Magic2, command);
    }

    /// <summary>Ends the process.</summary>
    public static void Exit(int status) => Call(NumberExitGroup, (ulong)status, 0, 0);

    private static void ChangeMask(ulong how, ulong set) =>
        SystemCall(NumberSigprocmask, how, (ulong)&set, 0, SignalSetSize, 0, 0);

    private static long Call(long number, ulong first, ulong second, ulong third) =>
        SystemCall(number, first, second, third, 0, 0, 0);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "SystemCall")]
    private static extern long SystemCall(
        long number, ulong first, ulong second, ulong third, ulong fourth, ulong fifth, ulong sixth);
}
