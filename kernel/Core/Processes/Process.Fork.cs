using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Signals;

namespace Lodestar.Core.Processes;

/// <content>New processes and threads, <c>clone(2)</c>.</content>
public sealed partial class Process
{
    /// <summary>Makes a child; its first thread does not run yet.</summary>
    /// <param name="parent">The thread that it is a copy of.</param>
    /// <param name="flags">What it shares. The caller has checked that they go together.</param>
    /// <param name="child">The child; null after an error.</param>
    /// <returns>EAGAIN for too many processes, ENOMEM.</returns>
    public static Errno TryFork(Thread parent, CloneFlags flags, out Process? child)
    {
        child = null;
        Process process = parent.Process;
        int id = process.AllocateId(parent, out Errno error);
        if (id == 0)
        {
            return error;
        }

        bool sharesMemory = (flags & CloneFlags.Vm) != 0;
        LoadedProgram? program = sharesMemory ? process.Program.Retain() : process.Program.TryFork();
        if (program is null)
        {
            return Errno.ENOMEM;
        }

        FileContext files = process.Files.Fork((flags & CloneFlags.Fs) != 0, (flags & CloneFlags.Files) != 0);
        SignalActions actions = process.Signals.Actions;
        if ((flags & CloneFlags.SigHand) == 0)
        {
            actions = new SignalActions();
            actions.CopyFrom(process.Signals.Actions);
        }

        Process? waiting = (flags & CloneFlags.Parent) != 0 ? process.Parent : process;
        child = new Process(process.Table, id, program, files, process.Random, actions, waiting)
        {
            Limits = new ResourceLimits(process.Limits),
            Group = process.Group,
            ControllingTerminal = process.ControllingTerminal,
            IsDumpable = process.IsDumpable,
            OutOfMemoryAdjustment = process.OutOfMemoryAdjustment,
            BorrowsMemory = (flags & CloneFlags.VFork) != 0,
        };
        child.Limits.Apply(files.Descriptors, program.Memory);
        child.Group.Add(child);
        child.MainThread.TakeOver(parent);
        if (!sharesMemory || (flags & CloneFlags.VFork) != 0)
        {
            child.MainThread.Signals.AlternateStack.CopyFrom(parent.Signals.AlternateStack);
        }

        return Errno.None;
    }

    /// <summary>Makes a thread of the same process; it does not run yet.</summary>
    /// <returns>EAGAIN for too many threads.</returns>
    public static Errno TryAddThread(Thread creator, out Thread? thread)
    {
        thread = null;
        int id = creator.Process.AllocateId(creator, out Errno error);
        if (id == 0)
        {
            return error;
        }

        thread = new Thread(id, creator.Process);
        thread.TakeOver(creator);
        creator.Process.Add(thread);
        return Errno.None;
    }

    /// <summary>Takes a thread or process back that could not be started.</summary>
    public static void Discard(Thread thread)
    {
        Process process = thread.Process;
        process._threads.Remove(thread);
        process.Signals.Remove(thread.Signals);
        if (thread != process.MainThread)
        {
            process.Table.Remove(thread);
            return;
        }

        process.Files.Release();
        process._program!.Release();
        process.Table.OutOfMemory.ProcessEnded(process);
        process.Reap();
    }

    private int AllocateId(Thread creator, out Errno error)
    {
        error = Errno.EAGAIN;
        if (!Files.Credentials.IsSuperuser && IsAboveThreadLimit(Files.RealCredentials.UserId, more: 1))
        {
            return 0;
        }

        creator.ExceedsThreadLimit = false;
        return Table.AllocateId();
    }
}
