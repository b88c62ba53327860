using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Lodestar.Core.Abi;

/// <summary>What a handler is told about its signal, siginfo_t of <c>sigaction(2)</c> on x86-64: 128 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct SignalInfo
{
    private const int UserIdShift = 32;
    private const int UnusedWords = 10;

    /// <summary>si_signo.</summary>
    public int Number;

    /// <summary>si_errno.</summary>
    public int Error;

    /// <summary>si_code, see <see cref="SignalCode"/>.</summary>
    public int Code;

    /// <summary>Zero.</summary>
    public int Padding;

    /// <summary>si_addr, or si_pid and above it si_uid.</summary>
    public ulong First;

    /// <summary>si_value of a signal that was queued.</summary>
    public ulong Second;

    /// <summary>More that some senders have to say.</summary>
    public ulong Third;

    /// <summary>More that some senders have to say.</summary>
    public ulong Fourth;

    /// <summary>Zeros: Linux keeps the 48 bytes before and no more (struct kernel_siginfo).</summary>
    public UnusedPart Unused;

    /// <summary>si_signo as a signal.</summary>
    public readonly Signal Signal => (Signal)Number;

    /// <summary>A signal from the kernel without further information.</summary>
    public static SignalInfo FromKernel(Signal signal) => new() { Number = (int)signal, Code = SignalCode.SI_KERNEL };

    /// <summary>A signal that an instruction has caused.</summary>
    /// <param name="signal">The signal.</param>
    /// <param name="code">Its own code, above zero.</param>
    /// <param name="address">si_addr: the instruction, or for a page fault what it wanted.</param>
    public static SignalInfo FromFault(Signal signal, int code, ulong address) =>
        new() { Number = (int)signal, Code = code, First = address };

    /// <summary>A signal that a process has sent.</summary>
    public static SignalInfo FromProcess(Signal signal, int code, int processId, uint userId) =>
        new() { Number = (int)signal, Code = code, First = (uint)processId | ((ulong)userId << UserIdShift) };

    /// <summary>What a parent is told of a child.</summary>
    /// <param name="signal">SIGCHLD as a rule.</param>
    /// <param name="code">CLD_EXITED and so on.</param>
    /// <param name="processId">si_pid.</param>
    /// <param name="userId">si_uid.</param>
    /// <param name="status">si_status: the exit code or a signal.</param>
    public static SignalInfo FromChild(Signal signal, int code, int processId, uint userId, int status) =>
        FromProcess(signal, code, processId, userId) with { Second = (uint)status };

    /// <summary>What is left of 128 bytes.</summary>
    [InlineArray(UnusedWords)]
    public struct UnusedPart
    {
        private ulong _first;
    }
}
