namespace Lodestar.Core.Abi;

/// <summary>The names of signals for messages.</summary>
public static class SignalText
{
    private static readonly string[] s_names =
    [
        "0", "SIGHUP", "SIGINT", "SIGQUIT", "SIGILL", "SIGTRAP", "SIGABRT", "SIGBUS", "SIGFPE", "SIGKILL", "SIGUSR1", "SIGSEGV",
        "SIGUSR2", "SIGPIPE", "SIGALRM", "SIGTERM", "SIGSTKFLT", "SIGCHLD", "SIGCONT", "SIGSTOP", "SIGTSTP", "SIGTTIN", "SIGTTOU",
        "SIGURG", "SIGXCPU", "SIGXFSZ", "SIGVTALRM", "SIGPROF", "SIGWINCH", "SIGIO", "SIGPWR", "SIGSYS", "SIGRTMIN",
    ];

    /// <summary>The name of a signal, 1 to 64, as <see cref="Signal"/> and <c>strace(1)</c> have it.</summary>
    public static string NameOf(Signal signal) =>
        (int)signal < s_names.Length ? s_names[(int)signal] : $"SIGRT_{signal - Signal.SIGRTMIN}";
}
