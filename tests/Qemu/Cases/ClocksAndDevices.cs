using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Lodestar.Qemu.Tests.Harness;
using Xunit;

namespace Lodestar.Qemu.Tests.Cases;

/// <summary>What machines have for clocks, and which PCI devices.</summary>
public sealed partial class ClocksAndDevices
{
    private const string ByTimestamps = "clock: goes by the time stamp counter";
    private const string ByHpet = "clock: goes by the HPET";

    /// <summary>What busybox's applets see, and the effect of what they set. The last lines are those that the time of day is in.</summary>
    private const string Script =
        "date -u +%F; lspci; lspci -m | tail -n 1; wc -c /proc/bus/pci/01/00.0; hwclock -r -u | cut -c 1-11; "
        + "date -u -s '2040-05-06 07:08:09' +%F; hwclock -w -u; hwclock -r -u | cut -c 1-11; "
        + "cd /sys/devices/system/clocksource/clocksource0; cat available_clocksource current_clocksource; "
        + "echo hpet >current_clocksource; sleep 1.2; cat current_clocksource; echo tsc >current_clocksource; date -u +%F";

    [Theory]
    [InlineData("q35", "qemu64,-hypervisor", "", ByHpet)]
    [InlineData("pc", "qemu64,-hypervisor", "clocksource=tsc", ByTimestamps)]
    [InlineData("pc,hpet=off", "qemu64,-hypervisor", "clocksource=hpet", "clock: there is no hpet")]
    [InlineData("q35,pit=off", "qemu64", "", "MHz, as measured")]
    [InlineData("isapc", "qemu64", "", ByTimestamps)]
    public async Task TheClockGoesByWhatThereIs(string machine, string cpu, string words, string expected)
    {
        BootResult result = await QemuMachine.Boot(new QemuOptions
        {
            Image = Repository.Kernel,
            Machine = machine,
            Cpu = cpu,
            CommandLine = $"exit=qemu {words}",
            Extra = ["-rtc", "base=1999-12-31T12:00:00,clock=vm"],
        });

        result.MustExitWith(QemuExit.Success);
        result.MustSay(expected);
        result.MustSay("clock: 1999-12-31 12:00:");
    }

    [Fact]
    public async Task ProgramsReadAndSetClocksAndSeeDevices()
    {
        ProgramBoot boot = await ProgramBoot.Run($"/bin/busybox sh -c \"{Script}\"", new QemuOptions
        {
            Image = Repository.Kernel,
            Machine = "q35",
            Extra =
            [
                "-rtc", "base=2031-02-28T12:00:00,clock=vm", "-device", "pcie-root-port,id=link,chassis=1,addr=3",
                "-device", "virtio-rng-pci,bus=link,disable-legacy=on", "-device", "VGA,addr=1",
            ],
        }, "log=debug");

        boot.MustHaveEnded();
        boot.Boot.MustSay("kHz, as measured");
        Assert.Equal(
            """
            2031-02-28
            00:00.0 Class 0600: 8086:29c0
            00:01.0 Class 0300: 1234:1111
            00:03.0 Class 0604: 1b36:000c
            00:1f.0 Class 0601: 8086:2918
            00:1f.2 Class 0106: 8086:2922
            00:1f.3 Class 0c05: 8086:2930
            01:00.0 Class 00ff: 1af4:1044
            01:00.0 "Class 00ff" "1af4" "1044" "1af4" "1100"
            4096 /proc/bus/pci/01/00.0
            Fri Feb 28 
            2040-05-06
            Sun May  6 
            tsc hpet 
            tsc
            hpet
            2040-05-06

            """,
            boot.Program!.Output);
    }

    /// <summary>Behind bridges of both kinds too.</summary>
    [Fact]
    public async Task TheLogNamesTheDevicesThatTheMachineHas()
    {
        List<string> expected = [];
        BootResult result = await QemuMachine.Boot(
            new QemuOptions
            {
                Image = Repository.Kernel,
                Machine = "q35",
                CommandLine = "log=info",
                Extra =
                [
                    "-device", "pcie-root-port,id=link,chassis=1", "-device", "e1000e,bus=link",
                    "-device", "pci-bridge,id=one,chassis_nr=2", "-device", "pci-bridge,id=two,bus=one,addr=7,chassis_nr=3",
                    "-device", "e1000,bus=two,addr=1f", "-device", "rtl8139,bus=one,addr=2", "-device", "nvme,serial=1",
                    "-device", "qemu-xhci,addr=8.0,multifunction=on", "-device", "virtio-net-pci,addr=8.5",
                ],
            },
            static line => line.Contains(KernelLog.EndOfBoot, StringComparison.Ordinal),
            async monitor =>
            {
                JsonNode? buses = await monitor.Execute("query-pci", null, CancellationToken.None);
                foreach (JsonNode? bus in buses!.AsArray())
                {
                    Collect(bus!["devices"]!.AsArray(), expected);
                }
            });

        result.Must(result.Hang is null, "expected the end of the boot");
        expected.Sort(StringComparer.Ordinal);
        IEnumerable<string> found = result.Log.Lines.Select(static line => Device().Match(line))
            .Where(static match => match.Success).Select(static match => match.Groups[1].Value);
        Assert.True(expected.Count > 12);
        Assert.Equal(expected, found);
    }

    [GeneratedRegex(@"pci: 0000:(\S+ [0-9a-f]{4}:[0-9a-f]{4}) \w+")]
    private static partial Regex Device();

    private static void Collect(JsonArray devices, List<string> found)
    {
        foreach (JsonNode? device in devices)
        {
            int Number(string name) => device![name]!.GetValue<int>();
            int Id(string name) => device!["id"]![name]!.GetValue<int>();
            found.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{Number("bus"):x2}:{Number("slot"):x2}.{Number("function"):x} {Id("vendor"):x4}:{Id("device"):x4}"));
            if (device!["pci_bridge"]?["devices"] is JsonArray behind)
            {
                Collect(behind, found);
            }
        }
    }
}
