using System;
using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace Lodestar.Qemu.Tests.Harness;

/// <summary>
/// Somebody at the terminal on the second serial port, who reads what it shows and types. While nothing is read, the port soon takes
/// no more from the guest.
/// </summary>
internal sealed class Conversation : IDisposable
{
    private const char ControlMark = '^';
    private const int ControlBit = 0x40;

    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly StringBuilder _screen = new();
    private NetworkStream? _line;

    /// <summary>Where <see cref="_screen"/> has not been looked at yet.</summary>
    private int _seen;

    internal Conversation()
    {
        _listener.Bind(new UnixDomainSocketEndPoint(SocketPath));
        _listener.Listen();
    }

    /// <summary>Where QEMU connects the port to: <see cref="QemuOptions.TerminalSocket"/>.</summary>
    internal string SocketPath { get; } = Path.Combine(Path.GetTempPath(), $"lodestar-{Guid.NewGuid():N}.tty");

    /// <summary>What was on the screen up to now.</summary>
    internal string Screen => _screen.ToString();

    /// <summary>
    /// Goes through lines as in <c>userland/scripts/terminals</c>: <c>see TEXT</c> waits for it, <c>key TEXT</c> types it; ^X is the
    /// control character of X.
    /// </summary>
    internal async Task Follow(string script)
    {
        foreach (string line in script.Split('\n'))
        {
            switch (line.Split(' ', 2))
            {
                case ["see", var text]:
                    await See(Decode(text)).ConfigureAwait(false);
                    break;
                case ["key", var text]:
                    await Type(Decode(text)).ConfigureAwait(false);
                    break;
                default:
                    throw new FormatException(line);
            }
        }
    }

    /// <summary>Waits until a text is on the screen, behind the last one; fails with all that came when the machine ends before.</summary>
    internal async Task See(string text)
    {
        int place;
        while ((place = Screen.IndexOf(text, _seen, StringComparison.Ordinal)) < 0)
        {
            Assert.True(await Read().ConfigureAwait(false), $"\"{text}\" did not come behind the first {_seen} characters of\n{Screen}");
        }

        _seen = place + text.Length;
    }

    /// <summary>Reads until the machine has ended.</summary>
    internal async Task ReadToEnd()
    {
        while (await Read().ConfigureAwait(false))
        {
        }
    }

    /// <summary>Waits no more for a machine that has not come.</summary>
    internal void HangUp() => _listener.Close();

    /// <inheritdoc/>
    public void Dispose()
    {
        _line?.Dispose();
        _listener.Dispose();
        File.Delete(SocketPath);
    }

    private static string Decode(string text)
    {
        StringBuilder decoded = new();
        for (int i = 0; i < text.Length; i++)
        {
            decoded.Append(text[i] == ControlMark ? (char)(text[++i] ^ ControlBit) : text[i]);
        }

        return decoded.ToString();
    }

    private async Task Type(string text) => await (await Line().ConfigureAwait(false)).WriteAsync(Encoding.Latin1.GetBytes(text)).ConfigureAwait(false);

    private async Task<bool> Read()
    {
        byte[] buffer = new byte[4096];
        int count = await (await Line().ConfigureAwait(false)).ReadAsync(buffer).ConfigureAwait(false);
        _screen.Append(Encoding.Latin1.GetString(buffer, 0, count));
        return count > 0;
    }

    private async Task<NetworkStream> Line() =>
        _line ??= new NetworkStream(await _listener.AcceptAsync().ConfigureAwait(false), ownsSocket: true);
}
