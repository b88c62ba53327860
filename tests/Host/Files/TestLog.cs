using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Lodestar.Core.Files.Log;

namespace Lodestar.Host.Tests.Files;

/// <summary>A log that keeps its last bytes.</summary>
internal sealed class TestLog : IKernelLog
{
    private readonly List<byte> _all = [];

    public int Capacity => 100;

    public int Length => Math.Min(_all.Count, Capacity);

    public ulong End => (ulong)_all.Count;

    public ulong Lines => (ulong)_all.Count(value => value == '\n');

    public int Read(ref ulong position, Span<byte> destination)
    {
        position = Math.Max(position, End - (ulong)Length);
        byte[] rest = [.. _all.Skip((int)position).Take(destination.Length)];
        rest.CopyTo(destination);
        position += (ulong)rest.Length;
        return rest.Length;
    }

    public void Write(int level, string text) => _all.AddRange(Encoding.UTF8.GetBytes(text + "\n"));
}
