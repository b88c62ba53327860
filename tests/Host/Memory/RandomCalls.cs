using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Memory;
using Xunit;
using static Lodestar.Host.Tests.Memory.SpaceBuilder;

namespace Lodestar.Host.Tests.Memory;

/// <summary>Random memory calls on a small window, made to two servants; their results must be the same.</summary>
internal sealed class RandomCalls(int seed, SpaceCalls ours, IMemoryCalls theirs)
{
    public const int WindowPages = 64;
    public const int FilePages = 128;

    private const int LongestRange = 12;

    private static readonly MemoryAdvice[] s_advice =
    [
        MemoryAdvice.Normal, MemoryAdvice.WillNeed, MemoryAdvice.DontNeed, MemoryAdvice.DontNeed, MemoryAdvice.Free, MemoryAdvice.DontFork,
        MemoryAdvice.DoFork, MemoryAdvice.WipeOnFork, MemoryAdvice.KeepOnFork, MemoryAdvice.DontDump, MemoryAdvice.DoDump, (MemoryAdvice)1000,
    ];

    private readonly Random _random = new(seed);
    private string _call = "";

    /// <summary>Makes one call to both and compares what they say and what they have.</summary>
    public void Step(int step)
    {
        (Errno Error, ulong Place) own;
        (Errno Error, ulong Place) other;
        ulong address = Address(out int page);
        ulong length = Length(page);
        switch (_random.Next(10))
        {
            case 0 or 1 or 2 or 3:
                MmapProtection rights = Rights();
                MmapFlags flags = Flags();
                ulong offset = (flags & MmapFlags.Anonymous) != 0 ? 0 : Pages(_random.Next(4) == 0 ? page : _random.Next(FilePages - WindowPages));
                _call = $"mmap({page}, {length:x}, {rights}, {flags}, {offset:x})";
                own.Error = ours.Map(address, length, rights, flags, offset, out own.Place);
                other.Error = theirs.Map(address, length, rights, flags, offset, out other.Place);
                break;
            case 4:
                _call = $"munmap({page}, {length:x})";
                own = (ours.Unmap(address, length), 0);
                other = (theirs.Unmap(address, length), 0);
                break;
            case 5 or 6:
                rights = Rights();
                _call = $"mprotect({page}, {length:x}, {rights})";
                own = (ours.Protect(address, length, rights), 0);
                other = (theirs.Protect(address, length, rights), 0);
                break;
            case 7:
                MemoryAdvice advice = s_advice[_random.Next(s_advice.Length)];
                _call = $"madvise({page}, {length:x}, {advice})";
                own = (ours.Advise(address, length, advice), 0);
                other = (theirs.Advise(address, length, advice), 0);
                break;
            default:
                (own, other) = Remap(address, page, length);
                break;
        }

        Assert.True(own == other, $"seed {seed}, step {step}: {_call} gives {own} here, {other} there, at\n{ours.Describe()}");
        string expected = theirs.Describe();
        Assert.True(ours.Describe() == expected, $"seed {seed}, step {step}: {_call} leaves\n{ours.Describe()}\nhere,\n{expected}\nthere");
    }

    private ((Errno Error, ulong Place) Own, (Errno Error, ulong Place) Other) Remap(ulong address, int page, ulong length)
    {
        ulong newAddress = Address(out int newPage);
        MremapFlags flags = _random.Next(8) switch
        {
            0 => (MremapFlags)_random.Next(16),
            1 or 2 => MremapFlags.None,
            3 => MremapFlags.MayMove,
            4 => MremapFlags.MayMove | MremapFlags.Fixed | MremapFlags.DontUnmap,
            _ => MremapFlags.MayMove | MremapFlags.Fixed,
        };
        ulong newLength = _random.Next(2) == 0 ? Math.Min(length, Pages(WindowPages - newPage)) : Length(Math.Max(page, newPage));
        if (MovesSeveralAreas(address, length, newLength, flags))
        {
            flags = MremapFlags.None;
        }

        _call = $"mremap({page}, {length:x}, {newLength:x}, {flags}, {newPage})";
        Errno own = ours.Remap(address, length, newLength, flags, newAddress, out ulong ownPlace);
        Errno other = theirs.Remap(address, length, newLength, flags, newAddress, out ulong otherPlace);
        return ((own, ownPlace), (other, otherPlace));
    }

    /// <summary>Linux 6.17 began to move several areas by one call; before, that was EFAULT, which is what programs know.</summary>
    private bool MovesSeveralAreas(ulong address, ulong length, ulong newLength, MremapFlags flags) =>
        (flags & MremapFlags.Fixed) != 0
        && Page.RoundUp(length) == Page.RoundUp(newLength)
        && ours.Space.Areas.Find(address) is { } area
        && address + length > area.End;

    private ulong Address(out int page)
    {
        page = _random.Next(WindowPages);
        return At(page) + (_random.Next(40) == 0 ? 1UL : 0);
    }

    /// <summary>A length that stays inside the window, mostly of whole pages.</summary>
    private ulong Length(int page)
    {
        int pages = Math.Min(_random.Next(1, LongestRange), WindowPages - page);
        return _random.Next(30) == 0 ? 0 : Pages(pages) - (_random.Next(10) == 0 ? (ulong)_random.Next((int)Page.Size) : 0);
    }

    private MmapProtection Rights() => _random.Next(3) == 0 ? (MmapProtection)_random.Next(8) : ReadWrite;

    private MmapFlags Flags()
    {
        MmapFlags place = _random.Next(8) switch { 0 => 0, 1 or 2 => MmapFlags.FixedNoReplace, _ => MmapFlags.Fixed };
        MmapFlags kind = _random.Next(6) switch
        {
            0 => MmapFlags.Shared,
            1 or 2 => MmapFlags.Private,
            _ => MmapFlags.Private | MmapFlags.Anonymous,
        };

        // Without it Linux keeps areas apart that differ in what it has promised them.
        return place | kind | MmapFlags.NoReserve;
    }
}
