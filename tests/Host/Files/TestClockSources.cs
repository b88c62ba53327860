using System.Collections.Generic;
using Lodestar.Core.Time;

namespace Lodestar.Host.Tests.Files;

/// <summary>A clock that can go by two things.</summary>
internal sealed class TestClockSources : IClockSources
{
    public string Current { get; private set; } = "tsc";

    public IReadOnlyList<string> Available => ["tsc", "hpet"];

    public bool TrySelect(string name)
    {
        Current = name is "tsc" or "hpet" ? name : Current;
        return Current == name;
    }
}
