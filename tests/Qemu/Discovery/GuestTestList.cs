using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Lodestar.Qemu.Tests.Harness;

namespace Lodestar.Qemu.Tests.Discovery;

/// <summary>Finds tests in the IL that the test kernel and the test program were compiled from.</summary>
internal static class GuestTestList
{
    private static readonly Lazy<ImmutableArray<GuestTest>> FoundInKernel = new(static () =>
    [
        .. In(Repository.Assembly("RuntimeTests", "Lodestar.RuntimeTests")),
        .. In(Repository.Assembly("KernelTests", "Lodestar.KernelTests")),
    ]);

    private static readonly Lazy<ImmutableArray<GuestTest>> FoundInProgram = new(static () =>
    [
        .. In(Repository.Assembly("RuntimeTests", "Lodestar.RuntimeTests")),
        .. In(Repository.Assembly("ProcessTests", "Lodestar.ProcessTests")),
    ]);

    /// <summary>Every test of the test kernel.</summary>
    internal static ImmutableArray<GuestTest> RingZero => FoundInKernel.Value;

    /// <summary>Every test of the program <c>runtime-tests</c>.</summary>
    internal static ImmutableArray<GuestTest> RingThree => FoundInProgram.Value;

    private static List<GuestTest> In(string path)
    {
        using PEReader image = new(ImmutableArray.Create(File.ReadAllBytes(path)));
        MetadataReader metadata = image.GetMetadataReader();
        List<GuestTest> tests = [];
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

    private static GuestTest Describe(string name, CustomAttribute attribute)
    {
        Dictionary<string, object?> named = attribute.DecodeValue(AttributeTypes.Instance).NamedArguments
            .ToDictionary(static argument => argument.Name!, static argument => argument.Value);
        return new GuestTest(
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
