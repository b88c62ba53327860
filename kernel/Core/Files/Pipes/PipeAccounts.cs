using System.Collections.Generic;

namespace Lodestar.Core.Files.Pipes;

/// <summary>How many pages the pipes of each user can hold, <c>pipe(7)</c>: the superuser may have any number.</summary>
internal static class PipeAccounts
{
    /// <summary>With more, new pipes of others are small, and none becomes larger: <c>/proc/sys/fs/pipe-user-pages-soft</c>.</summary>
    private const long SoftLimit = 16384;

    private static readonly Dictionary<uint, long> s_pages = [];

    /// <summary>Whether a user would have too many with some more.</summary>
    internal static bool IsAboveLimit(uint user, int more) => s_pages.GetValueOrDefault(user) + more > SoftLimit;

    /// <summary>Counts pages that a user's pipes can hold, or no more.</summary>
    internal static void Add(uint user, int pages)
    {
        long now = s_pages.GetValueOrDefault(user) + pages;
        if (now == 0)
        {
            s_pages.Remove(user);
        }
        else
        {
            s_pages[user] = now;
        }
    }
}
