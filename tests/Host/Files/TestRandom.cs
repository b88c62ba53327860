using System;
using System.Collections.Generic;
using Lodestar.Core.Files.Devices;

namespace Lodestar.Host.Tests.Files;

/// <summary>Counts instead of being random, and keeps what was stirred in.</summary>
internal sealed class TestRandom : IRandomSource
{
    private byte _next;

    public List<byte> Mixed { get; } = [];

    public void Fill(Span<byte> destination)
    {
        foreach (ref byte value in destination)
        {
            value = ++_next;
        }
    }

    public void Mix(ReadOnlySpan<byte> source) => Mixed.AddRange(source);
}
