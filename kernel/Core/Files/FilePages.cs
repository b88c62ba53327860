using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace Lodestar.Core.Files;

/// <summary>
/// A content's pages by their number: groups of neighbours, because they are used one after the other. What is not there is
/// <see cref="FilePageKind.Original"/>.
/// </summary>
internal sealed class FilePages
{
    private const int GroupShift = 4;
    private const int GroupSize = 1 << GroupShift;

    private readonly Dictionary<long, Group> _groups = [];

    /// <summary>The group that was used last, and its number; -1 for none.</summary>
    private Group? _last;

    private long _lastNumber = -1;

    /// <summary>Some of the pages, to be gone through once. It takes no memory: a file's end may come when there is none.</summary>
    internal struct Range(Dictionary<long, Group>.Enumerator groups, long first, long end)
    {
        private Dictionary<long, Group>.Enumerator _groups = groups;
        private int _place = GroupSize;

        public readonly (long Number, FilePage Page) Current => (Number, _groups.Current.Value.Pages[_place]);

        private readonly long Number => (_groups.Current.Key << GroupShift) + _place;

        public readonly Range GetEnumerator() => this;

        public bool MoveNext()
        {
            do
            {
                if (++_place >= GroupSize)
                {
                    if (!TryNextGroup())
                    {
                        return false;
                    }

                    _place = 0;
                }
            }
            while (_groups.Current.Value.Pages[_place].Kind == FilePageKind.Original || Number < first || Number >= end);
            return true;
        }

        private bool TryNextGroup()
        {
            while (_groups.MoveNext())
            {
                long start = _groups.Current.Key << GroupShift;
                if (start < end && start + GroupSize > first)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Pages whose numbers differ in the lowest bits only.</summary>
    internal sealed class Group
    {
        public readonly FilePage[] Pages = new FilePage[GroupSize];

        /// <summary>How many of them are there.</summary>
        public int Count;
    }

    /// <summary>How many pages there are.</summary>
    public long Count { get; private set; }

    /// <summary>What is in a page's place; setting it to <see cref="FilePageKind.Original"/> takes it out.</summary>
    public FilePage this[long number]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            Group? group = number >> GroupShift == _lastNumber ? _last : Find(number >> GroupShift);
            return group is null ? default : group.Pages[number & (GroupSize - 1)];
        }

        set
        {
            Group group = Find(number >> GroupShift) ?? Add(number >> GroupShift);
            ref FilePage place = ref group.Pages[number & (GroupSize - 1)];
            int change = (value.Kind != FilePageKind.Original ? 1 : 0) - (place.Kind != FilePageKind.Original ? 1 : 0);
            place = value;
            group.Count += change;
            Count += change;
            if (group.Count == 0)
            {
                _groups.Remove(number >> GroupShift);
                _last = null;
                _lastNumber = -1;
            }
        }
    }

    /// <summary>Makes room for a page, so that setting it afterwards takes no memory.</summary>
    public void Reserve(long number)
    {
        if (Find(number >> GroupShift) is null)
        {
            Add(number >> GroupShift);
        }
    }

    /// <summary>The pages from one number to before another, in no order. They may be set meanwhile, but none may be added.</summary>
    public Range Between(long first, long end) => new(_groups.GetEnumerator(), first, end);

    private Group? Find(long number)
    {
        if (number == _lastNumber)
        {
            return _last;
        }

        if (_groups.TryGetValue(number, out Group? group))
        {
            _last = group;
            _lastNumber = number;
        }

        return group;
    }

    private Group Add(long number)
    {
        Group group = new();
        _groups.Add(number, group);
        _last = group;
        _lastNumber = number;
        return group;
    }
}
