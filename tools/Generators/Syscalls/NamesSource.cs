using System.Text;

namespace Lodestar.Generators.Syscalls;

/// <summary>Writes <c>SyscallNames</c>.</summary>
internal static class NamesSource
{
    internal static string Of(SyscallMethod[] methods)
    {
        StringBuilder text = new();
        text.Append($$"""
            namespace {{KnownNames.Namespace}};

            static partial class SyscallNames
            {
                public static partial string? NameOf(int number) => number switch
                {

            """);
        foreach (SyscallMethod method in methods)
        {
            text.Append($"        {method.Number} => \"{method.Name}\",\n");
        }

        text.Append("""
                    _ => null,
                };

                public static partial int NumberOf(global::System.ReadOnlySpan<char> name) => name switch
                {

            """);
        foreach (SyscallMethod method in methods)
        {
            text.Append($"        \"{method.Name}\" => {method.Number},\n");
        }

        return text.Append("        _ => -1,\n    };\n}\n").ToString();
    }
}
