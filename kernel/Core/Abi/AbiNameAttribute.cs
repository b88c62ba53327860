using System;

namespace Lodestar.Core.Abi;

/// <summary>The Linux name of an enum's member where it does not follow from <see cref="AbiPrefixAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class AbiNameAttribute(string name) : Attribute
{
    /// <summary>The name in the header, such as "PROT_NONE".</summary>
    public string Name { get; } = name;
}
