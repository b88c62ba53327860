using System;
using System.Collections.Generic;

namespace Lodestar.RuntimeTests;

/// <summary>Calls through interfaces: one type, several, explicit, inherited, re-implemented, generic, on structs.</summary>
public static class InterfaceDispatchTests
{
    private interface IShape
    {
        int Area();
    }

    private interface INamed
    {
        string Name { get; }
    }

    private interface INamedShape : IShape, INamed
    {
        string Full() => Name + Area().ToString();
    }

    private sealed class Square(int side) : INamedShape
    {
        public string Name => "square";

        public int Area() => side * side;
    }

    private sealed class Box(int width, int height) : INamedShape
    {
        public string Name => "box";

        public int Area() => width * height;
    }

    private struct Dot : INamedShape
    {
        private int _calls;

        public readonly string Name => "dot";

        public int Area() => ++_calls;
    }

    private sealed class Explicit : IShape, INamed
    {
        string INamed.Name => "explicit";

        int IShape.Area() => 1;

        public int Area() => 2;
    }

    private class BaseShape : IShape
    {
        public int Area() => 10;
    }

    private sealed class Inherits : BaseShape;

    private sealed class Reimplements : BaseShape, IShape
    {
        int IShape.Area() => 20;
    }

    private abstract class AbstractShape : IShape
    {
        public abstract int Area();
    }

    private sealed class Concrete : AbstractShape
    {
        public override int Area() => 30;
    }

    private interface IStore<T>
    {
        T Get();

        void Set(T value);
    }

    private sealed class DoubleStore : IStore<int>, IStore<string>
    {
        private int _number;
        private string _text = "";

        int IStore<int>.Get() => _number;

        string IStore<string>.Get() => _text;

        void IStore<int>.Set(int value) => _number = value;

        void IStore<string>.Set(string value) => _text = value;
    }

    private sealed class Store<T> : IStore<T>
    {
        private T _value = default!;

        public T Get() => _value;

        public void Set(T value) => _value = value;
    }

    private static int AreaOf(IShape shape) => shape.Area();

    [Test]
    public static void OneTypeAtACallSite()
    {
        IShape square = Opaque.Value<IShape>(new Square(3));
        int sum = 0;
        for (int i = 0; i < 1000; i++)
        {
            sum += square.Area();
        }
        Check.Equal(9000, sum);
    }

    [Test]
    public static void SeveralTypesAtOneCallSite()
    {
        IShape[] shapes = [new Square(2), new Box(2, 5), new Explicit(), new Concrete(), new BaseShape(), new Inherits(), new Reimplements()];
        int[] areas = [4, 10, 1, 30, 10, 10, 20];
        for (int round = 0; round < 20; round++)
        {
            for (int i = 0; i < shapes.Length; i++)
            {
                Check.Equal(areas[i], AreaOf(shapes[i]));
            }
        }
    }

    [Test]
    public static void ExplicitImplementationDiffersFromTheMethod()
    {
        Explicit item = Opaque.Value(new Explicit());
        Check.Equal(2, item.Area());
        Check.Equal(1, ((IShape)item).Area());
        Check.Equal("explicit", ((INamed)item).Name);
    }

    [Test]
    public static void InheritedInterfaces()
    {
        INamedShape shape = Opaque.Value<INamedShape>(new Box(2, 3));
        Check.Equal("box", ((INamed)shape).Name);
        Check.Equal("box6", shape.Full());
        Check.Equal("square16", Opaque.Value<INamedShape>(new Square(4)).Full());
    }

    [Test]
    public static void BoxedStructKeepsItsState()
    {
        INamedShape dot = Opaque.Value<INamedShape>(new Dot());
        Check.Equal(1, dot.Area());
        Check.Equal("dot2", dot.Full());
        Check.Equal(3, AreaOf(dot));
    }

    [Test]
    public static void SameGenericInterfaceTwice()
    {
        DoubleStore store = new();
        IStore<int> numbers = Opaque.Value<IStore<int>>(store);
        IStore<string> texts = Opaque.Value<IStore<string>>(store);
        numbers.Set(5);
        texts.Set("five");
        Check.Equal(5, numbers.Get());
        Check.Equal("five", texts.Get());
    }

    [Test]
    public static void GenericImplementation()
    {
        Check.Equal(5, RoundTrip(5));
        Check.Equal("s", RoundTrip("s"));
        Check.Equal((1, "x"), RoundTrip((1, "x")));
        static T RoundTrip<T>(T value)
        {
            IStore<T> store = Opaque.Value<IStore<T>>(new Store<T>());
            store.Set(value);
            Garbage.CollectAndOverwrite();
            return store.Get();
        }
    }

    [Test]
    public static void PropertiesIndexersAndEventsOfInterfaces()
    {
        IList<int> list = Opaque.Value<IList<int>>(new List<int> { 1, 2, 3 });
        list[1] += 10;
        Check.Equal(12, list[1]);
        IDictionary<string, int> map = Opaque.Value<IDictionary<string, int>>(new Dictionary<string, int>());
        map["a"] = 1;
        Check.That(map.ContainsKey("a"));
    }

    [Test]
    public static void ManyArgumentsPassThroughTheStub()
    {
        IJoin join = Opaque.Value<IJoin>(new Join());
        Check.Equal("1 2 3 4 5 6 7 8", join.All(1, 2, 3, 4, 5, 6, 7, 8));
        Check.Equal(36.5, join.Sum(1, 2, 3, 4, 5, 6, 7, 8, 0.5f));
        Guid guid = new(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        Check.Equal(guid, join.Large(guid, out int marker));
        Check.Equal(99, marker);
    }

    private interface IJoin
    {
        string All(int a, long b, byte c, short d, uint e, ulong f, int g, int h);

        double Sum(double a, double b, double c, double d, double e, double f, double g, double h, float i);

        Guid Large(Guid guid, out int marker);
    }

    private sealed class Join : IJoin
    {
        public string All(int a, long b, byte c, short d, uint e, ulong f, int g, int h) =>
            string.Join(" ", [a.ToString(), b.ToString(), c.ToString(), d.ToString(), e.ToString(), f.ToString(), g.ToString(), h.ToString()]);

        public double Sum(double a, double b, double c, double d, double e, double f, double g, double h, float i) =>
            a + b + c + d + e + f + g + h + i;

        public Guid Large(Guid guid, out int marker)
        {
            marker = 99;
            return guid;
        }
    }
}
