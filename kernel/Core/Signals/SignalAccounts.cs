using System.Collections.Generic;

namespace Lodestar.Core.Signals;

/// <summary>How many signals are queued for the processes of each user, which RLIMIT_SIGPENDING limits.</summary>
public sealed class SignalAccounts
{
    private readonly Dictionary<uint, int> _counts = [];

    /// <summary>How many there are for a user.</summary>
    public int CountOf(uint user) => _counts.GetValueOrDefault(user);

    /// <summary>Counts one more.</summary>
    public void Add(uint user) => _counts[user] = CountOf(user) + 1;

    /// <summary>Counts one less.</summary>
    public void Remove(uint user)
    {
        int count = CountOf(user) - 1;
        if (count > 0)
        {
            _counts[user] = count;
        }
        else
        {
            _counts.Remove(user);
        }
    }
}
