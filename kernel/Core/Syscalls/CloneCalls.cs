using Lodestar.Core.Abi;
using Lodestar.Core.Memory;
using Lodestar.Core.Processes;
using Lodestar.Core.Signals;
using Lodestar.Core.Tasks;
using Lodestar.Machine.Threads;
using Lodestar.Machine.UserAccess;
using Lodestar.Machine.UserMode;

namespace Lodestar.Core.Syscalls;

/// <summary>New processes and threads.</summary>
internal static class CloneCalls
{
    /// <summary>Bytes of struct clone_args in its first version.</summary>
    private const ulong FirstArgumentsSize = 64;

    /// <summary>fork(2).</summary>
    [Syscall(57, "fork")]
    internal static SyscallResult Fork(SyscallContext caller) =>
        Clone(caller, new CloneArguments { ExitSignal = (ulong)Signal.SIGCHLD });

    /// <summary>vfork(2).</summary>
    [Syscall(58, "vfork")]
    internal static SyscallResult VFork(SyscallContext caller) =>
        Clone(caller, new CloneArguments { Flags = (ulong)(CloneFlags.VFork | CloneFlags.Vm), ExitSignal = (ulong)Signal.SIGCHLD });

    /// <summary>clone(2).</summary>
    [Syscall(56, "clone", Missing = "namespaces, threads with files of their own")]
    internal static SyscallResult Clone(
        SyscallContext caller, CloneFlags flags, ulong stack, ulong parentIdAddress, ulong childIdAddress, ulong threadPointer) =>
        Clone(caller, new CloneArguments
        {
            Flags = (ulong)(flags & ~CloneFlags.SignalMask & (CloneFlags)uint.MaxValue),
            ExitSignal = (ulong)(flags & CloneFlags.SignalMask),
            Stack = stack,
            PidFd = parentIdAddress,
            ParentId = parentIdAddress,
            ChildId = childIdAddress,
            ThreadPointer = threadPointer,
        });

    /// <summary>clone3(2).</summary>
    [Syscall(435, "clone3", Missing = "namespaces, threads with files of their own, chosen ids")]
    internal static SyscallResult Clone(SyscallContext caller, UserRef<CloneArguments> structure, ulong size)
    {
        if (size < FirstArgumentsSize)
        {
            return Errno.EINVAL;
        }

        Errno error = StructureArgument.TryRead(structure, size, CloneArguments.StructureSize, out CloneArguments arguments);
        if (error != Errno.None)
        {
            return error;
        }

        CloneFlags flags = (CloneFlags)arguments.Flags;
        const CloneFlags Unknown = ~(CloneFlags.ClearSigHand | ((CloneFlags)uint.MaxValue & ~CloneFlags.SignalMask)) | CloneFlags.Detached;
        bool hasSignal = (arguments.ExitSignal & (ulong)CloneFlags.SignalMask) != 0;
        if ((flags & Unknown) != 0
            || arguments.ExitSignal > (ulong)CloneFlags.SignalMask
            || (arguments.ExitSignal != 0 && !SignalActions.IsSignal((Signal)arguments.ExitSignal))
            || (hasSignal && (flags & (CloneFlags.Thread | CloneFlags.Parent)) != 0)
            || (arguments.SetIds | arguments.SetIdCount) != 0
            || (arguments.Stack == 0) != (arguments.StackSize == 0)
            || !UserMemory.IsUserRange(arguments.Stack, arguments.StackSize)
            || (flags & (CloneFlags.SigHand | CloneFlags.ClearSigHand)) == (CloneFlags.SigHand | CloneFlags.ClearSigHand))
        {
            return Errno.EINVAL;
        }

        arguments.Stack += arguments.StackSize;
        return Clone(caller, arguments);
    }

    private static SyscallResult Clone(SyscallContext caller, in CloneArguments arguments)
    {
        CloneFlags flags = (CloneFlags)arguments.Flags;
        Errno error = CloneRules.Check(caller.Process, arguments);
        if (error != Errno.None)
        {
            return error;
        }

        Thread? thread;
        if ((flags & CloneFlags.Thread) != 0)
        {
            error = Process.TryAddThread(caller.Thread, out thread);
        }
        else
        {
            error = Process.TryFork(caller.Thread, flags, out Process? child);
            thread = child?.MainThread;
            if (child is not null)
            {
                child.ExitSignal = (flags & CloneFlags.Parent) != 0 ? caller.Process.ExitSignal : SignalOf(arguments);
            }
        }

        if (thread is null)
        {
            return error;
        }

        int descriptor = -1;
        if ((flags & CloneFlags.PidFd) != 0)
        {
            error = TryAddDescriptor(caller, thread, arguments, out descriptor);
            if (error != Errno.None)
            {
                Process.Discard(thread);
                return error;
            }
        }

        SyscallResult result = Start(caller, thread, arguments);
        if (result.Value < 0 && descriptor >= 0)
        {
            caller.Files.Descriptors.Close(descriptor);
        }

        return result;
    }

    /// <summary>Gives the parent a descriptor for what it has made: the child is not there without it.</summary>
    /// <returns>EMFILE, EFAULT.</returns>
    private static Errno TryAddDescriptor(SyscallContext caller, Thread thread, in CloneArguments arguments, out int descriptor)
    {
        PidFileFlags flags = (arguments.Flags & (ulong)CloneFlags.Thread) != 0 ? PidFileFlags.Thread : PidFileFlags.None;
        SyscallResult result = PidFileCalls.Add(caller.Files, thread, flags);
        descriptor = (int)result.Value;
        if (descriptor < 0)
        {
            return Errno.EMFILE;
        }

        if (UserMemory.TryWrite(arguments.PidFd, descriptor))
        {
            return Errno.None;
        }

        caller.Files.Descriptors.Close(descriptor);
        return Errno.EFAULT;
    }

    private static SyscallResult Start(SyscallContext caller, Thread thread, in CloneArguments arguments)
    {
        CloneFlags flags = (CloneFlags)arguments.Flags;
        KernelThread? machine = SyscallContext.TryBegin(thread, caller.Tracer?.ForThread(thread.Id), program: null);
        if (machine is null)
        {
            Process.Discard(thread);
            return Errno.ENOMEM;
        }

        if (arguments.Stack != 0)
        {
            UserRegisters registers = machine.Registers;
            registers.Rsp = arguments.Stack;
        }

        if ((flags & CloneFlags.SetTls) != 0)
        {
            machine.SetFsBase(arguments.ThreadPointer);
        }

        int id = thread.Id;
        if ((flags & CloneFlags.ParentSetTid) != 0)
        {
            // The child is there: that its id cannot be told is the program's business, as on Linux.
            _ = UserMemory.TryWrite(arguments.ParentId, id);
        }

        thread.SetChildId = (flags & CloneFlags.ChildSetTid) != 0 ? arguments.ChildId : 0;
        thread.ClearChildId = (flags & CloneFlags.ChildClearTid) != 0 ? arguments.ChildId : 0;
        if ((flags & CloneFlags.ClearSigHand) != 0)
        {
            thread.Signals.Process.Actions.ResetCaught();
        }

        Scheduler.Start(thread);
        if ((flags & CloneFlags.VFork) != 0)
        {
            thread.Process.WaitUntilMemoryIsLeft();
        }

        return id;
    }

    /// <summary>clone(2) takes any number; what is no signal is not sent.</summary>
    private static Signal SignalOf(in CloneArguments arguments)
    {
        Signal signal = (Signal)arguments.ExitSignal;
        return SignalActions.IsSignal(signal) ? signal : Signal.None;
    }
}
