using System.Collections.Immutable;

namespace Lodestar.Symbols;

/// <summary>What stands for the type parameters while a signature is read.</summary>
/// <param name="OfType">The arguments of the declaring type.</param>
/// <param name="OfMethod">The arguments of the method.</param>
public sealed record GenericArguments(ImmutableArray<TypeText> OfType, ImmutableArray<TypeText> OfMethod)
{
    /// <summary>No arguments at all.</summary>
    public static GenericArguments None { get; } = new([], []);
}
