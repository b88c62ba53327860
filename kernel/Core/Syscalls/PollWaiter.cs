using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Tasks;

namespace Lodestar.Core.Syscalls;

/// <summary>
/// A thread's place in the wait queues of several files (struct poll_wqueues in Linux). As long as it waits, the files stay open.
/// </summary>
internal sealed class PollWaiter
{
    /// <summary>Entries that are kept for the next call.</summary>
    private const int MostKept = 64;

    private Entry[] _entries = [];
    private int _count;

    /// <summary>Makes the running thread's wait end when a file may have become ready for something.</summary>
    /// <param name="file">The file; one that never waits is left out.</param>
    /// <param name="wanted">What counts; errors and the other side's end always do.</param>
    internal void Add(OpenFile file, PollEvents wanted)
    {
        if (file.ReadinessChanged is not { } queue)
        {
            return;
        }

        if (_count == _entries.Length)
        {
            Array.Resize(ref _entries, Math.Max(4, _count * 2));
        }

        Entry entry = _entries[_count++] ??= new Entry();
        entry.Begin(Scheduler.Current, file, wanted | PollEvents.Err | PollEvents.Hup);
        queue.Add(entry);
    }

    /// <summary>Leaves all queues.</summary>
    internal void Clear()
    {
        for (int i = 0; i < _count; i++)
        {
            _entries[i].End();
        }

        _count = 0;
        if (_entries.Length > MostKept)
        {
            _entries = [];
        }
    }

    private sealed class Entry : WaitEntry
    {
        private ScheduledThread? _thread;
        private OpenFile? _file;
        private PollEvents _wanted;

        internal void Begin(ScheduledThread thread, OpenFile file, PollEvents wanted)
        {
            _thread = thread;
            _file = file;
            _wanted = wanted;
            file.Retain();
        }

        internal void End()
        {
            Queue?.Remove(this);
            _thread = null;
            OpenFile file = _file!;
            _file = null;
            file.Release();
        }

        protected internal override void Wake() => Scheduler.Wake(_thread!, WaitEnd.Woken);

        protected internal override void Wake(PollEvents what)
        {
            if ((what & _wanted) != 0)
            {
                Wake();
            }
        }
    }
}
