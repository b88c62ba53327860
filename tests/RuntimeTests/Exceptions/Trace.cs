using System.Collections.Generic;

namespace Lodestar.RuntimeTests;

/// <summary>Writes down in which order the parts of a test ran.</summary>
internal sealed class Trace
{
    private readonly List<string> _steps = [];

    /// <summary>Notes a step.</summary>
    public void Add(string step) => _steps.Add(step);

    /// <summary>Notes a step inside an exception filter and returns its verdict.</summary>
    public bool Filter(string step, bool verdict)
    {
        _steps.Add(step);
        return verdict;
    }

    /// <summary>Requires that exactly these steps, separated by spaces, were noted in this order.</summary>
    public void Expect(string steps) => Check.Equal(steps, string.Join(' ', _steps));
}
