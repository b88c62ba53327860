namespace Lodestar.Core.Abi;

/// <summary>SIG_*: what <c>rt_sigprocmask(2)</c> does with the set that it is given.</summary>
[AbiPrefix("SIG_")]
public enum SignalMaskChange
{
    Block = 0,
    Unblock = 1,
    SetMask = 2,
}
