using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Lodestar.Qemu.Tests.Harness;

namespace Lodestar.Qemu.Tests.Discovery;

/// <summary>Finds the ring-0 tests in the IL that the test image was compiled from.</summary>
internal static class RingZeroTestList
{
    private static readonly Lazy<ImmutableArray<RingZeroTest>> Found = new(static () =>
    [
        .. In(Repository.Assembly("RuntimeTests", "Lodestar.RuntimeTests")),
        .. In(Repository.Assembly("KernelTests", "Lodestar.KernelTests")),
    ]);

    /// <summary>Every test of the test image.</summary>
    internal static ImmutableArray<RingZeroTest> All => Found.Value;

    private static List<RingZeroTest> In(string path)
    {
        using PEReader image = new(ImmutableArray.Create(File.ReadAllBytes(path)));
        MetadataReader metadata = image.GetMetadataReader();
        List<RingZeroTest> tests = [];
        foreach (TypeDefinition type in metadata.TypeDefinitions.Select(metadata.GetTypeDefinition))
        {
            foreach (MethodDefinition method in type.GetMethods().Select(metadata.GetMethodDefinition))
            {
                foreach (CustomAttribute attribute in method.GetCustomAttributes().Select(metadata.GetCustomAttribute))
                {
                    if (IsTest(metadata, attribute))
                    {
                        tests.Add(Describe($"{metadata.GetString(type.Name)}.{metadata.GetString(method.Name)}", attribute));
                    }
                }
            }
        }

        return tests;
    }

    private static RingZeroTest Describe(string name, CustomAttribute attribute)
    {
        Dictionary<string, object?> named = attribute.DecodeValue(AttributeTypes.Instance).NamedArguments
            .ToDictionary(static argument => argument.Name!, static argument => argument.Value);
        return new RingZeroTest(
            name, (int)(named.GetValueOrDefault("MinimumMemoryMiB") ?? 0), (bool)(named.GetValueOrDefault("Slow") ?? false));
    }

    /// <summary>Whether the attribute's type is Lodestar.RuntimeTests.TestAttribute, declared here or in another assembly.</summary>
    private static bool IsTest(MetadataReader metadata, CustomAttribute attribute)
    {
        (StringHandle Namespace, StringHandle Name) type = attribute.Constructor.Kind switch
        {
            HandleKind.MemberReference =>
                Named(metadata, metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent),
            HandleKind.MethodDefinition =>
                Named(metadata, metadata.GetMethodDefinition((MethodDefinitionHandle)attribute.Constructor).GetDeclaringType()),
            _ => default,
        };
        return metadata.StringComparer.Equals(type.Name, "TestAttribute")
            && metadata.StringComparer.Equals(type.Namespace, "Lodestar.RuntimeTests");
    }

    private static (StringHandle Namespace, StringHandle Name) Named(MetadataReader metadata, EntityHandle type)
    {
        switch (type.Kind)
        {
            case HandleKind.TypeReference:
                TypeReference reference = metadata.GetTypeReference((TypeReferenceHandle)type);
                return (reference.Namespace, reference.Name);
            case HandleKind.TypeDefinition:
                TypeDefinition definition = metadata.GetTypeDefinition((TypeDefinitionHandle)type);
                return (definition.Namespace, definition.Name);
            default:
                return default;
        }
    }
}
