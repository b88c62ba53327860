using System.Text.RegularExpressions;

namespace Lodestar.Symbols;

/// <summary>
/// Takes back what the C# compiler does to names: lambdas, local functions, closures and iterators are shown with
/// the method that they were written in.
/// </summary>
public static partial class CompilerNames
{
    /// <summary>Makes a type's name and a method's name readable.</summary>
    /// <param name="type">The type, for example <c>Outer.&lt;&gt;c__DisplayClass0_0</c>.</param>
    /// <param name="method">The method, for example <c>&lt;Main&gt;b__0</c>.</param>
    /// <returns>For example <c>Outer</c> and <c>Main+lambda</c>.</returns>
    public static MethodName Restore(string type, string method)
    {
        string member = RestoreMethod(method);
        for (Match match = Closure().Match(type); match.Success; match = Closure().Match(type))
        {
            type = type.Remove(match.Index, match.Length);
        }

        Match machine = StateMachine().Match(type);
        if (machine.Success)
        {
            member = $"{RestoreMethod(machine.Groups["method"].Value)}+{member}";
            type = type[..machine.Index];
        }

        return new MethodName(FileLocal().Replace(type, ""), member);
    }

    private static string RestoreMethod(string name)
    {
        // "<method>b__..." is a lambda, "<method>g__name|..." a local function; the method can be one of them itself.
        int end = name.StartsWith('<') ? FindClosing(name) : -1;
        if (end < 0)
        {
            return name;
        }

        string rest = name[(end + 1)..];
        Match local = LocalFunction().Match(rest);
        if (local.Success)
        {
            return $"{RestoreMethod(name[1..end])}+{local.Groups["name"].Value}";
        }

        return Lambda().IsMatch(rest) ? $"{RestoreMethod(name[1..end])}+lambda" : name;
    }

    private static int FindClosing(string name)
    {
        int depth = 0;
        for (int i = 0; i < name.Length; i++)
        {
            depth += name[i] switch { '<' => 1, '>' => -1, _ => 0 };
            if (depth == 0)
            {
                return i;
            }
        }

        return -1;
    }

    [GeneratedRegex(@"\.<>c(__DisplayClass\d+(_\d+)?)?(<[^.]*>)?(?=\.|$)")]
    private static partial Regex Closure();

    [GeneratedRegex(@"\.<(?<method>[^.]+)>d(__\d+)?(<.*>)?$")]
    private static partial Regex StateMachine();

    [GeneratedRegex(@"^g__(?<name>[^|]+)\|[0-9_]+$")]
    private static partial Regex LocalFunction();

    [GeneratedRegex(@"^b__[0-9_]+$")]
    private static partial Regex Lambda();

    [GeneratedRegex(@"<[^<>]*>F[0-9A-F]{8,}__")]
    private static partial Regex FileLocal();
}
