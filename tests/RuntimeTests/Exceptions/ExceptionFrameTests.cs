using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace Lodestar.RuntimeTests;

/// <summary>Exceptions on their way through frames of every kind, and what the catching frame finds in its variables.</summary>
public static class ExceptionFrameTests
{
    private interface IThrower
    {
        void Throw<T>(T value);

        void ThrowByDefault() => Throw("default");
    }

    private abstract class Base
    {
        public abstract void ThrowAt(int depth);
    }

    private sealed class Derived : Base, IThrower, IComparable<Derived>
    {
        public override void ThrowAt(int depth)
        {
            if (depth == 0)
            {
                throw new InvalidOperationException("virtual");
            }
            ThrowAt(depth - 1);
        }

        public void Throw<T>(T value) => throw new InvalidOperationException("generic " + value);

        public int CompareTo(Derived? other) => throw new NotSupportedException("compare");
    }

    private struct Thrower : IThrower
    {
        public readonly void Throw<T>(T value) => throw new InvalidOperationException("struct " + value);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Throw(string message) => throw new InvalidOperationException(message);

    private static string MessageOf(Action action) => Check.Throws<InvalidOperationException>(action).Message;

    [Test]
    public static void ThroughVirtualMethods()
    {
        Base item = Opaque.Value<Base>(new Derived());
        Check.Equal("virtual", MessageOf(() => item.ThrowAt(5)));
    }

    [Test]
    public static void ThroughGenericAndInterfaceMethods()
    {
        IThrower item = Opaque.Value<IThrower>(new Derived());
        Check.Equal("generic 5", MessageOf(() => item.Throw(5)));
        Check.Equal("generic s", MessageOf(() => item.Throw("s")));
        Check.Equal("generic default", MessageOf(item.ThrowByDefault));
        IThrower boxed = Opaque.Value<IThrower>(new Thrower());
        Check.Equal("struct 1", MessageOf(() => boxed.Throw(1)));
        Check.Equal("struct default", MessageOf(boxed.ThrowByDefault));
    }

    [Test]
    public static void ThroughDelegates()
    {
        Action<string> thrower = Throw;
        Action chain = () => thrower("delegate");
        for (int i = 0; i < 10; i++)
        {
            Action inner = chain;
            chain = () => inner();
        }
        Check.Equal("delegate", MessageOf(chain));
        Action multicast = () => { };
        multicast += () => Throw("multicast");
        Check.Equal("multicast", MessageOf(multicast));
    }

    [Test]
    public static void ThroughLibraryFrames()
    {
        List<Derived> list = [new(), new(), new()];
        InvalidOperationException wrapped = Check.Throws<InvalidOperationException>(list.Sort);
        Check.Equal("compare", wrapped.InnerException!.Message);
        Check.Equal("each", MessageOf(() => list.ForEach(item => Throw("each"))));
        Check.Equal("lazy", Check.Throws<InvalidOperationException>(() => Opaque.Value(new Lazy<int>(Fails).Value)).Message);
        static int Fails()
        {
            Throw("lazy");
            return 0;
        }
    }

    [Test]
    public static void ThroughAConstructor()
    {
        Check.Equal("constructor", MessageOf(() => Opaque.Value(new Unconstructible())));
    }

    private sealed class Unconstructible
    {
        public Unconstructible() => Throw("constructor");
    }

    [Test]
    public static void ThroughThousandFrames()
    {
        InvalidOperationException e = Check.Throws<InvalidOperationException>(() => Opaque.Value(Deep(1000)));
        Check.Equal("deep", e.Message);
        [MethodImpl(MethodImplOptions.NoInlining)]
        static int Deep(int depth)
        {
            if (depth == 0)
            {
                Throw("deep");
            }
            return Deep(depth - 1) + 1;
        }
    }

    [Test]
    public static void ThroughThousandFinallyBlocks()
    {
        int finallies = 0;
        Check.Equal("deep", MessageOf(() => Deep(1000)));
        Check.Equal(1001, finallies);
        void Deep(int depth)
        {
            try
            {
                if (depth == 0)
                {
                    Throw("deep");
                }
                Deep(depth - 1);
            }
            finally
            {
                finallies++;
            }
        }
    }

    [Test]
    public static void CaughtAndThrownAgainInHundredFrames()
    {
        Check.Equal(101, Deep(100));
        static int Deep(int depth)
        {
            try
            {
                if (depth == 0)
                {
                    throw new CountException(0);
                }
                Deep(depth - 1);
                return -1;
            }
            catch (CountException e) when (depth < 100)
            {
                throw new CountException(e.Count + 1);
            }
            catch (CountException e)
            {
                return e.Count + 1;
            }
        }
    }

    private sealed class CountException(int count) : Exception
    {
        public int Count { get; } = count;
    }

    [Test]
    public static void LocalsOfTheCatchingFrameAreIntact()
    {
        int a = Opaque.Value(1), b = Opaque.Value(2), c = Opaque.Value(3), d = Opaque.Value(4), e = Opaque.Value(5), f = Opaque.Value(6);
        long g = Opaque.Value(7L);
        double x = Opaque.Value(1.5), y = Opaque.Value(2.5), z = Opaque.Value(3.5);
        string s = Opaque.Value("s"), t = Opaque.Value("t");
        for (int round = 0; round < 3; round++)
        {
            try
            {
                ClobberRegistersAndThrow(round, 10);
                Check.Fail("not reached");
            }
            catch (InvalidOperationException)
            {
                a += b;
            }
        }
        Check.Equal(7, a);
        Check.Equal("2 3 4 5 6 7", string.Join(' ', [b.ToString(), c.ToString(), d.ToString(), e.ToString(), f.ToString(), g.ToString()]));
        Check.Equal(7.5, x + y + z);
        Check.Equal("st", s + t);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long ClobberRegistersAndThrow(int seed, int depth)
    {
        long a = Opaque.Value(seed + 100), b = Opaque.Value(a + 1), c = Opaque.Value(b + 1), d = Opaque.Value(c + 1), e = Opaque.Value(d + 1);
        if (depth == 0)
        {
            Throw("clobbered");
        }
        return ClobberRegistersAndThrow((int)(a & 3), depth - 1) + a + b + c + d + e;
    }

    [Test]
    public static void LargeFramesAndStackAllocations()
    {
        Check.Equal("large", MessageOf(() => Opaque.Value(Large(5))));
        static int Large(int depth)
        {
            Span<byte> bytes = stackalloc byte[1000 + 100 * depth];
            bytes.Fill((byte)depth);
            try
            {
                if (depth == 0)
                {
                    Throw("large");
                }
                return Large(depth - 1) + bytes[3];
            }
            finally
            {
                Check.Equal(-1, bytes.IndexOfAnyExcept((byte)depth));
            }
        }
    }

    [Test]
    public static void ThousandsOfExceptionsOneAfterTheOther()
    {
        int caught = 0;
        for (int i = 0; i < 2000; i++)
        {
            try
            {
                Throw("again");
            }
            catch (InvalidOperationException)
            {
                caught++;
            }
        }
        Check.Equal(2000, caught);
    }
}
