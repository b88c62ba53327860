using System;
using System.Collections.Generic;
using System.IO;

namespace Lodestar.Qemu.Tests.Harness;

/// <summary>A machine to boot. The defaults are the plainest one: a PC with QEMU's oldest 64-bit CPU and 256 MiB.</summary>
internal sealed record QemuOptions
{
    /// <summary>OVMF, of Debian's package.</summary>
    private const string Firmware = "/usr/share/OVMF/OVMF_CODE_4M.fd";

    /// <summary>The ELF that <c>-kernel</c> boots, and whose symbols resolve addresses when the machine hangs.</summary>
    public required string Image { get; init; }

    /// <summary>The kernel's command line.</summary>
    public string CommandLine { get; init; } = "exit=qemu";

    /// <summary>QEMU's <c>-cpu</c>.</summary>
    public string Cpu { get; init; } = "qemu64";

    /// <summary>QEMU's <c>-m</c>, in MiB.</summary>
    public int MemoryMiB { get; init; } = 256;

    /// <summary>QEMU's <c>-machine</c>.</summary>
    public string Machine { get; init; } = "pc";

    /// <summary>A disc image to boot from instead of the kernel image, or null.</summary>
    public string? Disc { get; init; }

    /// <summary>What that image is written to.</summary>
    public DiscMedium Medium { get; init; }

    /// <summary>Whether the firmware is UEFI (OVMF), for a machine that boots from a disc; otherwise a BIOS (SeaBIOS).</summary>
    public bool IsUefi { get; init; }

    /// <summary>Whether the firmware is qboot, for a machine that boots by <c>-kernel</c>: a BIOS that does nothing else, a tenth of a second quicker.</summary>
    public bool HasQuickFirmware { get; init; }

    /// <summary>A file that the loader brings along, for <c>-kernel</c>; or null.</summary>
    public string? Initramfs { get; init; }

    /// <summary>Whether there is a screen, QEMU's standard VGA. To draw the log is an eighth of a short boot.</summary>
    public bool HasScreen { get; init; } = true;

    /// <summary>Whether there is a serial port.</summary>
    public bool Serial { get; init; } = true;

    /// <summary>The socket of whoever is at the first serial port, and reads the log; or null.</summary>
    public string? LogSocket { get; init; }

    /// <summary>The file that takes what comes out of a second serial port; without it there is no second one.</summary>
    public string? SecondSerial { get; init; }

    /// <summary>The socket of whoever is at the second serial port, instead of that file; or null.</summary>
    public string? TerminalSocket { get; init; }

    /// <summary>What comes in at the second serial port; or null.</summary>
    public string? Typed { get; init; }

    /// <summary>What the line of the log has in it after which that is typed: the serial port is set up before the first one.</summary>
    public string TypedAfter { get; init; } = "initramfs:";

    /// <summary>The named pipe through which that goes: as QEMU wants it, the second port's file with .in in the place of .out.</summary>
    internal string KeyboardPipe => Path.ChangeExtension(SecondSerial!, ".in");

    /// <summary>More of QEMU's options.</summary>
    public IReadOnlyList<string> Extra { get; init; } = [];

    /// <summary>How long the machine may run. A boot takes a fraction of a second; the limit is for a loaded host.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The arguments that QEMU is started with.</summary>
    /// <param name="monitorSocket">Where the monitor listens.</param>
    internal List<string> Arguments(string monitorSocket)
    {
        List<string> arguments =
        [
            "-accel", "tcg", "-machine", Machine + ",memory-backend=ram", "-cpu", Cpu, "-m", $"{MemoryMiB}M",
            // More than the host has is fine as long as the guest does not write to all of it.
            "-object", $"memory-backend-ram,id=ram,size={MemoryMiB}M,reserve=off",
            "-nodefaults", "-display", "none", "-vga", HasScreen ? "std" : "none", "-no-reboot",
            "-serial", LogSocket is not null ? "unix:" + LogSocket : Serial ? "stdio" : "none",
            .. TerminalSocket is not null ? (ReadOnlySpan<string>)["-serial", "unix:" + TerminalSocket]
                : SecondSerial is null ? []
                : Typed is null ? ["-serial", "file:" + SecondSerial]
                : ["-serial", "pipe:" + Path.ChangeExtension(SecondSerial, null)],
            "-qmp", $"unix:{monitorSocket},server=on,wait=off",
            "-device", "isa-debug-exit,iobase=0xf4,iosize=4",
        ];
        arguments.AddRange((Disc, Medium) switch
        {
            (null, _) => ["-kernel", Image, "-append", CommandLine],
            (_, DiscMedium.Cd) => ["-cdrom", Disc],
            (_, var stick) =>
            [
                "-device", stick == DiscMedium.StickOnUsb3 ? "qemu-xhci" : "usb-ehci",
                "-drive", $"if=none,id=stick,format=raw,readonly=on,file={Disc}", "-device", "usb-storage,drive=stick",
            ],
        });
        if (HasQuickFirmware)
        {
            arguments.AddRange("-bios", "qboot.rom");
        }

        if (IsUefi)
        {
            arguments.AddRange("-drive", "if=pflash,format=raw,readonly=on,file=" + Firmware);
        }

        if (Initramfs is not null)
        {
            arguments.AddRange("-initrd", Initramfs);
        }

        arguments.AddRange(Extra);
        return arguments;
    }
}
