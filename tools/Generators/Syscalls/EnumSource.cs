using System.Linq;
using System.Text;

namespace Lodestar.Generators.Syscalls;

/// <summary>Writes the method that prints the values of an enum.</summary>
internal static class EnumSource
{
    internal static string MethodName(AbiEnum type) =>
        "Name_" + new string([.. type.Type.Replace("global::", "").Select(static c => char.IsLetterOrDigit(c) ? c : '_')]);

    internal static string Of(AbiEnum type)
    {
        StringBuilder text = new();
        text.Append($"\n    private static void {MethodName(type)}(TraceWriter writer, ulong value)\n    {{\n");
        if (type.IsFlags)
        {
            AppendFlags(text, type);
        }
        else
        {
            AppendValues(text, type);
        }

        return text.Append("    }\n").ToString();
    }

    private static void AppendFlags(StringBuilder text, AbiEnum type)
    {
        text.Append("        TraceFlags flags = new(writer, value);\n");
        foreach (AbiMember member in type.Members)
        {
            text.Append(member.Mask == 0
                ? $"        flags.Bits(0x{member.Value:x}UL, \"{member.Name}\");\n"
                : $"        flags.Field(0x{member.Mask:x}UL, 0x{member.Value:x}UL, \"{member.Name}\");\n");
        }

        text.Append($"        flags.End(\"{type.Zero}\", \"{type.Prefix}???\");\n");
    }

    private static void AppendValues(StringBuilder text, AbiEnum type)
    {
        text.Append("        switch (value)\n        {\n");
        foreach (AbiMember member in type.Members)
        {
            text.Append($"            case 0x{member.Value:x}UL:\n                writer.Text(\"{member.Name}\");\n                break;\n");
        }

        text.Append($"            default:\n                writer.UnknownConstant(value, \"{type.Prefix}???\");\n                break;\n        }}\n");
    }
}
