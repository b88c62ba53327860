using System;
using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Lodestar.Machine.Runtime;

namespace Lodestar.Userland;

/// <summary>From the first instruction to the program's own code, and out again.</summary>
internal static unsafe class ProcessEntry
{
    /// <summary>Called by <c>process.asm</c> with the initial stack pointer. Until the runtime has started nothing is allocated.</summary>
    [RuntimeExport("ProcessStart")]
    private static void Start(byte* stackPointer)
    {
        ProcessStack.Read(stackPointer);
        if (!ProcessMemory.Initialize())
        {
            RuntimeFailure.OutOfMemory("no addresses for the managed heap");
        }

        Signals.Install();
        RuntimeStartup.Start(ProcessStack.Low, ProcessStack.High, gcStress: 0);
        LinuxCalls.Exit(ProgramMain(Arguments()));
    }

    /// <summary>The arguments behind the program's name.</summary>
    private static string[] Arguments()
    {
        string[] arguments = new string[Math.Max(ProcessStack.ArgumentCount - 1, 0)];
        for (int index = 0; index < arguments.Length; index++)
        {
            ReadOnlySpan<byte> text = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(ProcessStack.Argument(index + 1));
            arguments[index] = Encoding.UTF8.GetString(text);
        }

        return arguments;
    }

    /// <summary>The program: it exports this name (see <c>userland/managed/Hello</c>).</summary>
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "ProgramMain")]
    private static extern int ProgramMain(string[] arguments);
}
