using Lodestar.Machine.Threads;
using Lodestar.Machine.UserMode;

namespace Lodestar.KernelTests;

/// <summary>Runs a program on a thread of its own while the test waits.</summary>
internal static class ProgramRunner
{
    private static KernelThread? s_test;

    /// <summary>Runs a program until it calls <see cref="Leave"/>.</summary>
    internal static void Run(UserEvents events, UserPageTable table, ulong instructionPointer, ulong stackPointer)
    {
        s_test = KernelThread.Current;
        KernelThread thread = KernelThread.TryCreate(events, instructionPointer, stackPointer)!;
        thread.PageTable = table;
        KernelThread.SwitchTo(thread);
        thread.Free();
    }

    /// <summary>Ends the program whose call or exception is being served. Does not return.</summary>
    internal static void Leave() => KernelThread.SwitchTo(s_test!);
}
