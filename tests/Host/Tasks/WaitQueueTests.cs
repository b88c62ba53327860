using System;
using System.Collections.Generic;
using Lodestar.Core.Tasks;
using Xunit;

namespace Lodestar.Host.Tests.Tasks;

/// <summary>Who is told of changes.</summary>
public sealed class WaitQueueTests
{
    [Fact]
    public void EverybodyIsToldInTheOrderInWhichTheyCame()
    {
        WaitQueue queue = new();
        List<int> told = [];
        Entry[] entries = new Entry[4];
        for (int i = 0; i < entries.Length; i++)
        {
            int own = i;
            entries[i] = new Entry(() => told.Add(own));
            queue.Add(entries[i]);
        }

        queue.Wake();
        Assert.Equal([0, 1, 2, 3], told);
        told.Clear();
        queue.Remove(entries[0]);
        queue.Remove(entries[2]);
        queue.Remove(entries[2]);
        queue.Add(entries[0]);
        queue.Wake();
        Assert.Equal([1, 3, 0], told);
        Assert.False(queue.IsEmpty);
        foreach (Entry entry in entries)
        {
            queue.Remove(entry);
            Assert.Null(entry.Queue);
        }

        Assert.True(queue.IsEmpty);
    }

    [Fact]
    public void WhoIsToldMayLeave()
    {
        WaitQueue queue = new();
        int told = 0;
        for (int i = 0; i < 3; i++)
        {
            Entry entry = null!;
            entry = new Entry(() =>
            {
                told++;
                queue.Remove(entry);
            });
            queue.Add(entry);
        }

        queue.Wake();
        Assert.Equal(3, told);
        Assert.True(queue.IsEmpty);
    }

    [Fact]
    public void AnEntryIsInOneQueue()
    {
        WaitQueue first = new();
        WaitQueue second = new();
        Entry entry = new(static () => { });
        first.Add(entry);
        Assert.Throws<InvalidOperationException>(() => second.Add(entry));
        second.Remove(entry);
        Assert.Same(first, entry.Queue);
        first.Remove(entry);
        second.Add(entry);
        Assert.Same(second, entry.Queue);
    }

    private sealed class Entry(Action told) : WaitEntry
    {
        protected internal override void Wake() => told();
    }
}
