using Lodestar.Core.Abi;

namespace Lodestar.Core.Processes;

/// <content>What becomes of the children of a process that ends.</content>
public sealed partial class Process
{
    /// <summary>Who gets them: the nearest ancestor that wants orphans, else the first process; null if that ends, too.</summary>
    private Process? FindReaper()
    {
        for (Process? ancestor = Parent; ancestor is not null; ancestor = ancestor.Parent)
        {
            if (ancestor.IsSubreaper && !ancestor.IsEnding)
            {
                return ancestor;
            }
        }

        return Table.Init is { HasEnded: false } init ? init : null;
    }

    /// <summary>Sends the signals that threads want when the parent has ended (<c>PR_SET_PDEATHSIG</c>).</summary>
    private void TellOfParentsEnd(Process parent)
    {
        foreach (Thread thread in _threads)
        {
            if (thread.ParentDeathSignal != Signal.None)
            {
                Signals.Send(
                    SignalInfo.FromProcess(
                        thread.ParentDeathSignal, SignalCode.SI_USER, parent.Id, parent.Files.RealCredentials.UserId),
                    Limits[Resource.SigPending].Current);
            }
        }
    }
}
