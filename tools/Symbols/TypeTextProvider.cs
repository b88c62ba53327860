using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Lodestar.Symbols;

/// <summary>Turns the types of metadata signatures (ECMA-335, II.23.2) into C# text.</summary>
internal sealed class TypeTextProvider : ISignatureTypeProvider<TypeText, GenericArguments>
{
    /// <summary>The one that is needed: it has no state.</summary>
    public static readonly TypeTextProvider Instance = new();

    public TypeText GetPrimitiveType(PrimitiveTypeCode typeCode) => new("System", typeCode switch
    {
        PrimitiveTypeCode.Boolean => "bool",
        PrimitiveTypeCode.Byte => "byte",
        PrimitiveTypeCode.SByte => "sbyte",
        PrimitiveTypeCode.Char => "char",
        PrimitiveTypeCode.Int16 => "short",
        PrimitiveTypeCode.UInt16 => "ushort",
        PrimitiveTypeCode.Int32 => "int",
        PrimitiveTypeCode.UInt32 => "uint",
        PrimitiveTypeCode.Int64 => "long",
        PrimitiveTypeCode.UInt64 => "ulong",
        PrimitiveTypeCode.Single => "float",
        PrimitiveTypeCode.Double => "double",
        PrimitiveTypeCode.IntPtr => "nint",
        PrimitiveTypeCode.UIntPtr => "nuint",
        PrimitiveTypeCode.Object => "object",
        PrimitiveTypeCode.String => "string",
        PrimitiveTypeCode.Void => "void",
        _ => typeCode.ToString(),
    });

    public TypeText GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
    {
        TypeReference type = reader.GetTypeReference(handle);
        string name = reader.GetString(type.Name);
        if (type.ResolutionScope.Kind == HandleKind.TypeReference)
        {
            TypeText outer = GetTypeFromReference(reader, (TypeReferenceHandle)type.ResolutionScope, rawTypeKind);
            return outer.With("." + name);
        }

        return new TypeText(reader.GetString(type.Namespace), name);
    }

    public TypeText GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
    {
        TypeDefinition type = reader.GetTypeDefinition(handle);
        return new TypeText(reader.GetString(type.Namespace), reader.GetString(type.Name));
    }

    public TypeText GetTypeFromSpecification(
        MetadataReader reader, GenericArguments genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public TypeText GetGenericInstantiation(TypeText genericType, ImmutableArray<TypeText> typeArguments) =>
        genericType.Instantiate(typeArguments);

    public TypeText GetGenericTypeParameter(GenericArguments genericContext, int index) =>
        Argument(genericContext.OfType, index, "T");

    public TypeText GetGenericMethodParameter(GenericArguments genericContext, int index) =>
        Argument(genericContext.OfMethod, index, "TM");

    public TypeText GetArrayType(TypeText elementType, ArrayShape shape) =>
        elementType.With($"[{new string(',', shape.Rank - 1)}]");

    public TypeText GetSZArrayType(TypeText elementType) => elementType.With("[]");

    public TypeText GetByReferenceType(TypeText elementType) => elementType with { Name = "ref " + elementType.Name };

    public TypeText GetPointerType(TypeText elementType) => elementType.With("*");

    public TypeText GetPinnedType(TypeText elementType) => elementType;

    public TypeText GetModifiedType(TypeText modifier, TypeText unmodifiedType, bool isRequired) => unmodifiedType;

    public TypeText GetFunctionPointerType(MethodSignature<TypeText> signature) => new("", "delegate*");

    private static TypeText Argument(ImmutableArray<TypeText> arguments, int index, string prefix) =>
        index < arguments.Length ? arguments[index] : new TypeText("", $"{prefix}{index}");
}
