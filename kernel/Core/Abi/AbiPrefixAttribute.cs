using System;

namespace Lodestar.Core.Abi;

/// <summary>
/// What the Linux names of an enum's members begin with, such as "O_". The Linux name of a member is the prefix and the
/// member's own name in upper case (<c>OpenFlags.CloExec</c>: O_CLOEXEC), unless the member already begins with the prefix or
/// has an <see cref="AbiNameAttribute"/>. Tracing prints these names.
/// </summary>
[AttributeUsage(AttributeTargets.Enum)]
public sealed class AbiPrefixAttribute(string prefix) : Attribute
{
    /// <summary>The prefix with its underscore.</summary>
    public string Prefix { get; } = prefix;
}
