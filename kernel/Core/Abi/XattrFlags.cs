using System;

namespace Lodestar.Core.Abi;

/// <summary>What <c>setxattr(2)</c> may do (<c>linux/xattr.h</c>).</summary>
[Flags]
[AbiPrefix("XATTR_")]
public enum XattrFlags : uint
{
    None = 0,

    /// <summary>The attribute must not be there.</summary>
    Create = 1,

    /// <summary>It must be there.</summary>
    Replace = 2,
}
