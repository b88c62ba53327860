using System;
using System.Text;
using Lodestar.Core.Abi;
using Lodestar.Core.Boot;
using Lodestar.Core.Processes;
using Lodestar.Core.Syscalls.Tracing;
using Lodestar.Machine.Diagnostics;
using Lodestar.Machine.UserMode;

namespace Lodestar.Core.Syscalls;

/// <summary>
/// Prints the system calls of a program on the log, in <c>strace(1)</c>'s notation, a line each. The option <c>strace</c> of the
/// command line asks for it: for all calls, or for some by their names.
/// </summary>
public sealed class SyscallTracer
{
    private readonly Line _line = new();

    /// <summary>One flag a number, true for those that are printed; null for all.</summary>
    private readonly bool[]? _chosen;

    private SyscallArguments _arguments;
    private int _number;
    private bool _isOpen;
    private byte[] _prefix = [];

    private SyscallTracer(bool[]? chosen) => _chosen = chosen;

    /// <summary>Makes a tracer from the value of the option; null without the option.</summary>
    public static SyscallTracer? Create(CommandLine commandLine)
    {
        if (commandLine.TracedCalls is not { } names)
        {
            return null;
        }

        SyscallTable.KeepsUnknown = true;
        if (names.Count == 0)
        {
            return new SyscallTracer(null);
        }

        const int LargestNumber = 512;
        bool[] chosen = new bool[LargestNumber];
        foreach (string name in names)
        {
            int number = SyscallNames.NumberOf(name);
            if (number < 0)
            {
                KernelLog.Warning($"command line: strace knows no system call \"{name}\"");
            }
            else
            {
                chosen[number] = true;
            }
        }

        return new SyscallTracer(chosen);
    }

    /// <summary>A tracer of the same calls for another thread, whose lines begin with its id.</summary>
    public SyscallTracer ForThread(int id) => new(_chosen) { _prefix = Encoding.ASCII.GetBytes($"[pid {id}] ") };

    /// <summary>Writes what is known before a call runs.</summary>
    /// <returns>Whether the call is printed; then <see cref="End"/> follows, unless the call ends the program.</returns>
    public bool Begin(UserRegisters registers)
    {
        _number = (int)registers.OriginalRax;
        if (_chosen is not null && ((uint)_number >= (uint)_chosen.Length || !_chosen[_number]))
        {
            return false;
        }

        _arguments = new SyscallArguments(
            registers.Rdi, registers.Rsi, registers.Rdx, registers.R10, registers.R8, registers.R9);
        SyscallFormatter.WriteEntry(_line, _number, _arguments);
        _isOpen = true;
        return true;
    }

    /// <summary>Writes the rest, and the line to the log.</summary>
    public void End(long result)
    {
        SyscallFormatter.WriteExit(_line, _number, _arguments, result);
        Flush();
    }

    /// <summary>A signal is delivered; SIGKILL is only seen in the program's end.</summary>
    public void Deliver(SignalInfo info)
    {
        if (info.Signal != Signal.SIGKILL)
        {
            _line.SignalLine(info);
            Flush();
        }
    }

    /// <summary>The program has ended: finishes the line of the call that did not come back, if that was how, and says how.</summary>
    public void EndOfProgram(ExitStatus status)
    {
        EndOpenLine();
        if (status.Signal == 0)
        {
            _line.ExitLine(status.Code);
        }
        else
        {
            _line.KilledLine((Signal)status.Signal);
        }

        Flush();
    }

    private void EndOpenLine()
    {
        if (_isOpen)
        {
            _line.NoResult();
            Flush();
        }
    }

    private void Flush()
    {
        _line.Flush(_prefix);
        _isOpen = false;
    }

    /// <summary>A line that is collected and goes to the log in one piece.</summary>
    private sealed class Line : TraceWriter
    {
        private const int Capacity = 1024;

        private readonly byte[] _text = new byte[Capacity];
        private int _length;

        /// <summary>Writes the line; what did not fit is missing, and the line says so.</summary>
        internal void Flush(ReadOnlySpan<byte> prefix)
        {
            KernelLog.Trace(prefix.IsEmpty ? _text.AsSpan(0, _length) : [.. prefix, .. _text.AsSpan(0, _length)]);
            _length = 0;
        }

        protected override void Append(ReadOnlySpan<byte> text)
        {
            int count = Math.Min(text.Length, Capacity - _length);
            text[..count].CopyTo(_text.AsSpan(_length));
            _length += count;
        }

        protected override int ReadUser(ulong address, Span<byte> destination) => UserMemory.CopyFrom(address, destination);
    }
}
