using System;

namespace Lodestar.Core.Abi;

/// <summary>Flags of a descriptor, F_GETFD and F_SETFD of <c>fcntl(2)</c>.</summary>
[Flags]
[AbiPrefix("FD_")]
public enum DescriptorFlags
{
    None = 0,

    /// <summary>Closed on execve.</summary>
    CloExec = 1,
}
