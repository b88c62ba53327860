using Lodestar.Core.Abi;

namespace Lodestar.Core.Terminals;

/// <summary>A thread that uses terminals, with what job control has to know of its process.</summary>
public interface ITerminalUser
{
    /// <summary>The session of its process.</summary>
    ITerminalSession Session { get; }

    /// <summary>The process group of its process.</summary>
    ITerminalJob Job { get; }

    /// <summary>Whether its process leads the session.</summary>
    bool LeadsSession { get; }

    /// <summary>Whether it may do what only the superuser may.</summary>
    bool IsSuperuser { get; }

    /// <summary>The terminal that /dev/tty means to its process; null for none.</summary>
    Terminal? ControllingTerminal { get; set; }

    /// <summary>Whether a signal would do nothing: the thread blocks it, or its process ignores it.</summary>
    bool IgnoresOrBlocks(Signal signal);
}
