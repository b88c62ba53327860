using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace Lodestar.Qemu.Tests.Harness;

/// <summary>Somebody at the machine's own keyboard, by a monitor of their own (<see cref="Options"/>).</summary>
internal sealed class TestKeyboard : IDisposable
{
    /// <summary>Milliseconds that a key is held, and that pass before the next one: QEMU's keyboard keeps few bytes.</summary>
    private const int Hold = 15;

    private readonly string _socket = Path.Combine(Path.GetTempPath(), $"lodestar-{Guid.NewGuid():N}.keys");
    private QmpClient? _monitor;

    /// <summary>What QEMU has to be told for it.</summary>
    internal string[] Options => ["-qmp", $"unix:{_socket},server=on,wait=off"];

    /// <summary>Presses keys one after the other, by QEMU's names, with blanks between; those with - between them at once.</summary>
    internal async Task Press(string keys)
    {
        foreach (string key in keys.Split(' '))
        {
            await (await Monitor()).Human($"sendkey {key} {Hold}", CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>What QEMU's monitor can be asked for.</summary>
    internal async Task<QmpClient> Monitor() =>
        _monitor ??= await QmpClient.Connect(_socket, CancellationToken.None).ConfigureAwait(false);

    /// <inheritdoc/>
    public void Dispose()
    {
        _monitor?.Dispose();
        File.Delete(_socket);
    }
}
