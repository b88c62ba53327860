using System;
using System.Runtime.CompilerServices;

namespace Lodestar.RuntimeTests;

/// <summary>Arguments in registers and on the stack survive the stubs between caller and method, at first and later calls.</summary>
public static class ArgumentPassingTests
{
    private readonly record struct Large(long A, long B, long C);

    private interface ITarget
    {
        Large Mixed(
            int a, double b, long c, float d, string e, double f, int g, double h, long i, double j, double k, double l, double m,
            Large n, int o);

        string Generic<T>(T a, double b, T c, long d, T e, long f, T g, long h);
    }

    private class Target : ITarget
    {
        public virtual int Sign => 1;

        public Large Mixed(
            int a, double b, long c, float d, string e, double f, int g, double h, long i, double j, double k, double l, double m,
            Large n, int o)
        {
            Check.Equal("text", e);
            return new Large(
                Sign * (a + (10 * c) + (100 * g) + (1000 * i) + (10_000 * o)),
                (long)(b + (10 * d) + (100 * f) + (1000 * h) + (10_000 * j) + (100_000 * k) + (1_000_000 * l) + (10_000_000 * m)),
                n.A + (10 * n.B) + (100 * n.C));
        }

        public virtual string Generic<T>(T a, double b, T c, long d, T e, long f, T g, long h) =>
            string.Concat($"{Sign} {a} {b} {c} {d} ", $"{e} {f} {g} {h}");
    }

    private sealed class Negative : Target
    {
        public override int Sign => -1;

        public override string Generic<T>(T a, double b, T c, long d, T e, long f, T g, long h) =>
            base.Generic(g, b, e, d, c, f, a, h);
    }

    private sealed class Other<TUnused> : Target;

    private struct Value : ITarget
    {
        public int Calls;

        public Large Mixed(
            int a, double b, long c, float d, string e, double f, int g, double h, long i, double j, double k, double l, double m,
            Large n, int o)
        {
            Calls++;
            return new Target().Mixed(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o);
        }

        public readonly string Generic<T>(T a, double b, T c, long d, T e, long f, T g, long h) =>
            new Target().Generic(a, b, c, d, e, f, g, h);
    }

    [Test]
    public static void FirstAndLaterInterfaceCalls()
    {
        ITarget[] targets =
            [new Target(), new Target(), new Negative(), new Other<int>(), new Other<string>(), new Value(), new Target()];
        foreach (ITarget target in targets)
        {
            long sign = target is Negative ? -1 : 1;
            Check.Equal(new Large(sign * 97531, 87654321, 321), Call(Opaque.Value(target)));
        }
    }

    [Test]
    public static void GenericVirtualMethods()
    {
        ITarget[] targets = [new Target(), new Negative(), new Value(), new Target()];
        foreach (ITarget target in targets)
        {
            Check.Equal(target is Negative ? "-1 7 2.5 5 4 3 6 1 8" : "1 1 2.5 3 4 5 6 7 8", CallGeneric(target, 1, 3, 5, 7));
            Check.Equal(target is Negative ? "-1 d 2.5 c 4 b 6 a 8" : "1 a 2.5 b 4 c 6 d 8", CallGeneric(target, "a", "b", "c", "d"));
        }
    }

    [Test]
    public static void NullTargetsKeepTheCallersFrame()
    {
        ITarget nothing = Opaque.Null<ITarget>();
        for (int round = 0; round < 3; round++)
        {
            int before = Opaque.Value(round);
            double exact = Opaque.Value(0.5 + round);
            try
            {
                Call(nothing);
                Check.Fail("a call through null returned");
            }
            catch (NullReferenceException)
            {
                Check.Equal(round, before);
                Check.Equal(0.5 + round, exact);
            }
        }
    }

    [Test]
    public static void DelegatesOfEveryKind()
    {
        Func<int, double, string, long, double, int, int, int, string> closed = new Target().Joined;
        Func<int, double, string, long, double, int, int, int, string> open = JoinedStatically;
        Check.Equal("1 2.5 x 4 5.5 6 7 8", closed(1, 2.5, "x", 4, 5.5, 6, 7, 8));
        Check.Equal("1 2.5 x 4 5.5 6 7 8", open(1, 2.5, "x", 4, 5.5, 6, 7, 8));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Large Call(ITarget target) =>
        target.Mixed(1, 1, 3, 2, "text", 3, 5, 4, 7, 5, 6, 7, 8, new Large(1, 2, 3), 9);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string CallGeneric<T>(ITarget target, T a, T b, T c, T d) => target.Generic(a, 2.5, b, 4, c, 6, d, 8);

    private static string JoinedStatically(int a, double b, string c, long d, double e, int f, int g, int h) =>
        string.Concat($"{a} {b} {c} {d} ", $"{e} {f} {g} {h}");

    private static string Joined(this Target target, int a, double b, string c, long d, double e, int f, int g, int h) =>
        JoinedStatically(a, b, c, d, e, f, g, h);
}
