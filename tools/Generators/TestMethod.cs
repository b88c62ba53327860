using Microsoft.CodeAnalysis;

namespace Lodestar.Generators;

/// <summary>
/// One method that carries <c>[Test]</c>, in a form with value equality, so that the compiler can tell that nothing changed.
/// </summary>
internal readonly struct TestMethod : System.IEquatable<TestMethod>
{
    internal TestMethod(string name, string qualifiedName, int minimumMemoryMiB, bool slow, string? flaw, Location? location)
    {
        Name = name;
        QualifiedName = qualifiedName;
        MinimumMemoryMiB = minimumMemoryMiB;
        Slow = slow;
        Flaw = flaw;
        Location = location;
    }

    /// <summary>The full name of the test: <c>ClassName.MethodName</c>.</summary>
    internal string Name { get; }

    /// <summary>What the generated code calls: the method with its namespace and <c>global::</c>.</summary>
    internal string QualifiedName { get; }

    /// <summary>The machine's memory (MiB) below which the test is left out.</summary>
    internal int MinimumMemoryMiB { get; }

    /// <summary>Whether the test takes seconds rather than milliseconds.</summary>
    internal bool Slow { get; }

    /// <summary>What keeps the method from being a test, or null.</summary>
    internal string? Flaw { get; }

    /// <summary>Where the method is declared.</summary>
    internal Location? Location { get; }

    public bool Equals(TestMethod other) =>
        Name == other.Name && QualifiedName == other.QualifiedName && MinimumMemoryMiB == other.MinimumMemoryMiB
        && Slow == other.Slow && Flaw == other.Flaw && Equals(Location, other.Location);

    public override bool Equals(object? obj) => obj is TestMethod other && Equals(other);

    public override int GetHashCode() => QualifiedName.GetHashCode();
}
