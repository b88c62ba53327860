using System;

namespace Lodestar.Core.Abi;

/// <summary>
/// Marks the member of a flags enum that is the mask of a field of several bits, such as O_ACCMODE: the members inside the mask
/// are the field's values, not bits of their own.
/// </summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class AbiFieldAttribute : Attribute;
