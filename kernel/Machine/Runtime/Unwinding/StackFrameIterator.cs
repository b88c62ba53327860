using System.Runtime;
using System.Runtime.InteropServices;

namespace Lodestar.Machine.Runtime.Unwinding;

/// <summary>
/// Walks the managed frames of the running thread for CoreLib's exception dispatch and for backtraces. The layout of the
/// fields that CoreLib reads is its own (<see cref="CoreLibOffsets"/>); ours lie in the gap behind the registers.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = CoreLibOffsets.SIZEOF__StackFrameIterator)]
internal unsafe struct StackFrameIterator
{
    private const uint NoClause = uint.MaxValue;
    private const byte SecondPass = 2;
    private const byte HardwareFault = 2;
    private const byte KindMask = 3;

    [FieldOffset(CoreLibOffsets.OFFSETOF__StackFrameIterator__m_FramePointer)] private ulong _framePointer;

    /// <summary>An address inside the instruction that the frame executes.</summary>
    [FieldOffset(CoreLibOffsets.OFFSETOF__StackFrameIterator__m_ControlPC)] private ulong _controlPc;

    [FieldOffset(CoreLibOffsets.OFFSETOF__StackFrameIterator__m_RegDisplay)] private RegisterDisplay _registers;

    [FieldOffset(400)] public ManagedMethod Method;

    /// <summary>Unwind data of the frame; empty where there is none, at the end of the stack.</summary>
    [FieldOffset(424)] private FrameDescription _frame;

    /// <summary>The return address, or the faulting instruction.</summary>
    [FieldOffset(CoreLibOffsets.OFFSETOF__StackFrameIterator__m_OriginalControlPC)] private ulong _originalControlPc;

    /// <summary>Return address of the frame, or the faulting instruction.</summary>
    public readonly ulong OriginalControlPc => _originalControlPc;

    /// <summary>Stack pointer of the frame.</summary>
    public readonly ulong StackPointer => _registers.Rsp;

    /// <summary>Starts at the frame that a PAL_LIMITED_CONTEXT describes; false if it is not managed code.</summary>
    public bool Start(byte* context, bool isFault)
    {
        _registers = default;
        _frame = default;
        _registers.InitializeFromContext(context);
        return Settle(isFault);
    }

    /// <summary>
    /// Moves to the caller; false at the end of the stack. Where the walk meets the dispatch of an earlier exception, it
    /// goes on with the frame that this dispatch had reached, and <paramref name="clause"/> is the clause that it was
    /// executing, or <see cref="NoClause"/>.
    /// </summary>
    public bool MoveNext(out uint clause)
    {
        clause = NoClause;
        while (_frame.Cie != null)
        {
            CallFrame.Unwind(_frame, _controlPc, ref _registers);
            if (IsThrowSite(_registers.Rip))
            {
                return Collide(out clause);
            }

            // Assembly with unwind data (the funclet helpers, interface dispatch) is stepped over.
            if (Settle(isFault: false))
            {
                return true;
            }
        }

        return false;
    }

    private bool Settle(bool isFault)
    {
        _originalControlPc = _registers.Rip;
        _controlPc = isFault ? _registers.Rip : _registers.Rip - 1;
        if (!EhFrame.TryFindNext(_controlPc, ref _frame))
        {
            _frame = default;
            return false;
        }

        if (!ManagedMethod.TryRead(_frame, out Method))
        {
            return false;
        }

        _framePointer = Method.HasFramePointer ? *_registers.Rbp : 0;
        return true;
    }

    private bool Collide(out uint clause)
    {
        clause = NoClause;

        // The innermost exception whose state lies above the frames walked so far.
        byte* exInfo = RuntimeThread.Current->ExInfoHead;
        while (exInfo != null && (ulong)exInfo < _registers.Rsp - (ulong)sizeof(ulong))
        {
            exInfo = *(byte**)(exInfo + CoreLibOffsets.OFFSETOF__ExInfo__m_pPrevExInfo);
        }

        if (exInfo == null)
        {
            RuntimeFailure.Stop("throw helper on the stack without its ExInfo");
        }

        uint current = *(uint*)(exInfo + CoreLibOffsets.OFFSETOF__ExInfo__m_idxCurClause);
        if (exInfo[CoreLibOffsets.OFFSETOF__ExInfo__m_passNumber] == SecondPass && current != NoClause)
        {
            this = *(StackFrameIterator*)(exInfo + CoreLibOffsets.OFFSETOF__ExInfo__m_frameIter);
            clause = current;
            return true;
        }

        // No block of the exception's handlers is running yet: its frames are all still there.
        bool isFault = (exInfo[CoreLibOffsets.OFFSETOF__ExInfo__m_kind] & KindMask) == HardwareFault;
        return Start(*(byte**)(exInfo + CoreLibOffsets.OFFSETOF__ExInfo__m_pExContext), isFault);
    }

    private static bool IsThrowSite(ulong address)
    {
        byte** sites = Native.GetThrowSites();
        for (int i = 0; i < Native.ThrowSiteCount; i++)
        {
            if (address == (ulong)sites[i])
            {
                return true;
            }
        }

        return false;
    }

    [RuntimeExport("RhpSfiInit")]
    private static bool Initialize(StackFrameIterator* iterator, byte* context, bool instructionFault, bool* isIntercepted)
    {
        if (isIntercepted != null)
        {
            *isIntercepted = false;
        }

        return iterator->Start(context, instructionFault);
    }

    [RuntimeExport("RhpSfiNext")]
    private static bool Next(StackFrameIterator* iterator, uint* clause, bool* unwoundReversePInvoke, bool* isIntercepted)
    {
        if (unwoundReversePInvoke != null)
        {
            *unwoundReversePInvoke = false;
        }

        if (isIntercepted != null)
        {
            *isIntercepted = false;
        }

        bool found = iterator->MoveNext(out uint collided);
        if (clause != null)
        {
            *clause = collided;
        }

        return found;
    }
}
