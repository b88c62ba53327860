using System;

namespace Lodestar.RuntimeTests;

/// <summary>Virtual methods: overriding, hiding, sealing, base calls, abstract classes, covariant returns, deep hierarchies.</summary>
public static class VirtualDispatchTests
{
    private class A
    {
        public virtual string Name => "A";

        public string Hidden() => "A hidden";

        public virtual A Self() => this;

        public virtual string Call() => "call " + Name;
    }

    private class B : A
    {
        public override string Name => "B";

        public new string Hidden() => "B hidden";

        public override B Self() => this;
    }

    private class C : B
    {
        public new virtual string Name => "new C";

        public override string Call() => "C " + base.Call();
    }

    private sealed class D : C
    {
        public sealed override string Name => "D over " + base.Name;
    }

    private abstract class Shape
    {
        public abstract int Sides { get; }

        public string Describe() => Sides.ToString() + " sides";

        public override string ToString() => Describe();
    }

    private sealed class Square : Shape
    {
        public override int Sides => 4;
    }

    private sealed class Triangle : Shape
    {
        public override int Sides => 3;
    }

    private class CallsVirtualInConstructor
    {
        public string Seen;

        public CallsVirtualInConstructor() => Seen = Value();

        protected virtual string Value() => "base";
    }

    private sealed class OverridesForConstructor : CallsVirtualInConstructor
    {
        private readonly string _field = "set";

        protected override string Value() => "override " + (_field ?? "null");
    }

    [Test]
    public static void MostDerivedOverrideIsCalled()
    {
        A[] objects = [new A(), new B(), new C(), new D()];
        string[] names = ["A", "B", "B", "B"];
        for (int i = 0; i < objects.Length; i++)
        {
            Check.Equal(names[i], Opaque.Value(objects[i]).Name);
        }
    }

    [Test]
    public static void NewSlotStartsAnotherMethod()
    {
        Check.Equal("new C", Opaque.Value(new C()).Name);
        Check.Equal("D over new C", Opaque.Value<C>(new D()).Name);
        Check.Equal("B", Opaque.Value<B>(new D()).Name);
    }

    [Test]
    public static void HiddenMethodDependsOnTheStaticType()
    {
        B b = Opaque.Value(new B());
        Check.Equal("B hidden", b.Hidden());
        Check.Equal("A hidden", ((A)b).Hidden());
    }

    [Test]
    public static void BaseCallIsNotVirtual()
    {
        Check.Equal("C call B", Opaque.Value<A>(new C()).Call());
        Check.Equal("call B", Opaque.Value<A>(new B()).Call());
    }

    [Test]
    public static void CovariantReturn()
    {
        B b = new();
        Check.Same(b, b.Self());
        Check.Same(b, Opaque.Value<A>(b).Self());
        Check.Same(b, Opaque.Value<A>(new D()).Self() is D ? b : null);
    }

    [Test]
    public static void AbstractMembers()
    {
        Shape[] shapes = [new Square(), new Triangle()];
        Check.Equal("4 sides", Opaque.Value(shapes)[0].Describe());
        Check.Equal("3 sides", Opaque.Value(shapes)[1].ToString());
    }

    [Test]
    public static void VirtualCallInAConstructor() =>
        Check.Equal("override set", Opaque.Value<CallsVirtualInConstructor>(new OverridesForConstructor()).Seen);

    [Test]
    public static void ObjectMethodsOnEveryKind()
    {
        Check.Equal("4 sides", Opaque.Value<object>(new Square()).ToString());
        Check.Equal("12", Opaque.Value<object>(12).ToString());
        Check.Equal(12, Opaque.Value<object>(12).GetHashCode());
        Check.That(Opaque.Value<object>("ab").Equals("ab"));
        Check.That(Opaque.Value<object>('c').Equals('c'));
    }
}
