using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Lodestar.Symbols;

/// <summary>
/// Reads the method names of an <c>.mstat</c> file (ILC's <c>--mstat</c>). ILC's symbols are not reversible ("." and
/// "_" both become "_"); the report has each symbol beside a metadata reference to its method.
/// </summary>
/// <remarks>
/// The report is a .NET assembly whose global method <c>Methods</c> is a list in the form of IL, five instructions an
/// entry: <c>ldtoken</c> method, <c>ldc.i4</c> code size, GC info size, EH info size, offset of the symbol in the
/// section <c>.names</c>.
/// </remarks>
public static class MethodSizeReport
{
    private const byte LoadMinusOne = 0x15;
    private const byte LoadZero = 0x16;
    private const byte LoadEight = 0x1E;
    private const byte LoadShort = 0x1F;
    private const byte LoadLong = 0x20;
    private const byte LoadToken = 0xD0;
    private const int NumbersPerEntry = 4;

    /// <summary>Reads the names.</summary>
    /// <param name="file">The content of the <c>.mstat</c> file.</param>
    /// <returns>The C# name of each method's symbol.</returns>
    /// <exception cref="InvalidDataException">The file does not have the expected form.</exception>
    public static Dictionary<string, MethodName> Read(ImmutableArray<byte> file)
    {
        using var image = new PEReader(file);
        MetadataReader metadata = image.GetMetadataReader();
        PEMemoryBlock names = image.GetSectionData(".names");
        if (names.Length == 0)
        {
            throw new InvalidDataException("the .mstat file has no section .names");
        }

        MethodDefinition list = metadata.MethodDefinitions.Select(metadata.GetMethodDefinition)
            .FirstOrDefault(method => metadata.StringComparer.Equals(method.Name, "Methods"));
        if (list.RelativeVirtualAddress == 0)
        {
            throw new InvalidDataException("the .mstat file has no list of methods");
        }

        var result = new Dictionary<string, MethodName>();
        BlobReader body = image.GetMethodBody(list.RelativeVirtualAddress).GetILReader();
        while (body.RemainingBytes > 0 && body.ReadByte() == LoadToken)
        {
            EntityHandle method = MetadataTokens.EntityHandle(body.ReadInt32());
            int nameOffset = 0;
            for (int i = 0; i < NumbersPerEntry; i++)
            {
                nameOffset = ReadNumber(ref body);
            }

            BlobReader name = names.GetReader(nameOffset, names.Length - nameOffset);
            if (name.ReadSerializedString() is { Length: > 0 } symbol)
            {
                result[symbol] = NameOf(metadata, method);
            }
        }

        return result;
    }

    private static int ReadNumber(ref BlobReader body)
    {
        byte opcode = body.ReadByte();
        return opcode switch
        {
            >= LoadMinusOne and <= LoadEight => opcode - LoadZero,
            LoadShort => body.ReadSByte(),
            LoadLong => body.ReadInt32(),
            _ => throw new InvalidDataException($"the .mstat file has an instruction 0x{opcode:x2} where a number belongs"),
        };
    }

    private static MethodName NameOf(MetadataReader metadata, EntityHandle handle)
    {
        ImmutableArray<TypeText> methodArguments = [];
        if (handle.Kind == HandleKind.MethodSpecification)
        {
            MethodSpecification method = metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
            methodArguments = method.DecodeSignature(TypeTextProvider.Instance, GenericArguments.None);
            handle = method.Method;
        }

        if (handle.Kind != HandleKind.MemberReference)
        {
            throw new InvalidDataException($"the .mstat file names a method by a {handle.Kind}");
        }

        MemberReference member = metadata.GetMemberReference((MemberReferenceHandle)handle);
        var typeArguments = new TypeArgumentCollector();
        TypeText type = member.Parent.Kind switch
        {
            HandleKind.TypeReference =>
                TypeTextProvider.Instance.GetTypeFromReference(metadata, (TypeReferenceHandle)member.Parent, 0),
            HandleKind.TypeSpecification => typeArguments.Decode(metadata, (TypeSpecificationHandle)member.Parent),
            _ => new TypeText("", ""),
        };
        MethodSignature<TypeText> signature = member.DecodeMethodSignature(
            TypeTextProvider.Instance, new GenericArguments(typeArguments.Arguments, methodArguments));
        string generic = methodArguments.IsEmpty ? "" : $"<{Join(methodArguments)}>";
        MethodName name = CompilerNames.Restore(type.FullName, metadata.GetString(member.Name));
        return name with { Member = $"{name.Member}{generic}({Join(signature.ParameterTypes)})" };
    }

    private static string Join(ImmutableArray<TypeText> types) => string.Join(", ", types.Select(type => type.Name));
}
