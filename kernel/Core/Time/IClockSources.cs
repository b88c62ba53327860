using System.Collections.Generic;

namespace Lodestar.Core.Time;

/// <summary>What the machine's clock can go by, under Linux's names.</summary>
public interface IClockSources
{
    /// <summary>What it goes by now.</summary>
    string Current { get; }

    /// <summary>What it could go by.</summary>
    IReadOnlyList<string> Available { get; }

    /// <summary>Lets it go by something else; false if that is not there.</summary>
    bool TrySelect(string name);
}
