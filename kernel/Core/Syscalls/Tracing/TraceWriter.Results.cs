using Lodestar.Core.Abi;
using Lodestar.Core.Signals;

namespace Lodestar.Core.Syscalls.Tracing;

/// <content>The end of a line.</content>
public abstract partial class TraceWriter
{
    /// <summary>Ends the line of a call that does not return: <c>) = ?</c>.</summary>
    public void NoResult()
    {
        EndArguments();
        Write("?"u8);
    }

    /// <summary>Ends the line: <c>) = 832</c>, <c>) = 0x7f00</c>, <c>) = -1 ENOENT (No such file or directory)</c>.</summary>
    /// <param name="result">RAX after the call.</param>
    /// <param name="format">How the value is printed; an error does not depend on it.</param>
    public void Result(SyscallResult result, TraceFormat format)
    {
        EndArguments();
        switch (result.Value)
        {
            case RestartCode.UnlessNotWanted:
                Write("? ERESTARTSYS (To be restarted if SA_RESTART is set)"u8);
                return;
            case RestartCode.Always:
                Write("? ERESTARTNOINTR (To be restarted)"u8);
                return;
            case RestartCode.ByRestartSyscall:
                Write("? ERESTART_RESTARTBLOCK (Interrupted by signal)"u8);
                return;
            case RestartCode.UnlessHandled:
                Write("? ERESTARTNOHAND (To be restarted if no handler)"u8);
                return;
        }

        if (result.IsError)
        {
            Failure(result.Error);
            return;
        }

        switch (format)
        {
            case TraceFormat.Hex or TraceFormat.Pointer:
                Hex((ulong)result.Value);
                break;
            case TraceFormat.Octal:
                Octal((ulong)result.Value);
                break;
            default:
                Decimal(result.Value);
                break;
        }
    }

    private void Failure(Errno error)
    {
        Write("-1 "u8);
        if (ErrnoText.NameOf(error) is not string name)
        {
            Write("(errno "u8);
            Decimal((int)error);
            Write(")"u8);
            return;
        }

        Text(name);
        Write(" ("u8);
        Text(ErrnoText.TextOf(error)!);
        Write(")"u8);
    }

    private void EndArguments()
    {
        Write(") "u8);
        while (_column < ResultColumn)
        {
            Write(" "u8);
        }

        Write("= "u8);
    }
}
