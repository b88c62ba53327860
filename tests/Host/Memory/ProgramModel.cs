using System.Collections.Generic;
using System.Linq;

namespace Lodestar.Host.Tests.Memory;

/// <summary>What a program sees of its memory by the simplest means: each page holds one number, or shows that of an object's page.</summary>
internal sealed class ProgramModel
{
    private readonly Dictionary<int, State> _pages = [];

    /// <summary>A file, or shared anonymous memory: a number for each of its pages.</summary>
    internal sealed class Content(int pages)
    {
        public List<int> Pages { get; } = [.. new int[pages]];
    }

    /// <summary>A page: the object it shows, if any, and what a private one has instead.</summary>
    private sealed record State(Content? Content, int Index, bool IsShared, bool CanWrite, int? Own);

    public ProgramModel Fork()
    {
        ProgramModel child = new();
        foreach ((int page, State state) in _pages)
        {
            child._pages.Add(page, state);
        }

        return child;
    }

    public void Map(int first, int count, Content? content, int index, bool isShared, bool canWrite)
    {
        for (int i = 0; i < count; i++)
        {
            _pages[first + i] = new State(content, index + i, isShared, canWrite, null);
        }
    }

    public void Unmap(int first, int count)
    {
        for (int i = 0; i < count; i++)
        {
            _pages.Remove(first + i);
        }
    }

    public void Protect(int first, int count, bool canWrite)
    {
        for (int i = 0; i < count && _pages.TryGetValue(first + i, out State? state); i++)
        {
            _pages[first + i] = state with { CanWrite = canWrite };
        }
    }

    /// <summary>The content was cut: what lies behind its end goes, copies too.</summary>
    public void Cut(Content content)
    {
        foreach ((int page, State state) in _pages.Where(pair => pair.Value.Content == content && IsBehind(pair.Value)).ToList())
        {
            _pages[page] = state with { Own = null };
        }
    }

    /// <summary>The number that a page shows; -1 for a signal.</summary>
    public int Load(int page) =>
        !_pages.TryGetValue(page, out State? state) ? -1
        : state.Own is { } own ? own
        : state.Content is null ? 0
        : IsBehind(state) ? -1
        : state.Content.Pages[state.Index];

    /// <summary>Whether a number can be stored; if so, it is.</summary>
    public bool TryStore(int page, int value)
    {
        if (Load(page) < 0 || _pages[page] is not { CanWrite: true } state)
        {
            return false;
        }

        if (state.IsShared)
        {
            state.Content!.Pages[state.Index] = value;
        }
        else
        {
            _pages[page] = state with { Own = value };
        }

        return true;
    }

    private static bool IsBehind(State state) => state.Index >= state.Content!.Pages.Count;
}
