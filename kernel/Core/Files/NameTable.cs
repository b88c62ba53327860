using System;

namespace Lodestar.Core.Files;

/// <summary>
/// The names of a directory: a hash table over bytes that finds a name without allocating, and keeps the order in which names
/// were added.
/// </summary>
internal sealed class NameTable
{
    private const int SmallestSize = 8;
    private const int None = -1;

    /// <summary>FNV-1a, 32 bits: names are short, and the archive that they come from is trusted with more than time.</summary>
    private const uint HashStart = 2166136261;

    private const uint HashPrime = 16777619;

    private Entry[] _entries = [];
    private int[] _buckets = [];

    public int Count { get; private set; }

    /// <summary>The inode of a name, or null.</summary>
    public Inode? Find(ReadOnlySpan<byte> name)
    {
        int index = IndexOf(name);
        return index == None ? null : _entries[index].Inode;
    }

    /// <summary>The name at a place, 0 to <see cref="Count"/> - 1.</summary>
    public (byte[] Name, Inode Inode) At(int index) => (_entries[index].Name, _entries[index].Inode);

    /// <summary>Adds a name that is not there.</summary>
    public void Add(byte[] name, Inode inode)
    {
        if (Count == _entries.Length)
        {
            Resize(Math.Max(SmallestSize, 2 * Count));
        }

        uint hash = Hash(name);
        _entries[Count] = new Entry { Hash = hash, Name = name, Inode = inode };
        Link(Count++);
    }

    /// <summary>Removes a name that is there; those behind it move up.</summary>
    public void Remove(ReadOnlySpan<byte> name)
    {
        int index = IndexOf(name);
        _entries.AsSpan(index + 1, Count - index - 1).CopyTo(_entries.AsSpan(index));
        _entries[--Count] = default;
        Resize(_entries.Length);
    }

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

    /// <summary>Makes room for a number of names, a power of two.</summary>
    private void Resize(int size)
    {
        Array.Resize(ref _entries, size);
        _buckets = new int[size];
        Array.Fill(_buckets, None);
        for (int i = 0; i < Count; i++)
        {
            Link(i);
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

        public byte[] Name;
        public Inode Inode;
    }
}
