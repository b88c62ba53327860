using System;
using System.IO;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;

namespace Lodestar.Qemu.Tests.Harness;

/// <summary>A conversation with QEMU's monitor over its machine protocol (QEMU's documentation, "QMP reference").</summary>
internal sealed class QmpClient : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly StreamReader _reader;
    private readonly StreamWriter _writer;

    private QmpClient(string path)
    {
        _socket.Connect(new UnixDomainSocketEndPoint(path));
        NetworkStream stream = new(_socket, ownsSocket: true);
        _reader = new StreamReader(stream);
        _writer = new StreamWriter(stream) { AutoFlush = true, NewLine = "\n" };
    }

    /// <summary>Connects and leaves the greeting behind.</summary>
    internal static async Task<QmpClient> Connect(string path, CancellationToken cancellation)
    {
        QmpClient client = new(path);
        await client._reader.ReadLineAsync(cancellation).ConfigureAwait(false);
        await client.Execute("qmp_capabilities", null, cancellation).ConfigureAwait(false);
        return client;
    }

    /// <summary>Runs a command and waits for its answer.</summary>
    /// <exception cref="IOException">QEMU is gone, or does not like the command.</exception>
    internal async Task<JsonNode?> Execute(string command, JsonObject? arguments, CancellationToken cancellation)
    {
        JsonObject request = new() { ["execute"] = command };
        if (arguments is not null)
        {
            request["arguments"] = arguments;
        }

        await _writer.WriteLineAsync(request.ToJsonString().AsMemory(), cancellation).ConfigureAwait(false);
        while (await _reader.ReadLineAsync(cancellation).ConfigureAwait(false) is { } line)
        {
            JsonNode? answer = JsonNode.Parse(line);
            if (answer?["error"] is { } error)
            {
                throw new IOException($"QEMU's monitor refused {command}: {error.ToJsonString()}");
            }

            // Events come in between; only an answer has a "return".
            if (answer is JsonObject complete && complete.TryGetPropertyValue("return", out JsonNode? value))
            {
                return value;
            }
        }

        throw new IOException("QEMU's monitor is gone");
    }

    /// <summary>Runs a command of the monitor that people type at, and returns its text.</summary>
    internal async Task<string> Human(string command, CancellationToken cancellation)
    {
        JsonNode? text = await Execute(
            "human-monitor-command", new JsonObject { ["command-line"] = command }, cancellation).ConfigureAwait(false);
        return text?.GetValue<string>() ?? "";
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader.Dispose();
        _socket.Dispose();
    }
}
