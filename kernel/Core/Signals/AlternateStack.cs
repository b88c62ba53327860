using Lodestar.Core.Abi;

namespace Lodestar.Core.Signals;

/// <summary>The stack that a thread wants its handlers to run on, <c>sigaltstack(2)</c>.</summary>
public sealed class AlternateStack
{
    private const SignalStackFlags Modes = ~SignalStackFlags.AutoDisarm;

    private SignalStack _stack = new() { Flags = SignalStackFlags.Disable };

    /// <summary>The stack as signal frames have it: with the flags that it was set with.</summary>
    public SignalStack Value => _stack;

    /// <summary>The address behind the stack, where it begins.</summary>
    public ulong Top => _stack.Address + _stack.Size;

    /// <summary>Whether an address, or RSP at it, lies in the stack's memory.</summary>
    public bool Holds(ulong address) => address > _stack.Address && address - _stack.Address <= _stack.Size;

    /// <summary>Whether a thread with this RSP runs on the stack. It never does on one that disarms itself.</summary>
    public bool IsInUse(ulong stackPointer) => (_stack.Flags & SignalStackFlags.AutoDisarm) == 0 && Holds(stackPointer);

    /// <summary>Whether a handler that is called with this RSP has to change to the stack.</summary>
    public bool IsFree(ulong stackPointer) => _stack.Size != 0 && !IsInUse(stackPointer);

    /// <summary>The stack as <c>sigaltstack(2)</c> tells it.</summary>
    public SignalStack Describe(ulong stackPointer) => _stack with
    {
        Flags = (_stack.Flags & SignalStackFlags.AutoDisarm)
            | (_stack.Size == 0 ? SignalStackFlags.Disable
                : IsInUse(stackPointer) ? SignalStackFlags.OnStack
                : SignalStackFlags.None),
    };

    /// <summary>Sets the stack.</summary>
    /// <param name="stack">What the program wants.</param>
    /// <param name="stackPointer">The program's RSP.</param>
    /// <returns>EPERM on the stack itself, EINVAL for unknown flags, ENOMEM for one that is too small.</returns>
    public Errno Set(in SignalStack stack, ulong stackPointer)
    {
        if (IsInUse(stackPointer))
        {
            return Errno.EPERM;
        }

        SignalStackFlags mode = stack.Flags & Modes;
        if (mode is not (SignalStackFlags.None or SignalStackFlags.OnStack or SignalStackFlags.Disable))
        {
            return Errno.EINVAL;
        }

        if (mode == SignalStackFlags.Disable)
        {
            _stack = new SignalStack { Flags = stack.Flags };
            return Errno.None;
        }

        // Setting what is set already is always allowed.
        bool isSame = stack.Address == _stack.Address && stack.Size == _stack.Size && stack.Flags == _stack.Flags;
        if (!isSame && stack.Size < SignalStack.MinimumSize)
        {
            return Errno.ENOMEM;
        }

        _stack = stack with { Padding = 0 };
        return Errno.None;
    }

    /// <summary>No stack: a new program begins.</summary>
    public void Clear() => _stack = new SignalStack { Flags = SignalStackFlags.Disable };

    /// <summary>Takes another thread's stack.</summary>
    public void CopyFrom(AlternateStack other) => _stack = other._stack;

    /// <summary>A handler was called: a stack that disarms itself is gone until the handler returns.</summary>
    public void Disarm()
    {
        if ((_stack.Flags & SignalStackFlags.AutoDisarm) != 0)
        {
            Clear();
        }
    }
}
