using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using Xunit;

namespace Lodestar.Host.Tests.Layout;

/// <summary>
/// The kernel implements one side of structures that CoreLib lays out (class <c>AsmOffsets</c>): our copies of their sizes
/// and offsets must be those of the package that the kernel is compiled with.
/// </summary>
public sealed partial class CoreLibOffsetsTests
{
    private const string CSharpCopy = "kernel/Machine/Runtime/CoreLibOffsets.cs";
    private const string AssemblyCopy = "asm/corelib_offsets.inc";

    public static TheoryData<string, string, long> Constants
    {
        get
        {
            TheoryData<string, string, long> data = [];
            foreach (string file in new[] { CSharpCopy, AssemblyCopy })
            {
                foreach ((string name, long value) in ConstantsOf(file))
                {
                    data.Add(file, name, value);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Constants))]
    public void OurConstantIsCoreLibs(string file, string name, long value)
    {
        Assert.True(CoreLibConstants.Value.TryGetValue(name, out long expected), $"{file}: CoreLib's AsmOffsets has no {name}");
        Assert.True(value == expected, $"{file}: {name} is {value}, CoreLib has {expected}");
    }

    [Fact]
    public void TheTwoCopiesAreTheSame() =>
        Assert.Equal(ConstantsOf(CSharpCopy).OrderBy(static c => c.Name), ConstantsOf(AssemblyCopy).OrderBy(static c => c.Name));

    [Fact]
    public void SizesOfSharedStructuresAreCopied()
    {
        string[] copied = [.. ConstantsOf(CSharpCopy).Select(static constant => constant.Name)];
        string[] needed = ["SIZEOF__ExInfo", "SIZEOF__PAL_LIMITED_CONTEXT", "SIZEOF__REGDISPLAY", "SIZEOF__StackFrameIterator", "SIZEOF__EHEnum"];
        Assert.Empty(needed.Except(copied));
    }

    private static readonly Lazy<Dictionary<string, long>> CoreLibConstants = new(ReadCoreLib);

    private static Dictionary<string, long> ReadCoreLib()
    {
        using PEReader image = new(ImmutableArray.Create(File.ReadAllBytes(Repository.CoreLib)));
        MetadataReader metadata = image.GetMetadataReader();
        TypeDefinition type = metadata.TypeDefinitions.Select(metadata.GetTypeDefinition)
            .Single(candidate => metadata.StringComparer.Equals(candidate.Name, "AsmOffsets"));
        Dictionary<string, long> constants = [];
        foreach (FieldDefinition field in type.GetFields().Select(metadata.GetFieldDefinition))
        {
            if (!field.Attributes.HasFlag(FieldAttributes.Literal))
            {
                continue;
            }

            Constant constant = metadata.GetConstant(field.GetDefaultValue());
            object? value = metadata.GetBlobReader(constant.Value).ReadConstant(constant.TypeCode);
            constants.Add(metadata.GetString(field.Name), Convert.ToInt64(value, CultureInfo.InvariantCulture));
        }

        return constants;
    }

    private static List<(string Name, long Value)> ConstantsOf(string file)
    {
        Regex pattern = file.EndsWith(".cs", StringComparison.Ordinal) ? CSharpConstant() : AssemblyConstant();
        return [.. pattern.Matches(File.ReadAllText(Repository.PathOf(file))).Select(static match =>
            (match.Groups["name"].Value, ParseNumber(match.Groups["value"].Value)))];
    }

    private static long ParseNumber(string text) =>
        text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            ? long.Parse(text.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture)
            : long.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\bconst\s+\w+\s+(?<name>\w+)\s*=\s*(?<value>0x[0-9A-Fa-f]+|\d+)\s*;")]
    private static partial Regex CSharpConstant();

    [GeneratedRegex(@"^(?<name>\w+)\s+equ\s+(?<value>0x[0-9A-Fa-f]+|\d+)", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex AssemblyConstant();
}
