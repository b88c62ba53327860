using System.Collections.Generic;
using System.Text;
using Lodestar.Core.Abi;
using Lodestar.Core.Memory;
using static Lodestar.Host.Tests.Memory.SpaceBuilder;

namespace Lodestar.Host.Tests.Memory;

/// <summary>
/// The memory calls by the simplest means: a dictionary of pages, and no areas. What Linux calls one area is here a run of pages
/// of which each continues the one before.
/// </summary>
internal sealed partial class PageModel : IMemoryCalls
{
    private readonly Dictionary<ulong, State> _pages = [];

    /// <summary>What the pages hold that have been touched.</summary>
    public IEnumerable<KeyValuePair<ulong, int>> Contents()
    {
        for (int i = 0; i < RandomCalls.WindowPages; i++)
        {
            if (_pages.TryGetValue(At(i), out State state) && state.Content != 0)
            {
                yield return new(At(i), state.Content);
            }
        }
    }

    public MmapProtection? ProtectionOf(ulong page) => _pages.TryGetValue(page, out State state) ? state.Rights : null;

    public void Touch(ulong page, int content) => _pages[page] = _pages[page] with { Content = content };

    /// <summary>What a child has after a fork.</summary>
    public PageModel Fork()
    {
        PageModel child = new();
        foreach ((ulong page, State state) in _pages)
        {
            if ((state.Flags & VmAreaFlags.DontFork) == 0)
            {
                child._pages[page] = (state.Flags & VmAreaFlags.WipeOnFork) != 0 ? state with { Content = 0 } : state;
            }
        }

        return child;
    }

    public Errno Map(ulong address, ulong length, MmapProtection protection, MmapFlags flags, ulong offset, out ulong result)
    {
        bool isFixed = (flags & (MmapFlags.Fixed | MmapFlags.FixedNoReplace)) != 0;
        bool isShared = (flags & MmapFlags.Type) == MmapFlags.Shared;
        result = 0;
        if (length == 0 || (isFixed && !Page.IsAligned(address)))
        {
            return Errno.EINVAL;
        }

        ulong start = Page.RoundDown(address);
        bool isFree = IsFree(start, length);
        if ((flags & MmapFlags.FixedNoReplace) != 0 && !isFree)
        {
            return Errno.EEXIST;
        }

        if (isShared && (protection & MmapProtection.Write) != 0)
        {
            return Errno.EACCES;
        }

        if (!isFixed && !isFree)
        {
            return Errno.None;
        }

        State state = new(protection, isShared, VmAreaFlags.None, (flags & MmapFlags.Anonymous) != 0 ? null : offset, 0);
        foreach (ulong page in PagesOf(start, length))
        {
            _pages[page] = state.After(page - start);
        }

        result = start;
        return Errno.None;
    }

    public Errno Unmap(ulong address, ulong length)
    {
        if (length == 0 || !Page.IsAligned(address))
        {
            return Errno.EINVAL;
        }

        foreach (ulong page in PagesOf(address, length))
        {
            _pages.Remove(page);
        }

        return Errno.None;
    }

    public Errno Protect(ulong address, ulong length, MmapProtection protection)
    {
        if (!Page.IsAligned(address))
        {
            return Errno.EINVAL;
        }

        foreach (ulong page in PagesOf(address, length))
        {
            if (!_pages.TryGetValue(page, out State state))
            {
                return Errno.ENOMEM;
            }

            if (state.IsShared && (protection & MmapProtection.Write) != 0)
            {
                return Errno.EACCES;
            }

            _pages[page] = state with { Rights = protection };
        }

        return Errno.None;
    }

    public Errno Advise(ulong address, ulong length, MemoryAdvice advice)
    {
        if (!Page.IsAligned(address) || (uint)advice > 20)
        {
            return Errno.EINVAL;
        }

        Errno error = Errno.None;
        foreach (ulong page in PagesOf(address, length))
        {
            if (!_pages.TryGetValue(page, out State state))
            {
                error = Errno.ENOMEM;
                continue;
            }

            if (advice is MemoryAdvice.Free or MemoryAdvice.WipeOnFork && state.FileOffset is not null)
            {
                return Errno.EINVAL;
            }

            _pages[page] = advice switch
            {
                MemoryAdvice.DontNeed or MemoryAdvice.Free => state with { Content = 0 },
                MemoryAdvice.DontFork => state with { Flags = state.Flags | VmAreaFlags.DontFork },
                MemoryAdvice.DoFork => state with { Flags = state.Flags & ~VmAreaFlags.DontFork },
                MemoryAdvice.DontDump => state with { Flags = state.Flags | VmAreaFlags.DontDump },
                MemoryAdvice.DoDump => state with { Flags = state.Flags & ~VmAreaFlags.DontDump },
                MemoryAdvice.WipeOnFork => state with { Flags = state.Flags | VmAreaFlags.WipeOnFork },
                MemoryAdvice.KeepOnFork => state with { Flags = state.Flags & ~VmAreaFlags.WipeOnFork },
                _ => state,
            };
        }

        return error;
    }

    public string Describe()
    {
        StringBuilder text = new();
        for (int i = 0; i < RandomCalls.WindowPages; i++)
        {
            if (_pages.TryGetValue(At(i), out State state))
            {
                text.Append(i).Append(Letters(state.Rights)).Append(state.IsShared ? 's' : 'p').Append(state.FileOffset / Page.Size).Append(' ');
            }
        }

        return text.ToString();
    }

    private static IEnumerable<ulong> PagesOf(ulong start, ulong length)
    {
        for (ulong page = start; page < start + length; page += Page.Size)
        {
            yield return page;
        }
    }

    private bool IsFree(ulong start, ulong length)
    {
        foreach (ulong page in PagesOf(start, length))
        {
            if (_pages.ContainsKey(page))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A page: its rights, its place in the file if it is of one, and a number for what it holds, 0 before it is touched.</summary>
    private readonly record struct State(MmapProtection Rights, bool IsShared, VmAreaFlags Flags, ulong? FileOffset, int Content)
    {
        public State After(ulong distance) => this with { FileOffset = FileOffset + distance };
    }
}
