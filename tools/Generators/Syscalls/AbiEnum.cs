using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Lodestar.Generators.Syscalls;

/// <summary>The Linux names of an enum's values, see <c>AbiPrefixAttribute</c> in kernel/Core/Abi.</summary>
/// <param name="Type">The enum with namespace and <c>global::</c>.</param>
/// <param name="Prefix">What its Linux names begin with; may be empty.</param>
/// <param name="IsFlags">Whether its members are bits.</param>
/// <param name="Zero">What the value 0 is called if no field has it.</param>
/// <param name="Members">The members in the order in which they are tried and printed.</param>
internal sealed record AbiEnum(string Type, string Prefix, bool IsFlags, string Zero, EquatableArray<AbiMember> Members)
{
    private const string Attributes = "Lodestar.Core.Abi.";

    internal static AbiEnum Of(INamedTypeSymbol type)
    {
        string prefix = Text(type, "AbiPrefixAttribute") ?? "";
        bool isFlags = type.GetAttributes().Any(static a => a.AttributeClass?.ToDisplayString() == "System.FlagsAttribute");
        IFieldSymbol[] fields = [.. type.GetMembers().OfType<IFieldSymbol>().Where(static field => field.HasConstantValue)];
        ulong[] masks = [.. fields.Where(static field => Find(field, "AbiFieldAttribute") is not null).Select(ValueOf)];
        string zero = "0";
        List<AbiMember> members = [];
        foreach (IFieldSymbol field in fields)
        {
            ulong value = ValueOf(field);
            ulong mask = isFlags ? masks.FirstOrDefault(candidate => (value & ~candidate) == 0) : 0;
            if (isFlags && value == 0 && mask == 0)
            {
                zero = NameOfZero(field, prefix) ?? zero;
            }
            else if (!members.Exists(member => member.Value == value))
            {
                // Of several names of one value the first counts.
                AbiMember member = new(NameOf(field, prefix), value, mask);
                members.Insert(isFlags && mask == 0 ? PlaceOfBits(members, value) : members.Count, member);
            }
        }

        return new AbiEnum(
            type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), prefix, isFlags, zero, new EquatableArray<AbiMember>(members));
    }

    /// <summary>
    /// Behind the others, or before the first whose bits it contains: O_SYNC contains O_DSYNC and has to be tried before it.
    /// </summary>
    private static int PlaceOfBits(List<AbiMember> members, ulong bits)
    {
        int place = members.FindIndex(other => other.Mask == 0 && (other.Value & ~bits) == 0);
        return place < 0 ? members.Count : place;
    }

    /// <summary>A member that is only called None has no name in Linux.</summary>
    private static string? NameOfZero(IFieldSymbol field, string prefix) =>
        field.Name == "None" && Text(field, "AbiNameAttribute") is null ? null : NameOf(field, prefix);

    private static string NameOf(IFieldSymbol field, string prefix)
    {
        string name = field.Name.ToUpperInvariant();
        return Text(field, "AbiNameAttribute") ?? (name.StartsWith(prefix, System.StringComparison.Ordinal) ? name : prefix + name);
    }

    /// <summary>The value as the registers have it: the bits of the enum's own width, extended by zeros.</summary>
    private static ulong ValueOf(IFieldSymbol field) => field.ConstantValue switch
    {
        sbyte value => (byte)value,
        byte value => value,
        short value => (ushort)value,
        ushort value => value,
        int value => (uint)value,
        uint value => value,
        long value => (ulong)value,
        ulong value => value,
        _ => 0,
    };

    private static AttributeData? Find(ISymbol symbol, string name) =>
        symbol.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.ToDisplayString() == Attributes + name);

    private static string? Text(ISymbol symbol, string name) =>
        Find(symbol, name)?.ConstructorArguments.FirstOrDefault().Value as string;
}

/// <summary>A named value.</summary>
/// <param name="Name">Its Linux name.</param>
/// <param name="Value">Its value, extended by zeros.</param>
/// <param name="Mask">The mask of the field that it is a value of; 0 for a value of its own.</param>
internal sealed record AbiMember(string Name, ulong Value, ulong Mask);
