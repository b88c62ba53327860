using Lodestar.Core.Abi;

namespace Lodestar.Core.Signals;

/// <summary>The process that signals come to, as far as they need it.</summary>
public interface ISignalOwner
{
    /// <summary>The user whose limit counts the signals that wait for it, by the real id.</summary>
    uint UserId { get; }

    /// <summary>How many signals wait for the processes of each user.</summary>
    SignalAccounts Accounts { get; }

    /// <summary>Whether it has to end, or has: signals do nothing to it any more.</summary>
    bool IsEnding { get; }

    /// <summary>Whether nobody could continue it: then terminals do not stop it (<c>setpgid(2)</c>).</summary>
    bool IsInOrphanedGroup { get; }

    /// <summary>Begins its end by a signal.</summary>
    void End(Signal signal);

    /// <summary>Job control has stopped or continued it: its parent has to know.</summary>
    /// <param name="code">CLD_STOPPED or CLD_CONTINUED.</param>
    void TellParent(int code);

    /// <summary>A SIGALRM leaves the queue: the interval timer may send the next one.</summary>
    void AlarmTaken();
}
