namespace Lodestar.Bench;

/// <summary>A machine to start: what it boots, and how it says that all went well.</summary>
/// <param name="Kernel">The kernel, for QEMU's <c>-kernel</c>.</param>
/// <param name="CommandLine">The kernel's command line.</param>
/// <param name="Success">QEMU's exit status after a run that went well.</param>
public sealed record QemuMachine(string Kernel, string CommandLine, int Success)
{
    /// <summary>QEMU's status when Lodestar reports success: (0x10 &lt;&lt; 1) | 1.</summary>
    private const int LodestarSuccess = 33;

    /// <summary>QEMU's status after the guest's power off.</summary>
    private const int PowerOff = 0;

    /// <summary>The time stamp counter counts guest instructions, one a nanosecond of the machine's clock; runs are identical.</summary>
    private static readonly string[] Counting =
        ["-icount", "shift=0,sleep=off", "-seed", "1", "-rtc", "base=2026-01-01,clock=vm"];

    /// <summary>QEMU's <c>-cpu</c>.</summary>
    public string Cpu { get; init; } = "qemu64";

    /// <summary>QEMU's <c>-m</c>.</summary>
    public string Memory { get; init; } = "256M";

    /// <summary>The archive of files, or null.</summary>
    public string? Initramfs { get; init; }

    /// <summary>Whether the machine's clock runs by instructions instead of by the host's clock.</summary>
    public bool CountsInstructions { get; init; }

    /// <summary>Lodestar, which ends QEMU when it ends.</summary>
    public static QemuMachine Lodestar(string kernel, string commandLine) =>
        new(kernel, $"exit=qemu {commandLine}".TrimEnd(), LodestarSuccess);

    /// <summary>Linux with a program of the initramfs as init, which ends with the power off.</summary>
    /// <param name="kernel">Its bzImage.</param>
    /// <param name="program">The program's path, and behind <c> -- </c> its arguments.</param>
    /// <remarks>
    /// Without mitigations, as Lodestar has none that cost instructions, and without the self-tests of its ciphers, a
    /// quarter of its boot. A panic resets the machine, and that ends QEMU.
    /// </remarks>
    public static QemuMachine Linux(string kernel, string program) =>
        new(kernel, $"mitigations=off cryptomgr.notests quiet console=ttyS0 panic=-1 rdinit={program}", PowerOff);

    /// <summary>QEMU's arguments.</summary>
    public string[] Arguments() =>
    [
        "-accel", "tcg", "-cpu", Cpu, "-m", Memory, "-nodefaults", "-display", "none", "-no-reboot", "-serial", "stdio",
        "-device", "isa-debug-exit,iobase=0xf4,iosize=4", "-kernel", Kernel, "-append", CommandLine,
        .. Initramfs is { } archive ? (string[])["-initrd", archive] : [],
        .. CountsInstructions ? Counting : [],
    ];
}
