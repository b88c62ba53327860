using Lodestar.Core.Abi;

namespace Lodestar.Core.Syscalls.Tracing;

/// <content>The lines between calls: signals, and the program's end.</content>
public abstract partial class TraceWriter
{
    // The ids and the address share their place: a fault has the address.
    private const int UserIdShift = 32;

    /// <summary>
    /// Writes a signal that is delivered: <c>--- SIGSEGV {si_signo=SIGSEGV, si_code=SEGV_MAPERR, si_addr=NULL} ---</c>.
    /// </summary>
    public void SignalLine(in SignalInfo info)
    {
        string name = SignalText.NameOf(info.Signal);
        Write("--- "u8);
        Text(name);
        Write(" {si_signo="u8);
        Text(name);
        Write(", si_code="u8);
        Code(info);
        if (info.Error != 0)
        {
            Write(", si_errno="u8);
            Decimal(info.Error);
        }

        if (IsFault(info))
        {
            Write(", si_addr="u8);
            Pointer(info.First);
        }
        else if (info.First != 0 || info.Code <= SignalCode.SI_USER)
        {
            Write(", si_pid="u8);
            Decimal((int)info.First);
            Write(", si_uid="u8);
            Unsigned(info.First >> UserIdShift);
        }

        Write("} ---"u8);
    }

    /// <summary>Writes the program's end by <c>exit(2)</c>: <c>+++ exited with 0 +++</c>.</summary>
    public void ExitLine(int status)
    {
        Write("+++ exited with "u8);
        Decimal(status);
        Write(" +++"u8);
    }

    /// <summary>Writes the program's end by a signal: <c>+++ killed by SIGKILL +++</c>.</summary>
    public void KilledLine(Signal signal)
    {
        Write("+++ killed by "u8);
        Text(SignalText.NameOf(signal));
        Write(" +++"u8);
    }

    private static bool IsFault(in SignalInfo info) =>
        info.Code > SignalCode.SI_USER
        && info.Signal is Signal.SIGILL or Signal.SIGTRAP or Signal.SIGBUS or Signal.SIGFPE or Signal.SIGSEGV;

    private void Code(in SignalInfo info)
    {
        if (SignalCodeText.NameOf(info.Signal, info.Code) is { } name)
        {
            Text(name);
        }
        else
        {
            Hex((uint)info.Code);
        }
    }
}
