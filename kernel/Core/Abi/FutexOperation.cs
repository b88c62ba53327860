using System;

namespace Lodestar.Core.Abi;

/// <summary>FUTEX_*: what <c>futex(2)</c> does, and two flags (<c>linux/futex.h</c>).</summary>
[Flags]
[AbiPrefix("FUTEX_")]
public enum FutexOperation
{
    /// <summary>Waits while the futex has a value.</summary>
    Wait = 0,

    Wake = 1,

    /// <summary>Signals by a file, which Linux has given up.</summary>
    Fd = 2,

    /// <summary>Wakes some and lets others wait for another futex.</summary>
    Requeue = 3,

    /// <summary><see cref="Requeue"/>, while the futex has a value.</summary>
    [AbiName("FUTEX_CMP_REQUEUE")]
    CompareRequeue = 4,

    /// <summary>Changes one futex and wakes who waits for that or another one.</summary>
    [AbiName("FUTEX_WAKE_OP")]
    WakeOperation = 5,

    [AbiName("FUTEX_LOCK_PI")]
    LockPi = 6,

    [AbiName("FUTEX_UNLOCK_PI")]
    UnlockPi = 7,

    [AbiName("FUTEX_TRYLOCK_PI")]
    TryLockPi = 8,

    /// <summary><see cref="Wait"/> until a time, for wakers with a bit in common.</summary>
    [AbiName("FUTEX_WAIT_BITSET")]
    WaitBits = 9,

    [AbiName("FUTEX_WAKE_BITSET")]
    WakeBits = 10,

    [AbiName("FUTEX_WAIT_REQUEUE_PI")]
    WaitRequeuePi = 11,

    [AbiName("FUTEX_CMP_REQUEUE_PI")]
    CompareRequeuePi = 12,

    [AbiName("FUTEX_LOCK_PI2")]
    LockPi2 = 13,

    /// <summary>The field of the operation.</summary>
    [AbiField]
    Command = 0x7f,

    /// <summary>Only threads of the same address space use the futex.</summary>
    [AbiName("FUTEX_PRIVATE_FLAG")]
    Private = 0x80,

    /// <summary>The time is one of CLOCK_REALTIME.</summary>
    [AbiName("FUTEX_CLOCK_REALTIME")]
    ClockRealtime = 0x100,
}
