using System;
using System.Linq;
using System.Threading.Tasks;
using Lodestar.Qemu.Tests.Harness;
using Xunit;

namespace Lodestar.Qemu.Tests.Cases;

/// <summary>
/// The machine is switched off, started anew or halted, as reboot(2) says. QEMU does here as a machine does: a reset starts the guest anew,
/// so that only switching off ends it. It is not the first process that asks.
/// </summary>
public sealed class EndOfSystem
{
    private const int SwitchedOff = 0;
    private const string Beginning = ", started by a PVH loader";

    [Theory]
    [InlineData("pc")]
    [InlineData("q35")]
    [InlineData("microvm")] // hardware-reduced, its registers in memory; the end of the initramfs lies in reserved memory
    public async Task PoweroffSwitchesOff(string machine)
    {
        BootResult result = await QemuMachine.Boot(Machine(machine, "poweroff"));
        result.Must(result.ExitCode == SwitchedOff, "expected the machine to be switched off");
        result.Must(Beginnings(result) == 1, "expected one boot");
    }

    [Theory]
    [InlineData("pc")] // by the keyboard controller
    [InlineData("q35")] // by the register that the ACPI tables name
    public async Task RebootStartsAnew(string machine)
    {
        int boots = 0;
        BootResult result = await QemuMachine.Boot(
            Machine(machine, "reboot"), line => line.Contains(Beginning, StringComparison.Ordinal) && ++boots == 2);
        result.Must(Beginnings(result) >= 2, "expected a second boot");
    }

    [Theory]
    [InlineData("pc,acpi=off", "poweroff", "the machine is still on: there is no ACPI table of its registers")]
    [InlineData("pc", "halt", "the system is halted")]
    public async Task WhatCannotBeSwitchedOffOrShallNotHalts(string machine, string command, string sentence)
    {
        BootResult result = await QemuMachine.Boot(
            Machine(machine, command), line => line.Contains(sentence, StringComparison.Ordinal));
        result.Must(result.Hang is null && result.ExitCode is null, "expected a machine that is on");
        result.MustSay(sentence);
    }

    private static int Beginnings(BootResult result) =>
        result.Log.Lines.Count(static line => line.Contains(Beginning, StringComparison.Ordinal));

    private static QemuOptions Machine(string machine, string command) => new()
    {
        Image = Repository.Kernel,
        Machine = machine,
        CommandLine = $"init=/bin/busybox -- sh -c \"busybox {command} -f; sleep 1000\"",
        Initramfs = Repository.Initramfs,
        Extra = machine == "microvm"
            ? ["-action", "reboot=reset", "-vga", "none", "-bios", "/usr/share/seabios/bios-microvm.bin"]
            : ["-action", "reboot=reset"],
    };
}
