using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Lodestar.Symbols;

/// <summary>Reads the type that declares a method and keeps its type arguments: the method's signature needs them.</summary>
internal sealed class TypeArgumentCollector
{
    private const byte GenericInstantiation = 0x15;

    /// <summary>The arguments; empty when the type is an array or not generic.</summary>
    public ImmutableArray<TypeText> Arguments { get; private set; } = [];

    /// <summary>Reads a type specification (ECMA-335, II.23.2.14).</summary>
    /// <param name="metadata">The metadata that it is in.</param>
    /// <param name="handle">Which one.</param>
    /// <returns>The type.</returns>
    public TypeText Decode(MetadataReader metadata, TypeSpecificationHandle handle)
    {
        BlobReader blob = metadata.GetBlobReader(metadata.GetTypeSpecification(handle).Signature);
        var decoder = new SignatureDecoder<TypeText, GenericArguments>(
            TypeTextProvider.Instance, metadata, GenericArguments.None);
        if (blob.ReadByte() != GenericInstantiation)
        {
            blob.Reset();
            return decoder.DecodeType(ref blob);
        }

        TypeText type = decoder.DecodeType(ref blob, allowTypeSpecifications: true);
        var arguments = ImmutableArray.CreateBuilder<TypeText>();
        for (int count = blob.ReadCompressedInteger(); count > 0; count--)
        {
            arguments.Add(decoder.DecodeType(ref blob));
        }

        Arguments = arguments.ToImmutable();
        return type.Instantiate(Arguments);
    }
}
