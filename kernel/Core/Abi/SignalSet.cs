using System.Numerics;

namespace Lodestar.Core.Abi;

/// <summary>A set of signals, sigset_t of the kernel (<c>sigsetops(3)</c>): 8 bytes, bit n - 1 for signal n.</summary>
/// <param name="Bits">The bits.</param>
public readonly record struct SignalSet(ulong Bits)
{
    /// <summary>Bytes of the set, what <c>sigsetsize</c> has to be.</summary>
    public const ulong StructureSize = sizeof(ulong);

    /// <summary>Those that can neither be blocked nor caught (<c>signal(7)</c>).</summary>
    public static SignalSet Unblockable => Of(Signal.SIGKILL) | Of(Signal.SIGSTOP);

    /// <summary>Those that the CPU raises at an instruction, and that go before others.</summary>
    public static SignalSet Synchronous =>
        Of(Signal.SIGSEGV) | Of(Signal.SIGBUS) | Of(Signal.SIGILL) | Of(Signal.SIGTRAP) | Of(Signal.SIGFPE) | Of(Signal.SIGSYS);

    public bool IsEmpty => Bits == 0;

    /// <summary>The lowest signal in the set; the set must not be empty.</summary>
    public Signal First => (Signal)(BitOperations.TrailingZeroCount(Bits) + 1);

    /// <summary>The set with this one signal.</summary>
    public static SignalSet Of(Signal signal) => new(1UL << ((int)signal - 1));

    public bool Contains(Signal signal) => !(this & Of(signal)).IsEmpty;

    public static SignalSet operator |(SignalSet left, SignalSet right) => new(left.Bits | right.Bits);

    public static SignalSet operator &(SignalSet left, SignalSet right) => new(left.Bits & right.Bits);

    public static SignalSet operator ~(SignalSet set) => new(~set.Bits);
}
