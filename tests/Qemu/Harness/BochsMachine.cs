using System;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using Xunit;

namespace Lodestar.Qemu.Tests.Harness;

/// <summary>
/// A machine of Bochs, an emulator by other people, with a CPU that has what QEMU's TCG lacks: deadlines of the time stamp counter. It boots
/// a disc with SeaBIOS. Nothing in it can end it, so it is ended from outside.
/// </summary>
internal sealed class BochsMachine : IDisposable
{
    private const int LinesShown = 60;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lodestar-bochs-");
    private readonly TcpListener _port = new(IPAddress.Loopback, 0);
    private readonly Process _process;

    private BochsMachine(string disc)
    {
        _port.Start();
        string settings = Path.Combine(_folder.FullName, "bochsrc");

        // A slow machine needs fewer instructions for each of the firmware's waits. The display waits for nobody.
        File.WriteAllText(
            settings,
            $"""
            config_interface: textconfig
            display_library: rfb, options="timeout=0"
            cpu: model=corei7_sandy_bridge_2600k, ips=20000000, reset_on_triple_fault=0
            memory: guest=256, host=256
            romimage: file=/usr/share/seabios/bios-256k.bin, address=0xfffc0000
            vgaromimage: file=/usr/share/seabios/vgabios-stdvga.bin
            ata0-master: type=cdrom, path={disc}, status=inserted
            boot: cdrom
            com1: enabled=1, mode=socket-client, dev={_port.LocalEndpoint}
            sound: driver=dummy
            log: {Path.Combine(_folder.FullName, "log")}
            panic: action=fatal
            """);
        ProcessStartInfo start = new("bochs", ["-q", "-f", settings])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start) ?? throw new InvalidOperationException("Bochs did not start");
        _process.OutputDataReceived += static (_, _) => { };
        _process.ErrorDataReceived += static (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();

        // Debian's Bochs has a debugger, which asks for a command first.
        _process.StandardInput.WriteLine("c");
        _process.StandardInput.Flush();
    }

    /// <summary>Boots a disc until a line comes on the first serial port, and returns all that came.</summary>
    internal static async Task<SerialLog> Boot(string disc, Func<string, bool> lastLine)
    {
        await QemuMachine.Places.WaitAsync().ConfigureAwait(false);
        try
        {
            using BochsMachine machine = new(disc);
            SerialLog log = new();
            Task last = log.WaitFor(lastLine);
            Task end = machine.Follow(log);
            Task first = await Task.WhenAny(last, end, Task.Delay(Limit)).ConfigureAwait(false);
            Assert.True(first == last && last.IsCompletedSuccessfully, $"Bochs did not come to the last line:\n{log.Tail(LinesShown)}{machine.Messages()}");
            return log;
        }
        finally
        {
            QemuMachine.Places.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
        _port.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>Reads the serial port until the machine ends.</summary>
    private async Task Follow(SerialLog log)
    {
        Task end = _process.WaitForExitAsync();
        Task<TcpClient> line = _port.AcceptTcpClientAsync();
        if (await Task.WhenAny(line, end).ConfigureAwait(false) == line)
        {
            using TcpClient client = await line.ConfigureAwait(false);
            using StreamReader reader = new(client.GetStream());
            await log.Collect(reader).ConfigureAwait(false);
        }
    }

    /// <summary>The end of what Bochs itself has to say.</summary>
    private string Messages()
    {
        string path = Path.Combine(_folder.FullName, "log");
        return File.Exists(path) ? string.Join('\n', File.ReadAllLines(path)[^Math.Min(LinesShown, File.ReadAllLines(path).Length)..]) : "";
    }
}
