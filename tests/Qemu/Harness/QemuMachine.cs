using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;

namespace Lodestar.Qemu.Tests.Harness;

/// <summary>A running QEMU: its serial log, its monitor, its end.</summary>
internal sealed partial class QemuMachine : IDisposable
{
    /// <summary>Emulated CPUs at work at the same time: more than the host has only make each other slow.</summary>
    private const int MachinesAtOnce = 2;

    private static readonly TimeSpan MonitorLimit = TimeSpan.FromSeconds(10);

    private readonly QemuOptions _options;
    private readonly string _monitorSocket = Path.Combine(Path.GetTempPath(), $"lodestar-{Guid.NewGuid():N}.qmp");
    private readonly Process _process;
    private readonly Task _logEnd;
    private readonly Task<string> _errors;
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    private QemuMachine(QemuOptions options)
    {
        _options = options;
        ProcessStartInfo start = new("qemu-system-x86_64")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        options.Arguments(_monitorSocket).ForEach(start.ArgumentList.Add);
        _process = Process.Start(start) ?? throw new InvalidOperationException("QEMU did not start");
        _logEnd = Log.Collect(_process.StandardOutput);
        _errors = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>What whoever emulates a CPU waits for.</summary>
    internal static SemaphoreSlim Places { get; } = new(MachinesAtOnce, MachinesAtOnce);

    /// <summary>What the guest has said up to now.</summary>
    internal SerialLog Log { get; } = new();

    /// <summary>Boots a machine and follows it to its end.</summary>
    /// <param name="options">The machine.</param>
    /// <param name="lastLine">
    /// A condition for a line that ends the machine from outside, for a guest that is not meant to end by itself; or null.
    /// </param>
    /// <param name="beforeEnd">What to look at through the monitor when that line came, before the machine is ended.</param>
    /// <param name="started">What to begin once it runs, with its log.</param>
    internal static async Task<BootResult> Boot(
        QemuOptions options, Func<string, bool>? lastLine = null, Func<QmpClient, Task>? beforeEnd = null, Action<SerialLog>? started = null)
    {
        if (!File.Exists(options.Image))
        {
            throw new FileNotFoundException($"{options.Image} is not there: build it with `make build`");
        }

        await Places.WaitAsync().ConfigureAwait(false);
        try
        {
            using FileStream? keyboard = options.Typed is null ? null : OpenKeyboard(options);
            using QemuMachine machine = new(options);
            started?.Invoke(machine.Log);
            if (keyboard is not null)
            {
                await machine.Type(keyboard).ConfigureAwait(false);
            }

            return await machine.Follow(lastLine, beforeEnd).ConfigureAwait(false);
        }
        finally
        {
            Places.Release();
        }
    }

    /// <summary>Makes the pipe and opens it for both ways, so that neither side waits for the other.</summary>
    private static FileStream OpenKeyboard(QemuOptions options)
    {
        // QEMU does not make the file for the output.
        File.Create(options.SecondSerial!).Dispose();
        using Process tool = Process.Start("mkfifo", [options.KeyboardPipe]);
        tool.WaitForExit();
        return new FileStream(options.KeyboardPipe, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
    }

    /// <summary>Types once the log says that it is time.</summary>
    private async Task Type(FileStream keyboard)
    {
        Task ready = Log.WaitFor(line => line.Contains(_options.TypedAfter, StringComparison.Ordinal));
        if (await Task.WhenAny(ready, _logEnd, Task.Delay(_options.TimeLimit)).ConfigureAwait(false) == ready)
        {
            await keyboard.WriteAsync(Encoding.Latin1.GetBytes(_options.Typed!)).ConfigureAwait(false);
        }

        File.Delete(_options.KeyboardPipe);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
        File.Delete(_monitorSocket);
    }

    private async Task<BootResult> Follow(Func<string, bool>? lastLine, Func<QmpClient, Task>? beforeEnd)
    {
        Task exit = _process.WaitForExitAsync();
        Task line = lastLine is null ? exit : Log.WaitFor(lastLine);
        Task limit = Task.Delay(_options.TimeLimit);
        Task first = await Task.WhenAny(line, exit, limit).ConfigureAwait(false);

        string? hang = null;
        bool fromOutside = first == line && line != exit && line.IsCompletedSuccessfully;
        if (fromOutside)
        {
            await Quit(beforeEnd).ConfigureAwait(false);
        }
        else if (first == limit)
        {
            hang = await DescribeCpu().ConfigureAwait(false);
            _process.Kill();
        }

        await exit.ConfigureAwait(false);
        await _logEnd.ConfigureAwait(false);
        return new BootResult(
            _options, Log, fromOutside || hang is not null ? null : _process.ExitCode, hang,
            (await _errors.ConfigureAwait(false)).Trim(), _clock.Elapsed);
    }

    private async Task Quit(Func<QmpClient, Task>? before)
    {
        using CancellationTokenSource limit = new(MonitorLimit);
        using QmpClient monitor = await QmpClient.Connect(_monitorSocket, limit.Token).ConfigureAwait(false);
        if (before is not null)
        {
            await before(monitor).ConfigureAwait(false);
        }

        await monitor.Execute("quit", null, limit.Token).ConfigureAwait(false);
    }

    /// <summary>Where the CPU is, by the monitor's word and the image's symbols.</summary>
    private async Task<string> DescribeCpu()
    {
        string registers;
        try
        {
            using CancellationTokenSource limit = new(MonitorLimit);
            using QmpClient monitor = await QmpClient.Connect(_monitorSocket, limit.Token).ConfigureAwait(false);
            registers = await monitor.Human("info registers", limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
        {
            return $"the monitor does not answer either ({exception.Message})";
        }

        Match match = InstructionPointer().Match(registers);
        string place = match.Success
            ? ElfSymbols.Load(_options.Image).Describe(
                ulong.Parse(match.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture))
            : "unknown";
        return $"the CPU is at {place}\n{string.Join('\n', GeneralRegisters(registers))}";
    }

    /// <summary>The lines of the monitor's answer before the vector registers.</summary>
    private static List<string> GeneralRegisters(string registers)
    {
        List<string> lines = [];
        foreach (string line in registers.Split('\n'))
        {
            if (line.StartsWith("FCW", StringComparison.Ordinal))
            {
                break;
            }

            lines.Add("    " + line.TrimEnd('\r'));
        }

        return lines;
    }

    [GeneratedRegex(@"\b[RE]IP=([0-9a-f]+)")]
    private static partial Regex InstructionPointer();
}
