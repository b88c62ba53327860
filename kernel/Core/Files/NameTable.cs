using System;

namespace Lodestar.Core.Files;

/// <summary>
/// The names of a directory: a hash table over bytes that finds a name without allocating, and keeps the order in which names
/// were added. Each has a position for good, so that a listing goes on where it was, whatever comes and goes meanwhile.
/// </summary>
internal sealed class NameTable
{
    private const int SmallestSize = 8;
    private const int None = -1;

    /// <summary>FNV-1a, 32 bits.</summary>
    private const uint HashStart = 2166136261;

    private const uint HashPrime = 16777619;

    /// <summary>Names by rising position; removed ones, without an inode, stay until there is no room.</summary>
    private Entry[] _entries = [];

    private int[] _buckets = [];

    /// <summary>Entries in use, removed ones among them.</summary>
    private int _used;

    private long _nextPosition;

    /// <summary>Names that there are.</summary>
    public int Count { get; private set; }

    /// <summary>The inode of a name, or null.</summary>
    public Inode? Find(ReadOnlySpan<byte> name)
    {
        int index = IndexOf(name);
        return index == None ? null : _entries[index].Inode;
    }

    /// <summary>The first name from a position on.</summary>
    /// <param name="position">0 or more.</param>
    /// <param name="name">The name.</param>
    /// <param name="inode">What it names.</param>
    /// <param name="next">The position behind it.</param>
    /// <returns>False when there is none.</returns>
    public bool TryGetFrom(long position, out byte[] name, out Inode? inode, out long next)
    {
        int low = 0;
        int high = _used;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = _entries[middle].Position < position ? (middle + 1, high) : (low, middle);
        }

        while (low < _used && _entries[low].Inode is null)
        {
            low++;
        }

        bool isThere = low < _used;
        name = isThere ? _entries[low].Name : [];
        inode = isThere ? _entries[low].Inode : null;
        next = isThere ? _entries[low].Position + 1 : position;
        return isThere;
    }

    /// <summary>Adds a name that is not there, behind all others.</summary>
    public void Add(byte[] name, Inode inode)
    {
        if (_used == _entries.Length)
        {
            Resize(Count > _entries.Length / 2 ? 2 * _entries.Length : Math.Max(SmallestSize, _entries.Length));
        }

        _entries[_used] = new Entry { Hash = Hash(name), Name = name, Inode = inode, Position = _nextPosition++ };
        Link(_used++);
        Count++;
    }

    /// <summary>Removes a name that is there.</summary>
    public void Remove(ReadOnlySpan<byte> name)
    {
        int index = IndexOf(name);
        ref int link = ref _buckets[_entries[index].Hash & (uint)(_buckets.Length - 1)];
        while (link != index)
        {
            link = ref _entries[link].Next;
        }

        link = _entries[index].Next;
        _entries[index] = new Entry { Name = [], Position = _entries[index].Position };
        Count--;
    }

    /// <summary>Gives a name that is there another inode.</summary>
    public void Replace(ReadOnlySpan<byte> name, Inode inode) => _entries[IndexOf(name)].Inode = inode;

    private static uint Hash(ReadOnlySpan<byte> name)
    {
        uint hash = HashStart;
        foreach (byte value in name)
        {
            hash = (hash ^ value) * HashPrime;
        }

        return hash;
    }

    private int IndexOf(ReadOnlySpan<byte> name)
    {
        if (Count == 0)
        {
            return None;
        }

        uint hash = Hash(name);
        int index = _buckets[hash & (uint)(_buckets.Length - 1)];
        while (index != None)
        {
            ref readonly Entry entry = ref _entries[index];
            if (entry.Hash == hash && name.SequenceEqual(entry.Name))
            {
                return index;
            }

            index = entry.Next;
        }

        return None;
    }

    /// <summary>Makes room for a number of names, a power of two, and lets go of removed ones.</summary>
    private void Resize(int size)
    {
        Entry[] old = _entries;
        int used = _used;
        _entries = new Entry[size];
        _buckets = new int[size];
        Array.Fill(_buckets, None);
        _used = 0;
        for (int i = 0; i < used; i++)
        {
            if (old[i].Inode is not null)
            {
                _entries[_used] = old[i];
                Link(_used++);
            }
        }
    }

    private void Link(int index)
    {
        ref int bucket = ref _buckets[_entries[index].Hash & (uint)(_buckets.Length - 1)];
        _entries[index].Next = bucket;
        bucket = index;
    }

    private struct Entry
    {
        public uint Hash;

        /// <summary>The next entry of the same bucket.</summary>
        public int Next;

        public long Position;
        public byte[] Name;

        /// <summary>Null when the name was removed.</summary>
        public Inode? Inode;
    }
}
