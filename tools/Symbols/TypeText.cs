using System.Collections.Immutable;
using System.Text;

namespace Lodestar.Symbols;

/// <summary>A type on its way from metadata to C# text.</summary>
/// <param name="Namespace">The namespace, or an empty string.</param>
/// <param name="Name">
/// The name with those of the types around it, for example <c>Outer`1.Inner`1</c>; finished text once the arguments
/// are in.
/// </param>
public sealed record TypeText(string Namespace, string Name)
{
    /// <summary>The name with its namespace.</summary>
    public string FullName => Namespace.Length == 0 ? Name : $"{Namespace}.{Name}";

    /// <summary>Puts type arguments in the places that metadata marks with <c>`n</c>.</summary>
    /// <param name="arguments">The arguments of all levels, outer types first.</param>
    /// <returns>For example <c>Outer&lt;int&gt;.Inner&lt;byte&gt;</c>.</returns>
    public TypeText Instantiate(ImmutableArray<TypeText> arguments)
    {
        var text = new StringBuilder();
        int next = 0;
        for (int i = 0; i < Name.Length; i++)
        {
            if (Name[i] != '`')
            {
                text.Append(Name[i]);
                continue;
            }

            int arity = 0;
            while (i + 1 < Name.Length && char.IsAsciiDigit(Name[i + 1]))
            {
                arity = (arity * 10) + (Name[++i] - '0');
            }

            text.Append('<');
            for (int n = 0; n < arity && next < arguments.Length; n++)
            {
                text.Append(n == 0 ? "" : ", ").Append(arguments[next++].Name);
            }

            text.Append('>');
        }

        return this with { Name = text.ToString() };
    }

    /// <summary>The same type with something behind its name, such as <c>[]</c>.</summary>
    /// <param name="suffix">What to append.</param>
    /// <returns>The derived type.</returns>
    public TypeText With(string suffix) => this with { Name = Name + suffix };
}
