using System;
using System.Buffers;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Text.RegularExpressions;
using System.Threading;

namespace Lodestar.RuntimeTests;

/// <summary>Parts of the class library that need no threads link and work: concurrent and immutable collections, locks, streams, patterns.</summary>
public static class LibraryTests
{
    private sealed class Resource : IDisposable
    {
        public int Disposed { get; private set; }

        public void Dispose() => Disposed++;
    }

    [Test]
    public static void ConcurrentDictionary()
    {
        ConcurrentDictionary<string, int> counts = new();
        for (int i = 0; i < 500; i++)
        {
            counts.AddOrUpdate("key" + (i % 50).ToString(), 1, static (_, count) => count + 1);
        }

        Check.Equal(50, counts.Count);
        Check.Equal(500, counts.Values.Sum());
        Check.That(counts.TryRemove("key1", out int removed));
        Check.Equal(10, removed);
        Check.Equal(7, counts.GetOrAdd("new", 7));
    }

    [Test]
    public static void ConcurrentQueueAndStack()
    {
        ConcurrentQueue<int> queue = new(Enumerable.Range(0, 200));
        ConcurrentStack<int> stack = new();
        while (queue.TryDequeue(out int item))
        {
            stack.Push(item);
        }

        Check.That(queue.IsEmpty);
        Check.Equal(200, stack.Count);
        Check.That(stack.TryPop(out int top));
        Check.Equal(199, top);
    }

    [Test]
    public static void ImmutableAndFrozenCollections()
    {
        ImmutableArray<int> array = [1, 2, 3];
        Check.Equal(4, array.Add(4).Length);
        Check.Equal(3, array.Length);
        ImmutableDictionary<string, int> map = ImmutableDictionary<string, int>.Empty.Add("a", 1).SetItem("b", 2);
        Check.Equal(2, map["b"]);
        Check.Equal(50, ImmutableList.CreateRange(Enumerable.Range(0, 100))[50]);
        Check.That(new[] { "a", "b", "c" }.ToFrozenSet().Contains("b"));
        Check.Equal(20, Enumerable.Range(0, 100).ToFrozenDictionary(static i => i, static i => i * 2)[10]);
    }

    [Test]
    public static void BigIntegers()
    {
        BigInteger factorial = 1;
        for (int i = 2; i <= 100; i++)
        {
            factorial *= i;
        }

        string digits = factorial.ToString();
        Check.Equal(158, digits.Length);
        Check.That(digits.StartsWith("93326215443944152681", StringComparison.Ordinal));
        Check.Equal(factorial, BigInteger.Parse(digits));
        Check.Equal(BigInteger.Zero, factorial % 97);
        Check.Equal(factorial, factorial / 101 * 101 + (factorial % 101));
        Check.Equal((BigInteger)4, BigInteger.ModPow(3, 4, 7));
    }

    [Test]
    public static void RegularExpressions()
    {
        Match match = new Regex(@"(?<name>\w+)=(\d+)").Match("ab abc=123 d");
        Check.That(match.Success);
        Check.Equal("abc", match.Groups["name"].Value);
        Check.Equal("x<1>", Regex.Replace("xa", "a", "<1>"));
        Check.That(!Regex.IsMatch("aaa", "^b"));
    }

    [Test]
    public static void Pools()
    {
        byte[] rented = ArrayPool<byte>.Shared.Rent(1000);
        ArrayPool<byte>.Shared.Return(rented);
        Check.Same(rented, ArrayPool<byte>.Shared.Rent(1000));
        using IMemoryOwner<int> owner = MemoryPool<int>.Shared.Rent(100);
        owner.Memory.Span[99] = 5;
        Check.Equal(5, owner.Memory.Span[99]);
    }

    [Test]
    public static void MemoryStreams()
    {
        using MemoryStream stream = new();
        using (BinaryWriter writer = new(stream, System.Text.Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(0x01020304);
            writer.Write("héllo");
        }

        stream.Position = 0;
        using BinaryReader reader = new(stream);
        Check.Equal(0x01020304, reader.ReadInt32());
        Check.Equal("héllo", reader.ReadString());
    }

    [Test]
    public static void LazyValuesKeepTheirResultOrException()
    {
        int runs = 0;
        Lazy<int> lazy = new(() => ++runs);
        Check.Equal(1, lazy.Value + lazy.Value - 1);
        Lazy<int> broken = new(() => throw new InvalidOperationException((++runs).ToString()));
        Check.Same(
            Check.Throws<InvalidOperationException>(() => Opaque.Value(broken.Value)).Message,
            Check.Throws<InvalidOperationException>(() => Opaque.Value(broken.Value)).Message);
    }

    [Test]
    public static void LocksWithoutWaiting()
    {
        Lock gate = new();
        lock (gate)
        {
            using (gate.EnterScope())
            {
                Check.That(gate.IsHeldByCurrentThread);
            }
        }

        Check.That(!gate.IsHeldByCurrentThread);
        Check.Throws<SynchronizationLockException>(gate.Exit);
        using ReaderWriterLockSlim readers = new(LockRecursionPolicy.SupportsRecursion);
        readers.EnterReadLock();
        readers.EnterReadLock();
        Check.Equal(2, readers.RecursiveReadCount);
        readers.ExitReadLock();
        readers.ExitReadLock();
        readers.EnterWriteLock();
        readers.ExitWriteLock();
    }

    [Test]
    public static void EventsThatTimeOut()
    {
        using ManualResetEventSlim slim = new();
        Check.That(!slim.Wait(1));
        slim.Set();
        Check.That(slim.Wait(0));
        using ManualResetEvent manual = new(false);
        Check.That(!manual.WaitOne(1));
        manual.Set();
        Check.That(manual.WaitOne() && manual.WaitOne(0));
        using AutoResetEvent auto = new(true);
        Check.That(auto.WaitOne(0) && !auto.WaitOne(0));
        object monitor = new();
        lock (monitor)
        {
            Monitor.Pulse(monitor);
            Check.That(!Monitor.Wait(monitor, 1));
        }
    }

    [Test]
    public static void UsingDisposesAfterAnException()
    {
        Resource resource = new();
        Check.Throws<InvalidOperationException>(() =>
        {
            using (resource)
            {
                throw new InvalidOperationException();
            }
        });
        Check.Equal(1, resource.Disposed);
    }
}
