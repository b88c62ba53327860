using Lodestar.Core.Abi;
using Lodestar.Core.Consoles;
using Lodestar.Core.Tasks;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>The requests of <c>ioctl_console(2)</c> about the screen and which terminal is on it: vt_ioctl in Linux.</summary>
internal static class ConsoleRequests
{
    /// <summary>The largest number of a terminal that VT_GETSTATE has a bit for.</summary>
    private const int NumbersInState = 16;

    private const short LargestSignal = 64;

    private const int KdText = 0;
    private const int KdGraphics = 1;

    /// <summary>Does what a program asks of a virtual terminal.</summary>
    /// <param name="caller">The program.</param>
    /// <param name="terminal">The terminal.</param>
    /// <param name="request">What it asks.</param>
    /// <param name="argument">An address, or a value, as the request has it.</param>
    /// <returns>EFAULT, EINVAL, ENXIO, EPERM, ENOTTY for what is not there.</returns>
    internal static SyscallResult Control(SyscallContext caller, VirtualTerminal terminal, IoctlRequest request, ulong argument)
    {
        VirtualTerminals all = terminal.Terminals;
        switch (request)
        {
            case IoctlRequest.GetDisplayMode:
                return IoctlCalls.Put(argument, terminal.IsGraphical ? KdGraphics : KdText);
            case IoctlRequest.FindFreeConsole:
                return IoctlCalls.Put(argument, FindFree(all));
            case IoctlRequest.GetSwitchMode:
                return IoctlCalls.Put(argument, terminal.SwitchMode);
            case IoctlRequest.GetConsoleStatus:
                return IoctlCalls.Put(argument, StatusOf(all));
            case IoctlRequest.LinuxConsole:
                return LinuxConsole(caller, terminal, argument);
            case IoctlRequest.AwaitConsole:
                return Await(all, argument);
            case IoctlRequest.LockSwitch or IoctlRequest.UnlockSwitch:
                if (!caller.Files.Credentials.IsSuperuser)
                {
                    return Errno.EPERM;
                }

                all.IsLocked = request == IoctlRequest.LockSwitch;
                return Errno.None;
            case IoctlRequest.FreeConsole:
                return argument > VirtualTerminals.Count ? Errno.ENXIO
                    : argument != 0 && all[(int)argument - 1] is { } freed && (freed.IsInUse || freed == all.Visible) ? Errno.EBUSY
                    : Errno.None;
            case IoctlRequest.SetDisplayMode or IoctlRequest.SetSwitchMode or IoctlRequest.ReleaseDisplay or IoctlRequest.ActivateConsole:
                return MayChange(caller, terminal) ? Change(caller, terminal, request, argument) : Errno.EPERM;
            default:
                return KeyboardRequests.Control(caller, terminal, request, argument);
        }
    }

    /// <summary>Whether a request is of the kind that programs find out with whether a terminal is a virtual one.</summary>
    internal static bool IsOne(IoctlRequest request)
    {
        const int GroupShift = 8;
        const uint Keyboard = 0x4b;
        const uint Screen = 0x56;
        return (uint)request >> GroupShift is Keyboard or Screen;
    }

    /// <summary>Whether a program may do more than look: with its own terminal, or as the superuser.</summary>
    internal static bool MayChange(SyscallContext caller, VirtualTerminal terminal) =>
        caller.Process.ControllingTerminal == terminal || caller.Files.Credentials.IsSuperuser;

    private static Errno Change(SyscallContext caller, VirtualTerminal terminal, IoctlRequest request, ulong argument)
    {
        switch (request)
        {
            case IoctlRequest.SetDisplayMode when argument is KdText or KdGraphics:
                terminal.SetGraphical(argument == KdGraphics);
                return Errno.None;
            case IoctlRequest.SetSwitchMode:
                return SetSwitchMode(caller, terminal, new UserRef<ConsoleSwitchMode>(argument));
            case IoctlRequest.ReleaseDisplay:
                return terminal.Terminals.Release(terminal, (int)argument);
            case IoctlRequest.ActivateConsole when argument is 0 or > VirtualTerminals.Count:
                return Errno.ENXIO;
            case IoctlRequest.ActivateConsole:
                terminal.Terminals.Show((int)argument - 1);
                return Errno.None;
            default:
                return Errno.EINVAL;
        }
    }

    private static Errno SetSwitchMode(SyscallContext caller, VirtualTerminal terminal, UserRef<ConsoleSwitchMode> argument)
    {
        if (!argument.TryRead(out ConsoleSwitchMode mode))
        {
            return Errno.EFAULT;
        }

        bool isByProcess = mode.Mode == ConsoleSwitchMode.ByProcess;
        if ((!isByProcess && mode.Mode != ConsoleSwitchMode.Automatic) || !IsSignal(mode.ReleaseSignal) || !IsSignal(mode.AcquireSignal))
        {
            return Errno.EINVAL;
        }

        mode.ForceSignal = 0;
        terminal.SetSwitchMode(mode, isByProcess ? caller.Process : null);
        return Errno.None;
    }

    private static bool IsSignal(short number) => number is >= 0 and <= LargestSignal;

    private static int FindFree(VirtualTerminals all)
    {
        for (int i = 0; i < VirtualTerminals.Count; i++)
        {
            if (!all[i].IsInUse)
            {
                return i + 1;
            }
        }

        return -1;
    }

    private static ConsoleStatus StatusOf(VirtualTerminals all)
    {
        ushort state = 1;
        for (int i = 0; i < VirtualTerminals.Count && i + 1 < NumbersInState; i++)
        {
            state |= (ushort)(all[i].IsInUse ? 1 << (i + 1) : 0);
        }

        return new ConsoleStatus { Active = (ushort)(all.Visible.Index + 1), State = state };
    }

    private static SyscallResult Await(VirtualTerminals all, ulong number)
    {
        if (number is 0 or > VirtualTerminals.Count)
        {
            return Errno.ENXIO;
        }

        while (all.Visible.Index + 1 != (int)number)
        {
            if (all.Changed.Wait() == WaitEnd.Interrupted)
            {
                return Errno.EINTR;
            }
        }

        return Errno.None;
    }

    /// <summary>TIOCLINUX, <c>ioctl_console(2)</c>: what there is of it says what is, or asks for what is always so.</summary>
    private static SyscallResult LinuxConsole(SyscallContext caller, VirtualTerminal terminal, ulong argument)
    {
        const byte Unblank = 4;
        const byte GetShiftState = 6;
        const byte SetBlankMode = 10;
        const byte RedirectLog = 11;
        const byte GetVisible = 12;
        const byte IsBlank = 15;
        const byte GetLogTarget = 17;
        if (!MayChange(caller, terminal))
        {
            return Errno.EPERM;
        }

        UserRef<byte> first = new(argument);
        if (!first.TryRead(out byte code))
        {
            return Errno.EFAULT;
        }

        VirtualTerminals all = terminal.Terminals;
        return code switch
        {
            Unblank or SetBlankMode => Errno.None,
            GetShiftState => first.TryWrite((byte)(all.Keyboard?.Modifiers ?? 0)) ? Errno.None : Errno.EFAULT,
            RedirectLog => Errno.EINVAL,
            GetVisible => all.Visible.Index + 1,
            IsBlank or GetLogTarget => 0,
            _ => Errno.EINVAL,
        };
    }
}
