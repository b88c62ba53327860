using System;
using System.Runtime.CompilerServices;
using System.Threading;

namespace Lodestar.RuntimeTests;

/// <summary>Locks as one thread sees them, and interlocked operations.</summary>
public static class LockTests
{
    private sealed class Box
    {
        public object? Reference;
        public int Number;
        public long Long;
    }

    [Test]
    public static void LocksNest()
    {
        object gate = new();
        lock (gate)
        {
            lock (gate)
            {
                Check.That(Monitor.IsEntered(gate));
            }
            Check.That(Monitor.IsEntered(gate));
        }
        Check.That(!Monitor.IsEntered(gate));
    }

    [Test]
    public static void ExceptionReleasesTheLock()
    {
        object gate = new();
        Check.Throws<InvalidOperationException>(() =>
        {
            lock (gate)
            {
                throw new InvalidOperationException();
            }
        });
        Check.That(!Monitor.IsEntered(gate));
    }

    [Test]
    public static void TryEnterAndExit()
    {
        object gate = new();
        Check.That(Monitor.TryEnter(gate));
        Check.That(Monitor.TryEnter(gate, 0));
        Monitor.Exit(gate);
        Check.That(Monitor.IsEntered(gate));
        Monitor.Exit(gate);
        Check.Throws<SynchronizationLockException>(() => Monitor.Exit(gate));
    }

    [Test]
    public static void HashCodeAndLockShareTheHeader()
    {
        object hashedFirst = new();
        int hash = RuntimeHelpers.GetHashCode(hashedFirst);
        lock (hashedFirst)
        {
            Check.Equal(hash, RuntimeHelpers.GetHashCode(hashedFirst));
            Garbage.CollectAndOverwrite();
        }
        Check.Equal(hash, RuntimeHelpers.GetHashCode(hashedFirst));
        object lockedFirst = new();
        lock (lockedFirst)
        {
            hash = RuntimeHelpers.GetHashCode(lockedFirst);
            Garbage.CollectAndOverwrite();
            Check.That(Monitor.IsEntered(lockedFirst));
        }
        Check.Equal(hash, RuntimeHelpers.GetHashCode(lockedFirst));
    }

    [Test]
    public static void ManyLocksWithHashCodesAtOnce()
    {
        object[] gates = new object[300];
        int[] hashes = new int[gates.Length];
        for (int i = 0; i < gates.Length; i++)
        {
            gates[i] = new object();
            hashes[i] = RuntimeHelpers.GetHashCode(gates[i]);
            Monitor.Enter(gates[i]);
        }
        Garbage.CollectAndOverwrite();
        for (int i = 0; i < gates.Length; i++)
        {
            Check.Equal(hashes[i], RuntimeHelpers.GetHashCode(gates[i]));
            Monitor.Exit(gates[i]);
            Check.That(!Monitor.IsEntered(gates[i]));
        }
    }

    [Test]
    public static void DeepRecursion()
    {
        object gate = new();
        for (int i = 0; i < 500; i++)
        {
            Monitor.Enter(gate);
        }
        for (int i = 0; i < 500; i++)
        {
            Check.That(Monitor.IsEntered(gate));
            Monitor.Exit(gate);
        }
        Check.That(!Monitor.IsEntered(gate));
    }

    [Test]
    public static void LockType()
    {
        Lock gate = new();
        lock (gate)
        {
            Check.That(gate.IsHeldByCurrentThread);
            using (gate.EnterScope())
            {
                Check.That(gate.IsHeldByCurrentThread);
            }
        }
        Check.That(!gate.IsHeldByCurrentThread);
        Check.That(gate.TryEnter());
        gate.Exit();
    }

    [Test]
    public static void LockOnNullThrows() => Check.Throws<ArgumentNullException>(() =>
    {
        lock (Opaque.Null<object>())
        {
            Check.Fail("entered");
        }
    });

    [Test]
    public static void InterlockedOnNumbers()
    {
        Box box = Opaque.Value(new Box());
        Check.Equal(1, Interlocked.Increment(ref box.Number));
        Check.Equal(6, Interlocked.Add(ref box.Number, 5));
        Check.Equal(6, Interlocked.Exchange(ref box.Number, 9));
        Check.Equal(9, Interlocked.CompareExchange(ref box.Number, 10, 9));
        Check.Equal(10, Interlocked.CompareExchange(ref box.Number, 11, 9));
        Check.Equal(10, box.Number);
        Check.Equal(-1L, Interlocked.Decrement(ref box.Long));
        Check.Equal(-1L, Interlocked.Read(ref box.Long));
        Check.Equal(10, Interlocked.Or(ref box.Number, 5));
        Check.Equal(15, Interlocked.And(ref box.Number, 12));
        Check.Equal(12, Volatile.Read(ref box.Number));
    }

    [Test]
    public static void InterlockedOnReferences()
    {
        Box box = Opaque.Value(new Box());
        string first = new('1', 2);
        string second = new('2', 2);
        Check.That(Interlocked.Exchange(ref box.Reference, first) is null);
        Check.Same(first, Interlocked.CompareExchange(ref box.Reference, second, first));
        Check.Same(second, Interlocked.CompareExchange(ref box.Reference, first, first));
        Garbage.CollectAndOverwrite();
        Check.Equal("22", (string?)Volatile.Read(ref box.Reference));
    }

    [Test]
    public static void LazyMakesItsValueOnce()
    {
        int made = 0;
        Lazy<int> lazy = new(() => ++made + 40);
        Check.That(!lazy.IsValueCreated);
        Check.Equal(41, lazy.Value);
        Check.Equal(41, lazy.Value);
        Check.Equal(1, made);
    }
}
