namespace Lodestar.Symbols;

/// <summary>The name of a function in the two parts that the table keeps apart.</summary>
/// <param name="Scope">Namespace and type; empty for a function of the assembly files.</param>
/// <param name="Member">The method with its parameter types, or the label.</param>
public readonly record struct MethodName(string Scope, string Member)
{
    /// <summary>Both parts as one.</summary>
    /// <returns>For example <c>Lodestar.Core.Foo.Bar(int)</c>.</returns>
    public override string ToString() => Scope.Length == 0 ? Member : $"{Scope}.{Member}";
}
