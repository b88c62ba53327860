using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace Lodestar.Generators.Syscalls;

/// <summary>An array that equals another by its elements, so that the compiler can tell that nothing changed.</summary>
internal readonly struct EquatableArray<T>(IEnumerable<T> items) : IEquatable<EquatableArray<T>>, IEnumerable<T>
    where T : IEquatable<T>
{
    private readonly T[] _items = items.ToArray();

    internal int Count => _items.Length;

    internal T this[int index] => _items[index];

    public bool Equals(EquatableArray<T> other) => _items.SequenceEqual(other._items);

    public override bool Equals(object? obj) => obj is EquatableArray<T> other && Equals(other);

    public override int GetHashCode() => _items.Length == 0 ? 0 : (_items.Length * 31) + _items[0].GetHashCode();

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();
}
