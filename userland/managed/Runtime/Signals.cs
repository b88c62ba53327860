using System;
using System.Runtime;
using System.Runtime.CompilerServices;
using System.Text.Unicode;
using Lodestar.Machine.Diagnostics;
using Lodestar.Machine.Runtime;

namespace Lodestar.Userland;

/// <summary>
/// Faults of the program. They arrive on a stack of their own, because the program's can be what is used up; the handler allocates
/// nothing.
/// </summary>
internal static unsafe class Signals
{
    /// <summary>SIGSEGV.</summary>
    public const int SegmentationFault = 11;

    /// <summary>SIGFPE.</summary>
    public const int ArithmeticError = 8;

    private const int BusError = 7; // SIGBUS
    private const int StackSize = 64 << 10;
    private const ulong GuardSize = 1 << 20; // the gap that Linux leaves below a stack
    private const int LongestName = 512;

    /// <summary>Takes the signals over.</summary>
    public static void Install()
    {
        SignalStack stack = new() { Low = (byte*)RuntimeMemory.Allocate(StackSize), Size = StackSize };
        if (stack.Low == null)
        {
            RuntimeFailure.OutOfMemory("no memory for the signal stack");
        }

        LinuxCalls.SetSignalStack(&stack);
        SignalAction action = new()
        {
            Handler = &Handle,
            Flags = SignalAction.WithInformation | SignalAction.OnSignalStack | SignalAction.WithRestorer,
            Restorer = GetSignalReturn(),
        };
        LinuxCalls.SetSignalAction(SegmentationFault, &action);
        LinuxCalls.SetSignalAction(BusError, &action);
        LinuxCalls.SetSignalAction(ArithmeticError, &action);
    }

    private static void Handle(int signal, SignalInformation* information, SignalContext* context)
    {
        if (HardwareExceptions.TryRaise(signal, information, context))
        {
            return;
        }

        Span<char> name = stackalloc char[LongestName];
        if (!SymbolTable.OfImage.TryFormat(context->Rip, name, out int length))
        {
            length = 0;
        }

        if (signal == SegmentationFault && IsBelowStack(information->Address))
        {
            RuntimeFailure.Abort("fatal: stack overflow in "u8, name[..length]);
        }

        // The instruction faults again, and this time it ends the process the way that such a signal does.
        Report(name[..length]);
        SignalAction standard = new() { Flags = SignalAction.WithRestorer, Restorer = GetSignalReturn() };
        LinuxCalls.SetSignalAction(signal, &standard);
    }

    private static bool IsBelowStack(ulong address)
    {
        ulong low = (ulong)RuntimeThread.Current->StackLow;
        return address < low && address >= low - GuardSize;
    }

    private static void Report(ReadOnlySpan<char> name)
    {
        Span<byte> text = stackalloc byte[LongestName];
        Utf8.FromUtf16(name, text, out _, out int length);
        RuntimePlatform.WriteText("fatal: fault in "u8);
        RuntimePlatform.WriteText(text[..length]);
        RuntimePlatform.WriteText("\n"u8);
    }

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "GetSignalReturn")]
    private static extern void* GetSignalReturn();
}
