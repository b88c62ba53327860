using Lodestar.Core.Abi;
using Lodestar.Core.Consoles;
using Lodestar.Core.Keyboards;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>The requests of <c>ioctl_console(2)</c> about a virtual terminal's keyboard: vt_k_ioctl in Linux.</summary>
internal static class KeyboardRequests
{
    /// <summary>KB_101: an ordinary keyboard.</summary>
    private const byte OrdinaryKeyboard = 2;

    /// <summary>K_METABIT and K_ESCPREFIX.</summary>
    private const int MetaSetsBit = 3;
    private const int MetaIsEscape = 4;

    private const byte AllLights = (byte)(KeyboardLights.ScrollLock | KeyboardLights.NumLock | KeyboardLights.CapsLock);
    private const int DefaultShift = 4;

    /// <summary>Does what a program asks.</summary>
    /// <inheritdoc cref="ConsoleRequests.Control"/>
    internal static SyscallResult Control(SyscallContext caller, VirtualTerminal terminal, IoctlRequest request, ulong argument)
    {
        KeyboardState keyboard = terminal.Keyboard;
        switch (request)
        {
            case IoctlRequest.GetKeyboardType:
                return IoctlCalls.Put(argument, OrdinaryKeyboard);
            case IoctlRequest.GetKeyboardMode:
                return IoctlCalls.Put(argument, (int)keyboard.Mode);
            case IoctlRequest.GetMetaMode:
                return IoctlCalls.Put(argument, keyboard.MetaIsEscape ? MetaIsEscape : MetaSetsBit);
            case IoctlRequest.GetLights:
                return IoctlCalls.Put(argument, (byte)keyboard.Lights);
            case IoctlRequest.GetLocks:
                return IoctlCalls.Put(argument, (byte)((int)keyboard.Locks | (int)keyboard.DefaultLocks << DefaultShift));
            case IoctlRequest.GetKeyMapEntry:
                return GetEntry(terminal, new UserRef<KeyMapEntry>(argument));
            case IoctlRequest.SetKeyMapEntry:
                return !caller.Files.Credentials.IsSuperuser
                    ? Errno.EPERM
                    : SetEntry(terminal, new UserRef<KeyMapEntry>(argument));
            case IoctlRequest.SetKeyboardMode or IoctlRequest.SetMetaMode or IoctlRequest.SetLights or IoctlRequest.SetLocks
                or IoctlRequest.SetSound or IoctlRequest.MakeTone:
                return ConsoleRequests.MayChange(caller, terminal) ? Change(terminal, request, argument) : Errno.EPERM;
            default:
                return SessionRequests.Unknown(request);
        }
    }

    private static Errno Change(VirtualTerminal terminal, IoctlRequest request, ulong argument)
    {
        KeyboardState keyboard = terminal.Keyboard;
        switch (request)
        {
            case IoctlRequest.SetKeyboardMode when argument <= (ulong)KeyboardMode.Off:
                keyboard.Mode = (KeyboardMode)argument;
                return Errno.None;
            case IoctlRequest.SetMetaMode when argument is MetaSetsBit or MetaIsEscape:
                keyboard.MetaIsEscape = argument == MetaIsEscape;
                return Errno.None;
            case IoctlRequest.SetLights:
                keyboard.ForcedLights = argument > AllLights ? null : (KeyboardLights)argument;
                terminal.Terminals.ShowLights();
                return Errno.None;
            case IoctlRequest.SetLocks when (argument & ~(ulong)(AllLights | AllLights << DefaultShift)) == 0:
                keyboard.Locks = (KeyboardLights)(argument & AllLights);
                keyboard.DefaultLocks = (KeyboardLights)(argument >> DefaultShift);
                terminal.Terminals.ShowLights();
                return Errno.None;
            case IoctlRequest.SetSound or IoctlRequest.MakeTone:
                // The speaker is silent, as that of a machine without one is on Linux.
                return Errno.None;
            default:
                return Errno.EINVAL;
        }
    }

    private static Errno GetEntry(VirtualTerminal terminal, UserRef<KeyMapEntry> argument)
    {
        if (!argument.TryRead(out KeyMapEntry entry))
        {
            return Errno.EFAULT;
        }

        KeySymbol missing = new(entry.Index == 0 ? SpecialKey.NoSuchMap : SpecialKey.None);
        KeyMap? map = terminal.Terminals.Keyboard?.Map;
        entry.Value = (map is not null && map.Has(entry.Table) ? map[entry.Table, (KeyCode)entry.Index] : missing).Value;
        return argument.TryWrite(entry) ? Errno.None : Errno.EFAULT;
    }

    /// <summary>The first key with the symbol for no map takes the map away; the plain one stays.</summary>
    private static Errno SetEntry(VirtualTerminal terminal, UserRef<KeyMapEntry> argument)
    {
        if (!argument.TryRead(out KeyMapEntry entry))
        {
            return Errno.EFAULT;
        }

        if (terminal.Terminals.Keyboard?.Map is not { } map)
        {
            return Errno.EINVAL;
        }

        KeySymbol symbol = new(entry.Value);
        bool removes = symbol == new KeySymbol(SpecialKey.NoSuchMap);
        if (removes && entry.Index == 0)
        {
            if (entry.Table != 0)
            {
                map.Remove(entry.Table);
            }
        }
        else if (!removes && (map.Has(entry.Table) || symbol != new KeySymbol(SpecialKey.None)))
        {
            map.Set(entry.Table, (KeyCode)entry.Index, symbol);
        }

        return Errno.None;
    }
}
