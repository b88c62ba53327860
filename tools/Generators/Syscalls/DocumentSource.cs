using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace Lodestar.Generators.Syscalls;

/// <summary>
/// Writes the constant <c>SyscallDocument.Markdown</c>, the content of docs/syscalls.md: a generator cannot write files, so a test
/// compares the file with it. The kernel's image does not contain it, because nothing in the kernel reads it.
/// </summary>
internal static class DocumentSource
{
    internal static string Of(SyscallMethod[] methods, string root) => $$"""
        namespace {{KnownNames.Namespace}};

        /// <summary>The content of docs/syscalls.md.</summary>
        internal static class SyscallDocument
        {
            /// <summary>The content.</summary>
            internal const string Markdown = {{SymbolDisplay.FormatLiteral(Markdown(methods, root), quote: true)}};
        }

        """;

    private static string Markdown(SyscallMethod[] methods, string root)
    {
        StringBuilder text = new();
        text.Append("# System calls\n\n")
            .Append("Made from the `[Syscall]` attributes of the kernel by `make docs`; a test holds it to them. Numbers, names, structures and\n")
            .Append("errors are those of Linux on x86-64. A number that is not here returns ENOSYS.\n\n")
            .Append("| number | name | signature | file | status |\n| ---: | --- | --- | --- | --- |\n");
        foreach (SyscallMethod method in methods)
        {
            string parameters = string.Join(
                ", ", method.Arguments.Select(static argument => argument.ShortType + " " + argument.Name));
            string file = RelativePath(method.File, root);
            string status = method.Missing is null ? "complete" : "without " + method.Missing.Replace("|", "\\|");
            text.Append($"| {method.Number} | {method.Name} | `{method.ReturnType} {method.Name}({parameters})` ")
                .Append($"| [{file.Substring(file.LastIndexOf('/') + 1)}](../{file}) | {status} |\n");
        }

        return text.ToString();
    }

    private static string RelativePath(string file, string root)
    {
        string path = file.Replace('\\', '/');
        return root.Length > 0 && path.StartsWith(root.Replace('\\', '/'), System.StringComparison.Ordinal)
            ? path.Substring(root.Length)
            : path;
    }
}
