using System;
using System.Reflection.Metadata;

namespace Lodestar.Qemu.Tests.Discovery;

/// <summary>The types of attribute arguments, by name: those of the test attribute are primitive.</summary>
internal sealed class AttributeTypes : ICustomAttributeTypeProvider<string>
{
    internal static AttributeTypes Instance { get; } = new();

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode.ToString();

    public string GetSystemType() => "System.Type";

    public string GetSZArrayType(string elementType) => elementType + "[]";

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
        reader.GetString(reader.GetTypeDefinition(handle).Name);

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) =>
        reader.GetString(reader.GetTypeReference(handle).Name);

    public string GetTypeFromSerializedName(string name) => name;

    public PrimitiveTypeCode GetUnderlyingEnumType(string type) =>
        throw new NotSupportedException("the test attribute takes no enumeration");

    public bool IsSystemType(string type) => type == "System.Type";
}
