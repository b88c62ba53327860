using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Lodestar.Generators.Syscalls;

/// <summary>Reads the parameters of one handler and gives them their registers.</summary>
/// <param name="compilation">Where the caller's type is looked up.</param>
/// <param name="syscall">The name of the call, for errors.</param>
/// <param name="flaws">Where errors go.</param>
internal sealed class ParameterReader(Compilation compilation, string syscall, List<SyscallFlaw> flaws)
{
    private readonly ITypeSymbol? _contextType = DispatchShape.ContextType(compilation);

    internal SyscallParameter[] Read(IMethodSymbol method)
    {
        List<SyscallParameter> parameters = [];
        int register = 0;
        foreach (IParameterSymbol symbol in method.Parameters)
        {
            if (Describe(symbol, register) is SyscallParameter parameter)
            {
                parameters.Add(parameter);
                register += parameter.Registers;
            }
            else
            {
                flaws.Add(new SyscallFlaw(
                    SyscallRules.ParameterType, symbol.Locations.FirstOrDefault(), symbol.Name, syscall, TypeAndModifier(symbol)));
            }
        }

        if (register > SyscallRules.MaxArguments)
        {
            flaws.Add(new SyscallFlaw(
                SyscallRules.TooManyArguments, method.Locations.FirstOrDefault(), syscall, register.ToString()));
        }

        return [.. method.Parameters.Select(symbol => WithCondition(symbol, parameters)).OfType<SyscallParameter>()];
    }

    private SyscallParameter? Describe(IParameterSymbol symbol, int register)
    {
        if (symbol.RefKind != RefKind.None || symbol.IsParams)
        {
            return null;
        }

        if (register == 0 && CallerProperty(symbol.Type) is string property)
        {
            return Create(symbol, ParameterKind.Caller, register, callerProperty: property);
        }

        if (IntegerName(symbol.Type) is string integer)
        {
            return Create(symbol, ParameterKind.Integer, register, underlying: integer);
        }

        if (symbol.Type is INamedTypeSymbol { TypeKind: TypeKind.Enum } type)
        {
            return Create(symbol, ParameterKind.Enum, register, underlying: type.EnumUnderlyingType!.ToDisplayString(), names: AbiEnum.Of(type));
        }

        return UserAccessKind(symbol.Type) is ParameterKind kind ? Create(symbol, kind, register) : null;
    }

    /// <summary>
    /// What a parameter receives that is the context ("") or of the type of one of its properties (the property's name);
    /// null if it is neither.
    /// </summary>
    private string? CallerProperty(ITypeSymbol type)
    {
        if (SymbolEqualityComparer.Default.Equals(type, _contextType))
        {
            return "";
        }

        // Values such as numbers are arguments, whatever properties the context has.
        return type.IsReferenceType
            ? _contextType?.GetMembers().OfType<IPropertySymbol>().FirstOrDefault(
                property => !property.IsStatic && SymbolEqualityComparer.Default.Equals(property.Type, type))?.Name
            : null;
    }

    private static string? IntegerName(ITypeSymbol type) =>
        type.SpecialType is SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 or SpecialType.System_UInt64
            ? type.ToDisplayString()
            : null;

    private static ParameterKind? UserAccessKind(ITypeSymbol type) => type.OriginalDefinition.ToDisplayString() switch
    {
        KnownNames.ReadableBuffer => ParameterKind.ReadableBuffer,
        KnownNames.WritableBuffer => ParameterKind.WritableBuffer,
        KnownNames.String => ParameterKind.String,
        KnownNames.Reference => ParameterKind.Reference,
        _ => null,
    };

    private static SyscallParameter Create(
        IParameterSymbol symbol, ParameterKind kind, int register, string underlying = "", string callerProperty = "", AbiEnum? names = null) =>
        new(
            symbol.Name,
            kind,
            symbol.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            SyscallReader.ShortName(symbol.Type),
            register,
            underlying,
            callerProperty,
            TraceHint.FormatOf(symbol, kind, underlying),
            OnlyWith: -1,
            Bits: 0,
            names);

    /// <summary>The parameter with the register of the parameter that its trace depends on.</summary>
    private SyscallParameter? WithCondition(IParameterSymbol symbol, List<SyscallParameter> parameters)
    {
        SyscallParameter? parameter = parameters.Find(candidate => candidate.Name == symbol.Name);
        TraceHint hint = TraceHint.Of(symbol.GetAttributes());
        if (parameter is null || hint.OnlyWith is null)
        {
            return parameter;
        }

        SyscallParameter? other = parameters.Find(candidate => candidate.Name == hint.OnlyWith);
        if (other?.Kind is not (ParameterKind.Integer or ParameterKind.Enum))
        {
            flaws.Add(new SyscallFlaw(
                SyscallRules.TraceCondition, symbol.Locations.FirstOrDefault(), symbol.Name, syscall, hint.OnlyWith));
            return parameter;
        }

        return parameter with { OnlyWith = other.Register, Bits = hint.Bits };
    }

    private static string TypeAndModifier(IParameterSymbol symbol)
    {
        string modifier = symbol.IsParams ? "params " : symbol.RefKind switch
        {
            RefKind.None => "",
            RefKind.Ref => "ref ",
            RefKind.Out => "out ",
            _ => "in ",
        };
        return modifier + SyscallReader.ShortName(symbol.Type);
    }
}
