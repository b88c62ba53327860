using System;

namespace Lodestar.RuntimeTests;

/// <summary>The little metadata that the kernel relies on: names of types and of enum members, identity of type objects.</summary>
public static class MetadataTests
{
    private enum Level
    {
        Debug,
        Info = 5,
        Warning,
    }

    [Flags]
    private enum Access
    {
        None = 0,
        Read = 1,
        Write = 2,
        Execute = 4,
    }

    [Test]
    public static void TypeNames()
    {
        Check.Equal("Int32", Opaque.Value<object>(1).GetType().Name);
        Check.Equal("MetadataTests", typeof(MetadataTests).Name);
        Check.Equal("Level", Opaque.Value<object>(Level.Info).GetType().Name);
        Check.Equal("ArgumentException", Opaque.Value<object>(new ArgumentException()).GetType().Name);
    }

    [Test]
    public static void TypeObjectsAreUnique()
    {
        Check.Same(typeof(Level), Opaque.Value<object>(Level.Debug).GetType());
        Check.That(typeof(int[]) == Opaque.Value<object>(new int[1]).GetType());
        Check.That(typeof(int) != typeof(uint));
        Check.That(typeof(Level).IsValueType);
        Check.That(typeof(string).IsClass);
        Check.Equal(typeof(Level).GetHashCode(), Opaque.Value<object>(Level.Warning).GetType().GetHashCode());
    }

    [Test]
    public static void EnumNames()
    {
        Check.Equal("Warning", Opaque.Value(Level.Warning).ToString());
        Check.Equal("77", Opaque.Value((Level)77).ToString());
        Check.Equal("Read, Execute", Opaque.Value(Access.Read | Access.Execute).ToString());
        Check.Equal("level Info", $"level {Opaque.Value(Level.Info)}");
        Check.Equal("5", Level.Info.ToString("D"));
    }

    [Test]
    public static void EnumParsing()
    {
        Check.Equal(Level.Info, Enum.Parse<Level>("Info"));
        Check.That(Enum.TryParse("warning", ignoreCase: true, out Level level) && level == Level.Warning);
        Check.That(!Enum.TryParse("Fatal", out level));
        Check.That(Enum.IsDefined(Level.Debug));
        Check.That(!Enum.IsDefined((Level)3));
    }

    [Test]
    public static void EnumArithmeticNeedsNoMetadata()
    {
        Access access = Opaque.Value(Access.Read | Access.Write);
        Check.That(access.HasFlag(Access.Write));
        Check.That(!access.HasFlag(Access.Execute));
        Check.That((access & ~Access.Read) == Access.Write);
        Check.That(Level.Debug.CompareTo(Level.Info) < 0);
        Check.That(access.Equals(Access.Read | Access.Write));
    }
}
