using System;
using System.Buffers.Binary;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Signals;

/// <summary>What a read of a signalfd gets for each signal, struct signalfd_siginfo (<c>signalfd(2)</c>).</summary>
public static class SignalFileRecord
{
    /// <summary>Bytes of the structure.</summary>
    public const int Size = 128;

    // Offsets of its fields, ssi_*.
    private const int Number = 0;
    private const int Error = 4;
    private const int Code = 8;
    private const int ProcessId = 12;
    private const int UserId = 16;
    private const int Descriptor = 20;
    private const int TimerId = 24;
    private const int Band = 28;
    private const int Overrun = 32;
    private const int Status = 40;
    private const int Integer = 44;
    private const int Pointer = 48;
    private const int UserTime = 56;
    private const int SystemTime = 64;
    private const int Address = 72;
    private const int SyscallNumber = 84;
    private const int CallAddress = 88;
    private const int Architecture = 96;

    /// <summary>si_code of SIGIO that was asked for with F_SETSIG, SI_SIGIO.</summary>
    private const int Queued = -5;

    /// <summary>Fills the structure; what a signal does not have is zero.</summary>
    /// <param name="info">The signal.</param>
    /// <param name="record"><see cref="Size"/> bytes.</param>
    public static void Write(in SignalInfo info, Span<byte> record)
    {
        record.Clear();
        Put(record, Number, (uint)info.Number);
        Put(record, Error, (uint)info.Error);
        Put(record, Code, (uint)info.Code);
        switch (LayoutOf(info.Signal, info.Code))
        {
            case SignalLayout.Timer:
                Put(record, TimerId, (uint)info.First);
                Put(record, Overrun, (uint)(info.First >> 32));
                PutValue(record, info.Second);
                break;
            case SignalLayout.Poll:
                Put(record, Band, (uint)info.First);
                Put(record, Descriptor, (uint)info.Second);
                break;
            case SignalLayout.Fault:
                PutLong(record, Address, info.First);
                break;
            case SignalLayout.Child:
                PutSender(record, info.First);
                Put(record, Status, (uint)info.Second);
                PutLong(record, UserTime, info.Third);
                PutLong(record, SystemTime, info.Fourth);
                break;
            case SignalLayout.Queued:
                PutSender(record, info.First);
                PutValue(record, info.Second);
                break;
            case SignalLayout.Syscall:
                PutLong(record, CallAddress, info.First);
                Put(record, SyscallNumber, (uint)info.Second);
                Put(record, Architecture, (uint)(info.Second >> 32));
                break;
            default:
                PutSender(record, info.First);
                break;
        }
    }

    /// <summary>Positive codes mean something else for each signal; the others say how it was sent.</summary>
    private static SignalLayout LayoutOf(Signal signal, int code) => code switch
    {
        SignalCode.SI_TIMER => SignalLayout.Timer,
        Queued => SignalLayout.Poll,
        < 0 => SignalLayout.Queued,
        SignalCode.SI_USER or >= SignalCode.SI_KERNEL => SignalLayout.Sender,
        _ => LayoutOfOwn(signal, code),
    };

    /// <summary>Codes of a signal that count up to its last one; those up to SIGIO's last are taken for that signal's.</summary>
    private static SignalLayout LayoutOfOwn(Signal signal, int code)
    {
        const int LastOfPoll = 6;
        (int last, SignalLayout layout) = signal switch
        {
            Signal.SIGILL => (11, SignalLayout.Fault),
            Signal.SIGFPE => (15, SignalLayout.Fault),
            Signal.SIGSEGV => (10, SignalLayout.Fault),
            Signal.SIGBUS => (5, SignalLayout.Fault),
            Signal.SIGTRAP => (6, SignalLayout.Fault),
            Signal.SIGCHLD => (SignalCode.CLD_CONTINUED, SignalLayout.Child),
            Signal.SIGSYS => (2, SignalLayout.Syscall),
            _ => (LastOfPoll, SignalLayout.Poll),
        };
        return code <= last ? layout : code <= LastOfPoll ? SignalLayout.Poll : SignalLayout.Sender;
    }

    private static void PutSender(Span<byte> record, ulong sender)
    {
        Put(record, ProcessId, (uint)sender);
        Put(record, UserId, (uint)(sender >> 32));
    }

    private static void PutValue(Span<byte> record, ulong value)
    {
        Put(record, Integer, (uint)value);
        PutLong(record, Pointer, value);
    }

    private static void Put(Span<byte> record, int offset, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(record[offset..], value);

    private static void PutLong(Span<byte> record, int offset, ulong value) =>
        BinaryPrimitives.WriteUInt64LittleEndian(record[offset..], value);
}
