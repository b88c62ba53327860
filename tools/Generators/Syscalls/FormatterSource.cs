using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Lodestar.Generators.Syscalls;

/// <summary>Writes <c>SyscallFormatter</c>.</summary>
internal static class FormatterSource
{
    internal static string Of(SyscallMethod[] methods)
    {
        StringBuilder text = new();
        text.Append($"namespace {KnownNames.Namespace}.Tracing;\n\nstatic partial class SyscallFormatter\n{{\n");
        AppendEntry(text, methods);
        AppendExit(text, methods);
        foreach (SyscallMethod method in methods)
        {
            int split = EntryLength(method.Arguments);
            AppendHalf(text, method, "Entry", 0, split);
            AppendHalf(text, method, "Exit", split, method.Arguments.Length);
        }

        foreach (AbiEnum type in methods.SelectMany(static method => method.Arguments).Select(static parameter => parameter.Enum)
            .OfType<AbiEnum>().GroupBy(static type => type.Type).Select(static group => group.First()))
        {
            text.Append(EnumSource.Of(type));
        }

        return text.Append("}\n").ToString();
    }

    private static void AppendEntry(StringBuilder text, SyscallMethod[] methods)
    {
        text.Append($$"""
                public static partial void WriteEntry(TraceWriter writer, int number, in {{KnownNames.TracedArguments}} arguments)
                {
                    switch (number)
                    {

            """);
        foreach (SyscallMethod method in methods)
        {
            text.Append($"            case {method.Number}:\n                writer.BeginCall(\"{method.Name}\");\n");
            if (EntryLength(method.Arguments) > 0)
            {
                text.Append($"                Entry_{method.Name}(writer, in arguments);\n");
            }

            text.Append("                break;\n");
        }

        IEnumerable<string> registers = Enumerable.Range(0, SyscallRules.MaxArguments).Select(DispatcherSource.Register);
        text.Append($$"""
                        default:
                            writer.UnknownCall(number, {{string.Join(", ", registers)}});
                            break;
                    }
                }


            """);
    }

    private static void AppendExit(StringBuilder text, SyscallMethod[] methods)
    {
        text.Append($$"""
                public static partial void WriteExit(TraceWriter writer, int number, in {{KnownNames.TracedArguments}} arguments, long result)
                {
                    TraceFormat format = TraceFormat.Decimal;
                    switch (number)
                    {

            """);
        foreach (SyscallMethod method in methods)
        {
            bool hasRest = EntryLength(method.Arguments) < method.Arguments.Length;
            if (!hasRest && method.ResultFormat == TraceFormat.Default)
            {
                continue;
            }

            text.Append($"            case {method.Number}:\n");
            if (hasRest)
            {
                text.Append($"                Exit_{method.Name}(writer, in arguments, result);\n");
            }

            if (method.ResultFormat != TraceFormat.Default)
            {
                text.Append($"                format = TraceFormat.{method.ResultFormat};\n");
            }

            text.Append("                break;\n");
        }

        text.Append("            default:\n                break;\n        }\n\n        writer.Result(result, format);\n    }\n");
    }

    /// <summary>How many arguments are known before the call runs: those before the first buffer that it fills.</summary>
    private static int EntryLength(SyscallParameter[] arguments)
    {
        int length = Array.FindIndex(arguments, static argument => argument.Kind == ParameterKind.WritableBuffer);
        return length < 0 ? arguments.Length : length;
    }

    private static void AppendHalf(StringBuilder text, SyscallMethod method, string half, int start, int end)
    {
        if (start == end)
        {
            return;
        }

        string result = half == "Exit" ? ", long result" : "";
        text.Append($"\n    private static void {half}_{method.Name}(TraceWriter writer, in {KnownNames.TracedArguments} arguments{result})\n    {{\n");
        for (int i = start; i < end; i++)
        {
            SyscallParameter argument = method.Arguments[i];
            string indent = "        ";
            if (argument.OnlyWith >= 0)
            {
                text.Append($"        if (({DispatcherSource.Register(argument.OnlyWith)} & 0x{argument.Bits:x}UL) != 0)\n        {{\n");
                indent += "    ";
            }

            if (i > 0)
            {
                text.Append(indent).Append("writer.Separator();\n");
            }

            text.Append(indent).Append(Statement(argument)).Append(";\n");
            if (argument.OnlyWith >= 0)
            {
                text.Append("        }\n");
            }
        }

        text.Append("    }\n");
    }

    private static string Statement(SyscallParameter argument)
    {
        string register = DispatcherSource.Register(argument.Register);
        return (argument.Kind, argument.Format) switch
        {
            (ParameterKind.ReadableBuffer, _) => Buffer(argument, "InputBuffer", ""),
            (ParameterKind.WritableBuffer, _) => Buffer(argument, "OutputBuffer", ", result"),
            (ParameterKind.String, _) => $"writer.UserString({register})",
            (ParameterKind.Reference, _) or (_, TraceFormat.Pointer) => $"writer.Pointer({register})",
            (_, TraceFormat.Hex) => $"writer.Hex({Bits(argument)})",
            (_, TraceFormat.Octal) => $"writer.Octal({Bits(argument)})",
            (_, TraceFormat.DirectoryDescriptor) => $"writer.DirectoryDescriptor(unchecked((int){register}))",
            (ParameterKind.Enum, TraceFormat.Default) => $"{EnumSource.MethodName(argument.Enum!)}(writer, {Bits(argument)})",
            _ => argument.Underlying is "uint" or "ulong" or "ushort" or "byte"
                ? $"writer.Unsigned({Bits(argument)})"
                : $"writer.Decimal(unchecked(({argument.Underlying}){register}))",
        };
    }

    private static string Buffer(SyscallParameter argument, string method, string result)
    {
        string length = DispatcherSource.Register(argument.Register + 1);
        return $"writer.{method}({DispatcherSource.Register(argument.Register)}, {length}{result});\n"
            + $"        writer.Separator();\n        writer.Unsigned({length})";
    }

    /// <summary>The register cut to the width of the type, without a sign.</summary>
    private static string Bits(SyscallParameter argument)
    {
        string register = DispatcherSource.Register(argument.Register);
        return argument.Underlying switch
        {
            "int" or "uint" => $"unchecked((uint){register})",
            "short" or "ushort" => $"unchecked((ushort){register})",
            "sbyte" or "byte" => $"unchecked((byte){register})",
            _ => register,
        };
    }
}
