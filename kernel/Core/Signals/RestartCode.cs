using Lodestar.Core.Abi;

namespace Lodestar.Core.Signals;

/// <summary>
/// What a system call returns that a signal has interrupted (<c>include/linux/errno.h</c>). No program gets to see it: on the way
/// back it becomes EINTR, or the call is made again.
/// </summary>
public static class RestartCode
{
    /// <summary>ERESTARTSYS: made again unless a handler was called whose action has no SA_RESTART.</summary>
    public const long UnlessNotWanted = -512;

    /// <summary>The same as an error number, for what has an error and nothing else to return.</summary>
    public const Errno UnlessNotWantedError = (Errno)(-UnlessNotWanted);

    /// <summary>ERESTARTNOINTR: made again in any case.</summary>
    public const long Always = -513;

    /// <summary>ERESTARTNOHAND: made again unless a handler was called.</summary>
    public const long UnlessHandled = -514;

    /// <summary>
    /// ERESTART_RESTARTBLOCK: goes on as <see cref="ThreadSignals.RestartBy"/> was told, unless a handler was called.
    /// </summary>
    public const long ByRestartSyscall = -516;

    /// <summary>Whether a result is one of these.</summary>
    internal static bool IsOne(long result) => result is UnlessNotWanted or Always or UnlessHandled or ByRestartSyscall;
}
