using System.Runtime;
using System.Runtime.CompilerServices;
using Lodestar.Machine.Interrupts;
using Lodestar.Machine.Memory;
using Lodestar.Machine.Runtime;
using Lodestar.Machine.Runtime.Unwinding;

namespace Lodestar.Machine.Diagnostics;

/// <summary>
/// Walks the frames of a stack for people to read: through managed code and assembly, through interrupt frames and
/// through exceptions in flight. Unlike the exception dispatch it expects damage: it goes on only while the stack pointer
/// rises inside one of the kernel's stacks.
/// </summary>
internal unsafe struct StackWalk
{
    private RegisterDisplay _registers;
    private Context _context;
    private bool _isExact;

    [InlineArray(CoreLibOffsets.SIZEOF__PAL_LIMITED_CONTEXT)]
    private struct Context
    {
        private byte _first;
    }

    /// <summary>An address in the instruction that the frame executes.</summary>
    public readonly ulong Location => _isExact ? _registers.Rip : _registers.Rip - 1;

    /// <summary>The frame's return address, or the instruction that was interrupted.</summary>
    public readonly ulong InstructionPointer => _registers.Rip;

    /// <summary>Whether the frame was entered by an interrupt or exception that the next one handles.</summary>
    public readonly bool IsInterrupted => _isExact;

    /// <summary>Starts at this method itself. The structure must not move afterwards.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void StartHere()
    {
        _context = default;
        byte* context = (byte*)Unsafe.AsPointer(ref _context);
        Native.CaptureContext(context);
        _registers = default;
        _registers.InitializeFromContext(context);
        _isExact = false;
    }

    /// <summary>Starts at the code that an interrupt or exception came upon.</summary>
    public void Start(InterruptFrame* frame)
    {
        _registers = default;
        _registers.Rbx = &frame->Rbx;
        _registers.Rbp = &frame->Rbp;
        _registers.R12 = &frame->R12;
        _registers.R13 = &frame->R13;
        _registers.R14 = &frame->R14;
        _registers.R15 = &frame->R15;
        _registers.Rsp = frame->Rsp;
        _registers.Rip = frame->Rip;
        _isExact = true;
    }

    /// <summary>Goes to the caller; false at the end of the stack, or where it is no longer readable.</summary>
    public bool MoveNext()
    {
        // Code that ran into a guard page has its stack pointer there; its return address is still above.
        ulong before = _registers.Rsp;
        if (!IsReadable(before) && !(_isExact && KernelStacks.GuardedBy(before) != null))
        {
            return false;
        }

        if (EhFrame.TryFind(Location, out FrameDescription frame))
        {
            CallFrame.Unwind(frame, Location, ref _registers);
        }
        else if (_isExact && IsReadable(before))
        {
            // Assembly without unwind data: small functions that have pushed nothing, so the return address is on top.
            // A jump to nowhere looks the same, and then this finds who jumped.
            _registers.Rip = *(ulong*)before;
            _registers.Rsp = before + sizeof(ulong);
        }
        else
        {
            return false;
        }

        _isExact = false;
        if (_registers.Rsp <= before || _registers.Rsp % sizeof(ulong) != 0)
        {
            return false;
        }

        return CrossBoundary() && _registers.Rip != 0;
    }

    /// <summary>Where the caller is the interrupt entry or a throw helper, goes on with the code behind it.</summary>
    private bool CrossBoundary()
    {
        if (IsIn(GetInterruptReturnSites(), _registers.Rip))
        {
            InterruptFrame* interrupted = (InterruptFrame*)(_registers.Rsp + InterruptFrame.OffsetFromCall);
            if (!IsReadable((ulong)interrupted + (ulong)sizeof(InterruptFrame) - 1) || interrupted->IsFromUser)
            {
                return false;
            }

            Start(interrupted);
            return true;
        }

        for (int i = 0; i < Native.ThrowSiteCount; i++)
        {
            if (_registers.Rip == (ulong)Native.GetThrowSites()[i])
            {
                return ContinueAtThrow();
            }
        }

        return true;
    }

    /// <summary>The ExInfo of the throw lies above its helper's frame, and with it the thrower's registers.</summary>
    private bool ContinueAtThrow()
    {
        byte* exInfo = RuntimeThread.Current->ExInfoHead;
        while (exInfo != null && (ulong)exInfo < _registers.Rsp - sizeof(ulong))
        {
            exInfo = *(byte**)(exInfo + CoreLibOffsets.OFFSETOF__ExInfo__m_pPrevExInfo);
        }

        if (exInfo == null || !IsReadable((ulong)exInfo))
        {
            return false;
        }

        const byte KindMask = 3;
        const byte HardwareFault = 2;
        _registers.InitializeFromContext(*(byte**)(exInfo + CoreLibOffsets.OFFSETOF__ExInfo__m_pExContext));
        _isExact = (exInfo[CoreLibOffsets.OFFSETOF__ExInfo__m_kind] & KindMask) == HardwareFault;
        return true;
    }

    private static bool IsReadable(ulong stackPointer) => KernelStacks.TryFind(stackPointer, out _, out _);

    private static bool IsIn(ulong* sites, ulong address)
    {
        for (; *sites != 0; sites++)
        {
            if (*sites == address)
            {
                return true;
            }
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "GetInterruptReturnSites")]
    private static extern ulong* GetInterruptReturnSites();
}
