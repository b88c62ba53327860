using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Tasks;
using Lodestar.Core.Time;

namespace Lodestar.Core.Terminals;

/// <summary>
/// A terminal: a line, what its discipline makes of it, those who wait for it, and the session that it controls
/// (<c>termios(3)</c>, <c>ioctl_tty(2)</c>; tty_struct in Linux).
/// </summary>
public abstract partial class Terminal
{
    private readonly TerminalSettings _settings;
    private readonly Termios _initialSettings;
    private readonly LineDiscipline _discipline;

    private protected Terminal(DeviceNumber number, TerminalSettings settings)
    {
        Number = number;
        _settings = settings;
        _initialSettings = settings.Value;
        _discipline = new LineDiscipline(this, settings);
    }

    /// <summary>A serial line's terminal.</summary>
    protected Terminal(DeviceNumber number)
        : this(number, TerminalSettings.ForSerialLine())
    {
    }

    /// <summary>The number of its device.</summary>
    public DeviceNumber Number { get; }

    /// <summary>Wakes who waits to read or write: there may be something, there is room, or the end has come.</summary>
    internal WaitQueue Changed { get; } = new();

    /// <summary>Bytes that can be read now.</summary>
    public int Available => _discipline.Available;

    /// <summary>Whether there is a line. Otherwise output vanishes, and nothing is ever received.</summary>
    protected internal virtual bool IsPresent => true;

    /// <summary>Bytes that the line takes now.</summary>
    protected internal virtual int TransmitRoom => int.MaxValue;

    /// <summary>
    /// Received bytes after which programs get their turn, however fast more come. If the line keeps no more of them, it has received
    /// the rest meanwhile, and will say so.
    /// </summary>
    protected virtual int MostAtOnce => int.MaxValue;

    /// <summary>Nanoseconds since some moment; never goes back.</summary>
    protected virtual long Now => SystemClock.Uptime;

    /// <summary>Whether a signal waits for the caller, which ends its waiting.</summary>
    protected virtual bool HasSignal => Scheduler.Current is { HasSignal: true };

    /// <summary>Who calls; null for the kernel itself.</summary>
    protected virtual ITerminalUser? User => Scheduler.Current as ITerminalUser;

    /// <summary>Takes a byte that has been received.</summary>
    /// <param name="value">The byte; 0 for a break.</param>
    /// <param name="isBreak">Whether it is none, but a break: the line was held low for longer than a byte takes.</param>
    /// <returns>False if there is none.</returns>
    protected internal abstract bool TryReceive(out byte value, out bool isBreak);

    /// <summary>Sends bytes as they are.</summary>
    /// <returns>How many the line has taken: not less than there was room for.</returns>
    protected internal abstract int Transmit(ReadOnlySpan<byte> bytes);

    /// <summary>Something has happened that the master of a pseudo-terminal may want to know.</summary>
    protected internal virtual void Report(TerminalPacket what)
    {
    }

    /// <summary>Lets the calling thread wait.</summary>
    protected virtual WaitEnd Wait(WaitQueue queue, long deadline) => queue.Wait(deadline);

    /// <summary>A program's write is over.</summary>
    protected virtual void Written()
    {
    }

    /// <summary>A piece of a program's output is out: where that takes time, others may run whose turn it is.</summary>
    protected virtual void PieceSent()
    {
    }

    /// <summary>The line has received something, or there is room again: takes it, echoes it, sends the signals that were typed.</summary>
    protected void Receive()
    {
        if (_discipline.Receive(MostAtOnce))
        {
            WakeAll();
        }
    }

    /// <summary>The line takes more again.</summary>
    protected void GoOnSending()
    {
        _discipline.Screen.Flush();
        Changed.Wake(PollEvents.Out | PollEvents.WrNorm);
    }

    /// <summary>Something has come in, which may have started the output too.</summary>
    private void WakeAll() => Changed.Wake(PollEvents.Always);

    /// <summary>Whether the terminal was hung up since a file was opened.</summary>
    internal bool IsHungUp(TerminalAccess access) => access.HangUps is { } count && count != HangUps;
}
