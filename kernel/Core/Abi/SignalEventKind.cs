namespace Lodestar.Core.Abi;

/// <summary>SIGEV_*: how a program hears of something (<c>sigevent(3type)</c>).</summary>
[AbiPrefix("SIGEV_")]
public enum SignalEventKind
{
    /// <summary>A signal to the process.</summary>
    Signal = 0,

    /// <summary>Not at all.</summary>
    None = 1,

    /// <summary>A signal to the process, of which the C library makes the call of a function.</summary>
    Thread = 2,

    /// <summary>A signal to a thread.</summary>
    [AbiName("SIGEV_THREAD_ID")]
    ThreadId = 4,
}
