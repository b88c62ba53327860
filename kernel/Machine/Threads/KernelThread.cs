using System;
using System.Runtime;
using System.Runtime.CompilerServices;
using Lodestar.Machine.Cpu;
using Lodestar.Machine.Interrupts;
using Lodestar.Machine.Memory;
using Lodestar.Machine.Runtime;
using Lodestar.Machine.UserMode;

namespace Lodestar.Machine.Threads;

/// <summary>
/// A thread with a kernel stack, and for all but the boot thread a program in ring 3 above it: what the program brings to the kernel is
/// served on that stack. One thread runs; it goes on until it switches to another one.
/// </summary>
/// <remarks>
/// At the top of the stack lies what the thread has while others run (<see cref="ThreadArea"/>), below it the program's frame.
/// </remarks>
public sealed unsafe class KernelThread
{
    private static KernelThread? s_current;
    private static UserEvents? s_events;

    /// <summary>Whose vector and segment registers are in the CPU; null for nobody's who still needs them.</summary>
    private static KernelThread? s_stateOwner;

    private readonly UserEvents? _events;
    private ThreadArea* _area;

    private KernelThread(ThreadArea* area, UserEvents? events)
    {
        _area = area;
        _events = events;
    }

    /// <summary>The running thread.</summary>
    public static KernelThread Current => s_current ??= new KernelThread((ThreadArea*)RuntimeThread.Current, null);

    /// <summary>What serves the running thread's program; null for the boot thread, which has none.</summary>
    internal static UserEvents? CurrentEvents => s_events;

    /// <summary>The tables that the thread runs with; null for the kernel's own, or whichever are in use.</summary>
    public UserPageTable? PageTable { get; set; }

    /// <summary>The registers of the thread's program: their frame is always the first on the kernel stack.</summary>
    public UserRegisters Registers => new((InterruptFrame*)_area - 1);

    /// <summary>
    /// A thread that begins a program: general registers zero, x87 and SSE state fresh. Null when memory is out.
    /// </summary>
    /// <param name="events">Serves the program; the first is <see cref="UserEvents.Start"/>.</param>
    /// <param name="instructionPointer">RIP.</param>
    /// <param name="stackPointer">RSP.</param>
    public static KernelThread? TryCreate(UserEvents events, ulong instructionPointer, ulong stackPointer)
    {
        ThreadArea* area = ThreadArea.Allocate();
        if (area == null)
        {
            return null;
        }

        area->Segments = default;
        KernelThread thread = new(area, events);
        thread.Registers.BeginProgram(instructionPointer, stackPointer);
        UserVectorState.CopyInitial(area->VectorState, thread.Registers);
        return thread;
    }

    /// <summary>
    /// A thread that goes on where the running thread's program is, with the same registers. Null when memory is out.
    /// </summary>
    public static KernelThread? TryCopyCurrent(UserEvents events)
    {
        ThreadArea* area = ThreadArea.Allocate();
        if (area == null)
        {
            return null;
        }

        int size = sizeof(InterruptFrame) + InterruptFrame.OffsetFromCall;
        new ReadOnlySpan<byte>((byte*)Current._area - size, size).CopyTo(new Span<byte>((byte*)area - size, size));
        UserSegments.Save(&area->Segments);
        UserVectorState.Save(area->VectorState);
        return new KernelThread(area, events);
    }

    /// <summary>Sets the FS base of a thread that has not run yet (CLONE_SETTLS). It must be canonical.</summary>
    public void SetFsBase(ulong address)
    {
        const ulong FsSelector = 0xffffUL << 32;
        _area->Segments.FsBase = address;
        _area->Segments.Selectors &= ~FsSelector;
    }

    /// <summary>Runs a thread in place of the current one. Returns when a thread switches back to this one.</summary>
    public static void SwitchTo(KernelThread next)
    {
        bool enabled = CpuInstructions.DisableInterrupts();
        KernelThread previous = Current;
        if (next._events is not null)
        {
            next.TakeState();
            next.PageTable?.Activate();
        }

        s_current = next;
        s_events = next._events;
        PerCpu* cpu = PerCpu.Current;
        cpu->Thread = &next._area->Runtime;
        cpu->KernelStackPointer = (ulong)next._area;
        *Tss.KernelStackPointer = (ulong)next._area;
        SwitchStack(&previous._area->Runtime.StackPointer, next._area->Runtime.StackPointer);
        if (enabled)
        {
            CpuInstructions.EnableInterrupts();
        }
    }

    /// <summary>Gives the stack of a thread back that does not run and never will again.</summary>
    public void Free()
    {
        if (this == s_current)
        {
            throw new InvalidOperationException();
        }

        s_stateOwner = s_stateOwner == this ? null : s_stateOwner;
        ThreadArea.Free(_area);
        _area = null;
    }

    /// <summary>Gives back the stacks that are kept for the next threads.</summary>
    public static void TrimStacks() => ThreadArea.Trim();

    /// <summary>Brings the program's vector and segment registers into the CPU, and what was there to its owner.</summary>
    private void TakeState()
    {
        if (s_stateOwner == this)
        {
            return;
        }

        ulong selectors = ulong.MaxValue;
        if (s_stateOwner is { } owner)
        {
            UserSegments.Save(&owner._area->Segments);
            UserVectorState.Save(owner._area->VectorState);
            selectors = owner._area->Segments.Selectors;
        }

        UserSegments.Load(&_area->Segments, selectors == 0 && _area->Segments.Selectors == 0 ? 0u : 1);
        UserVectorState.Load(_area->VectorState);
        s_stateOwner = this;
    }

    /// <summary>Called by <c>asm/syscall.asm</c> with interrupts enabled; the result goes to the frame's RAX.</summary>
    [RuntimeExport("SyscallDispatch")]
    private static long Dispatch(InterruptFrame* frame) => s_events!.Syscall(new UserRegisters(frame));

    /// <summary>Called by <c>asm/threads.asm</c> for a new thread, with interrupts disabled.</summary>
    [RuntimeExport("UserThreadStart")]
    private static long Start(InterruptFrame* frame)
    {
        CpuInstructions.EnableInterrupts();
        return s_events!.Start(new UserRegisters(frame));
    }

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "SwitchStack")]
    private static extern void SwitchStack(ulong* from, ulong to);
}
