using System;
using System.Linq;
using System.Text;

namespace Lodestar.Generators.Syscalls;

/// <summary>Writes <c>SyscallTable.Dispatch</c>.</summary>
internal static class DispatcherSource
{
    internal static string Of(SyscallMethod[] methods, DispatchShape shape)
    {
        StringBuilder text = new();
        text.Append($$"""
            namespace {{KnownNames.Namespace}};

            static partial class SyscallTable
            {
                public static partial long Dispatch({{shape.Context}} context, {{shape.Arguments}} arguments, int number)
                {
                    switch (number)
                    {

            """);
        int last = methods.Length == 0 ? -1 : methods[methods.Length - 1].Number;
        foreach (SyscallMethod method in methods)
        {
            text.Append($"            case {method.Number}: return Call_{method.Name}(context, arguments);\n");
        }

        AppendGaps(text, methods, last);
        text.Append("            default: return UnknownSyscall(number);\n        }\n    }\n");
        foreach (SyscallMethod method in methods)
        {
            AppendCall(text, method, shape);
        }

        return text.Append("}\n").ToString();
    }

    /// <summary>
    /// Gives the numbers between the handlers a case of their own. Without it the C# compiler makes several tables where many
    /// numbers in a row are missing, with comparisons before them.
    /// </summary>
    private static void AppendGaps(StringBuilder text, SyscallMethod[] methods, int last)
    {
        int[] gaps = [.. Enumerable.Range(0, last + 1).Except(methods.Select(static method => method.Number))];
        foreach (int number in gaps)
        {
            text.Append($"            case {number}:\n");
        }

        if (gaps.Length > 0)
        {
            text.Append("                return UnknownSyscall(number);\n");
        }
    }

    /// <summary>
    /// A method for each call: the dispatcher stays a jump without a stack frame, and what one handler needs of registers and
    /// stack costs the others nothing.
    /// </summary>
    private static void AppendCall(StringBuilder text, SyscallMethod method, DispatchShape shape)
    {
        string call = $"{method.QualifiedName}({string.Join(", ", method.Parameters.Select(Argument))})";
        string result = method.Result switch
        {
            ResultKind.Errno => $"-(long){call}",
            ResultKind.SyscallResult => $"{call}.Value",
            _ => call,
        };
        text.Append($$"""

                [global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
                private static long Call_{{method.Name}}({{shape.Context}} context, {{shape.Arguments}} arguments) =>
                    {{result}};

            """);
    }

    private static string Argument(SyscallParameter parameter) => parameter.Kind switch
    {
        ParameterKind.Caller => parameter.CallerProperty.Length == 0 ? "context" : "context." + parameter.CallerProperty,
        ParameterKind.Integer => $"unchecked(({parameter.Type}){Register(parameter.Register)})",
        ParameterKind.Enum => $"unchecked(({parameter.Type})({parameter.Underlying}){Register(parameter.Register)})",
        ParameterKind.ReadableBuffer or ParameterKind.WritableBuffer =>
            $"new {parameter.Type}({Register(parameter.Register)}, {Register(parameter.Register + 1)})",
        ParameterKind.String or ParameterKind.Reference => $"new {parameter.Type}({Register(parameter.Register)})",
        _ => throw new ArgumentOutOfRangeException(nameof(parameter)),
    };

    internal static string Register(int index) => "arguments." + KnownNames.Registers[index];
}
