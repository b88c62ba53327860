using Lodestar.Core.Abi;

namespace Lodestar.Core.Consoles;

/// <content>Which terminal is visible: <c>VT_ACTIVATE</c> and <c>VT_SETMODE</c> of <c>ioctl_console(2)</c>.</content>
internal sealed partial class VirtualTerminals
{
    private const int None = -1;

    /// <summary>The one to be shown once the process that has the visible one releases it.</summary>
    private int _pending = None;

    private int _last;

    /// <summary>Whether nobody may switch, <c>VT_LOCKSWITCH</c>.</summary>
    internal bool IsLocked { get; set; }

    public void Show(int number)
    {
        if ((uint)number >= Count || number == Visible.Index || IsLocked)
        {
            return;
        }

        if (Visible.Owner is { } owner)
        {
            _pending = number;
            if (owner.TrySend((Signal)Visible.SwitchMode.ReleaseSignal))
            {
                return;
            }

            Visible.ResetMode();
        }

        Complete(number);
    }

    public void ShowNext(int step) => Show((Visible.Index + step + Count) % Count);

    public void ShowLast() => Show(_last);

    /// <summary>The process that was asked lets the screen go, or does not: <c>VT_RELDISP</c>.</summary>
    /// <param name="answer">0 for no; of an answer to nothing, 2 (VT_ACKACQ) says that it knows that it has the screen.</param>
    /// <returns>EINVAL.</returns>
    internal Errno Release(VirtualTerminal terminal, int answer)
    {
        const int KnowsThatItHasIt = 2;
        if (terminal.Owner is null)
        {
            return Errno.EINVAL;
        }

        int pending = _pending;
        if (pending == None || terminal != Visible)
        {
            return answer == KnowsThatItHasIt ? Errno.None : Errno.EINVAL;
        }

        _pending = None;
        if (answer != 0)
        {
            Complete(pending);
        }

        return Errno.None;
    }

    private void Complete(int number)
    {
        _pending = None;
        _last = Visible.Index;
        Visible = _terminals[number];
        if (Visible.Owner is { } owner && !owner.TrySend((Signal)Visible.SwitchMode.AcquireSignal))
        {
            Visible.ResetMode();
        }

        Redraw(Visible);
        ShowLights();
        Changed.Wake();
    }
}
