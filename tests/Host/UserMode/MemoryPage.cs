using System;

namespace Lodestar.Machine.UserMode;

/// <summary>A page of memory in place of the kernel's own. Each test has its own memory, as tests run on threads of their own.</summary>
public sealed class MemoryPage
{
    private readonly byte[] _bytes = new byte[UserPageTable.PageSize];
    private bool _isReleased;

    [field: ThreadStatic]
    public static int Count { get; private set; }

    /// <summary>The most that there may be; 0 for no limit.</summary>
    [field: ThreadStatic]
    public static int Limit { get; set; }

    /// <summary>The page of zeros, which is not counted.</summary>
    internal static MemoryPage Zeros { get; } = new() { References = int.MaxValue / 2 };

    public Span<byte> Bytes => _isReleased ? throw new InvalidOperationException("The page was released.") : _bytes;

    public bool IsMapped => References > 1;

    /// <summary>Handles and table entries that refer to the page.</summary>
    internal int References { get; private set; } = 1;

    /// <summary>What the page holds, for tables that outlive the handle.</summary>
    internal Span<byte> Frame => _bytes;

    public static MemoryPage? TryAllocate()
    {
        if (Limit != 0 && Count >= Limit)
        {
            return null;
        }

        Count++;
        return new MemoryPage();
    }

    public static MemoryPage? TryAllocateForFile() => TryAllocate();

    public void Release()
    {
        _isReleased = _isReleased ? throw new InvalidOperationException("The page was released twice.") : true;
        Drop();
    }

    internal void Add()
    {
        if (this != Zeros)
        {
            References++;
        }
    }

    internal void Drop()
    {
        if (this != Zeros && --References == 0)
        {
            Count--;
        }
    }
}
