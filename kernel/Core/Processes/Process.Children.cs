using Lodestar.Core.Abi;
using Lodestar.Core.Signals;

namespace Lodestar.Core.Processes;

/// <content>What an end means to the parent and to the children.</content>
public sealed partial class Process
{
    /// <summary>The children get a new parent; without one, those that have ended are gone.</summary>
    private void LeaveChildren()
    {
        Process? reaper = FindReaper();
        Process[] children = [.. _children];
        _children.Clear();
        foreach (Process child in children)
        {
            child.Parent = reaper;
            child.ExitSignal = Signal.SIGCHLD;
            reaper?._children.Add(child);
            child.TellOfParentsEnd(this);
            if (child.HasEnded)
            {
                child.TellParent();
            }

            HangUp(child.Group, this);
        }

        if (Parent is { } parent)
        {
            HangUp(Group, parent);
        }
    }

    /// <summary>
    /// A parent of one of a group's processes is not there any more: if the group is orphaned by that and something in it is
    /// stopped, it is told so and continued, because nobody else will (<c>setpgid(2)</c>).
    /// </summary>
    private void HangUp(ProcessGroup group, Process parent)
    {
        if (parent.Group == group || parent.Session != group.Session || !group.IsOrphaned(except: this) || !group.HasStopped)
        {
            return;
        }

        foreach (Process member in (Process[])[.. group.Members])
        {
            member.Receive(SignalInfo.FromKernel(Signal.SIGHUP));
            member.Receive(SignalInfo.FromKernel(Signal.SIGCONT));
        }
    }

    private void TellParent()
    {
        if (Parent is not { } parent)
        {
            if (Table.Init == this)
            {
                Table.Changed.Wake();
            }
            else
            {
                Reap();
            }

            return;
        }

        SignalActions actions = parent.Signals.Actions;
        bool isIgnored = ExitSignal == Signal.SIGCHLD && actions[Signal.SIGCHLD].Handler == SignalAction.Ignore;
        if (ExitSignal != Signal.None && !isIgnored)
        {
            parent.Receive(ChildChange.Ended(this).ToSignal(ExitSignal));
        }

        if (ExitSignal == Signal.SIGCHLD && actions.IgnoresChildren)
        {
            Reap();
        }

        parent.ChildChanged.Wake();
    }

    /// <summary>The parent has seen the end: nothing is left.</summary>
    public void Reap()
    {
        LeaveGroup();
        Parent?._children.Remove(this);
        Table.Remove(MainThread);
        Table.Remove(this);
        TellPidFiles();
    }
}
