namespace Lodestar.Userland;

/// <summary>
/// What the kernel puts on the stack of a new process (System V ABI, AMD64 supplement, 3.4.1): the number of arguments,
/// pointers to them, to the environment, and the auxiliary vector, each ended by a null.
/// </summary>
internal static unsafe class ProcessStack
{
    private const ulong AuxiliaryEnd = 0;
    private const ulong AuxiliaryExecutableName = 31; // AT_EXECFN
    private const int LimitOfStack = 3; // RLIMIT_STACK
    private const ulong UnlimitedStack = ulong.MaxValue;
    private const ulong AssumedLimit = 8 << 20;
    private const ulong PageMask = 4095;

    private static byte** s_arguments;
    private static byte** s_environment;

    /// <summary>Arguments, the program's name first.</summary>
    public static int ArgumentCount { get; private set; }

    /// <summary>The initial stack pointer: nothing that the collector has to see lies above.</summary>
    public static byte* High { get; private set; }

    /// <summary>Lowest address that the kernel lets the stack grow to.</summary>
    public static byte* Low { get; private set; }

    /// <summary>Takes the initial stack pointer.</summary>
    public static void Read(byte* stackPointer)
    {
        High = stackPointer;
        ArgumentCount = (int)*(ulong*)stackPointer;
        s_arguments = (byte**)(stackPointer + sizeof(ulong));
        s_environment = s_arguments + ArgumentCount + 1;
        byte** end = s_environment;
        while (*end != null)
        {
            end++;
        }

        Low = FindLow((ulong*)(end + 1));
    }

    /// <summary>An argument as bytes up to a zero; <paramref name="index"/> is below <see cref="ArgumentCount"/>.</summary>
    public static byte* Argument(int index) => s_arguments[index];

    /// <summary>The environment's <c>NAME=value</c> texts, up to a null.</summary>
    public static byte** Environment => s_environment;

    /// <summary>The limit counts from the top of the stack's mapping, where the program's name stands last.</summary>
    private static byte* FindLow(ulong* auxiliary)
    {
        ulong top = (ulong)High;
        for (; *auxiliary != AuxiliaryEnd; auxiliary += 2)
        {
            if (*auxiliary == AuxiliaryExecutableName)
            {
                top = auxiliary[1];
            }
        }

        top = (top + PageMask) & ~PageMask;
        ulong* limit = stackalloc ulong[2];
        bool isLimited = LinuxCalls.ReadLimit(LimitOfStack, limit) == 0 && *limit != UnlimitedStack;
        return (byte*)(top - (isLimited ? *limit : AssumedLimit));
    }
}
