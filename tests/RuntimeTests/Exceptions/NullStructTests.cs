using System;
using System.Runtime.CompilerServices;

namespace Lodestar.RuntimeTests;

/// <summary>Structs of every size copied from and into objects that are null.</summary>
public static class NullStructTests
{
    [InlineArray(40)]
    private struct References
    {
        private object? _first;
    }

    [InlineArray(600)]
    private struct ManyReferences
    {
        private object? _first;
    }

    [InlineArray(200)]
    private struct Numbers
    {
        private long _first;
    }

    [InlineArray(2000)]
    private struct ManyNumbers
    {
        private long _first;
    }

    private sealed class Holder<T>
    {
        public readonly int Tag = 5;
        public T? Value;

        [MethodImpl(MethodImplOptions.NoInlining)]
        public void Set(in T value) => Value = value;

        [MethodImpl(MethodImplOptions.NoInlining)]
        public T? Get() => Value;
    }

    [Test]
    public static void PairOfReferences() => CheckAll<(object?, object?)>();

    [Test]
    public static void FortyReferences() => CheckAll<References>();

    [Test]
    public static void SixHundredReferences() => CheckAll<ManyReferences>();

    [Test]
    public static void Plain1600Bytes() => CheckAll<Numbers>();

    [Test]
    public static void Plain16000Bytes() => CheckAll<ManyNumbers>();

    private static void CheckAll<T>()
        where T : struct
    {
        Holder<T> nothing = Opaque.Null<Holder<T>>();
        Holder<T> something = new();
        T local = default;
        Check.Throws<NullReferenceException>(() => nothing.Value = default);
        Check.Throws<NullReferenceException>(() => nothing.Value = local);
        Check.Throws<NullReferenceException>(() => nothing.Value = something.Value);
        Check.Throws<NullReferenceException>(() => something.Value = nothing.Value);
        Check.Throws<NullReferenceException>(() => local = nothing.Value);
        Check.Throws<NullReferenceException>(() => Opaque.Value(nothing.Value));
        Check.Throws<NullReferenceException>(() => nothing.Set(in local));
        Check.Throws<NullReferenceException>(() => nothing.Get());
        Check.Throws<NullReferenceException>(() => something.Set(in Unsafe.NullRef<T>()));
        T[] array = Opaque.Null<T[]>();
        Check.Throws<NullReferenceException>(() => array[0] = local);
        Check.Throws<NullReferenceException>(() => local = array[0]);
        Check.Equal(5, something.Tag);
    }
}
