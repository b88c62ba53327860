using Lodestar.Core.Abi;
using Lodestar.Core.Signals;
using Lodestar.Core.Tasks;

namespace Lodestar.Core.Processes;

/// <content>Another program, <c>execve(2)</c>.</content>
public sealed partial class Process
{
    /// <summary>
    /// Gives the process another program. The other threads end before; the running one becomes the first. Its registers are the
    /// caller's business.
    /// </summary>
    /// <param name="thread">The running thread.</param>
    /// <param name="program">The program, which is the process's from now on.</param>
    /// <returns>False if the process has been ended meanwhile; then nothing has changed.</returns>
    public bool TryExecute(Thread thread, LoadedProgram program)
    {
        if (thread.IsKilled)
        {
            // Another thread was first, with its execve or with the process's end.
            return false;
        }

        EndThreads(except: thread);
        while (_threads.Count > 1)
        {
            if (ThreadEnded.WaitUninterruptible() == WaitEnd.Interrupted)
            {
                return false;
            }
        }

        if (thread != MainThread)
        {
            Table.Remove(MainThread);
            Table.Remove(thread);
            thread.TellPidFiles();
            thread.Id = Id;
            MainThread = thread;
            Table.Add(thread);
        }

        thread.LeaveMemory();
        Files.UnshareDescriptors();
        Files.Descriptors.CloseOnExec();
        Signals.UnshareActions();
        Signals.Actions.ResetCaught();
        Timers.DeleteAll();
        ExitSignal = Signal.SIGCHLD;
        thread.BeginProgram(program);
        ReleaseProgram(program);
        Limits.Apply(Files.Descriptors, Memory);
        HasExecuted = true;
        if (program.Rights != Files.Credentials)
        {
            thread.ParentDeathSignal = Signal.None;
            thread.Personality = Personality.Linux;
        }

        IsDumpable = program.Rights == Files.Credentials;
        Files.Credentials = program.Rights;
        Files.SavedCredentials = program.Rights;
        return true;
    }

    /// <summary>Waits until a child of vfork has left the memory that it shares, or the running thread has to end.</summary>
    public void WaitUntilMemoryIsLeft()
    {
        while (BorrowsMemory && MemoryLeft.WaitUninterruptible() != WaitEnd.Interrupted)
        {
        }
    }
}
