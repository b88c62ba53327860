using System;
using Lodestar.Core.Tasks;
using Lodestar.Machine;

namespace Lodestar.Core.Screens;

/// <summary>Shows the kernel's log on an emulator: what there is of it when it starts, and then what comes.</summary>
public sealed class ScreenLogFollower : WaitEntry
{
    private readonly ScreenEmulator _emulator;
    private ulong _position;

    /// <summary>Begins with the kernel's name, as the screen did when it was started.</summary>
    public ScreenLogFollower(ScreenEmulator emulator)
    {
        _emulator = emulator;
        emulator.Write("\e[96m\u25c6\e[1;97m "u8);
        emulator.Write(KernelVersion.NameUtf8);
        emulator.Write("\e[0m\r\n\r\n"u8);
        Update();
        DeviceEvents.Log.Add(this);
    }

    /// <summary>Shows what has come.</summary>
    public void Update()
    {
        Span<byte> part = stackalloc byte[256];
        int length;
        while ((length = MachineInformation.ReadLog(ref _position, part)) > 0)
        {
            _emulator.WriteAside(part[..length]);
        }

        SystemScreen.Changed(_emulator);
    }

    /// <inheritdoc/>
    protected internal override void Wake() => Update();
}
