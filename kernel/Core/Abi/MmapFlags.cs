using System;

namespace Lodestar.Core.Abi;

/// <summary>MAP_*: the kind of a mapping (<c>mmap(2)</c>, <c>asm/mman.h</c> for x86-64).</summary>
[Flags]
[AbiPrefix("MAP_")]
public enum MmapFlags : uint
{
    Shared = 0x01,
    Private = 0x02,

    /// <summary>Shared, and an unknown flag is an error.</summary>
    [AbiName("MAP_SHARED_VALIDATE")]
    SharedValidate = 0x03,

    /// <summary>The field that holds <see cref="Shared"/>, <see cref="Private"/> or <see cref="SharedValidate"/>.</summary>
    [AbiField]
    Type = 0x0F,

    Fixed = 0x10,
    Anonymous = 0x20,

    /// <summary>At an address from 1 GiB to 2 GiB.</summary>
    [AbiName("MAP_32BIT")]
    Low2Gib = 0x40,

    /// <summary>At an address from 4 GiB on.</summary>
    Above4G = 0x80,

    GrowsDown = 0x0100,
    DenyWrite = 0x0800,
    Executable = 0x1000,
    Locked = 0x2000,
    NoReserve = 0x4000,
    Populate = 0x8000,
    NonBlock = 0x1_0000,
    Stack = 0x2_0000,
    HugeTlb = 0x4_0000,
    Sync = 0x8_0000,

    /// <summary>At exactly this address, and EEXIST when something is there.</summary>
    [AbiName("MAP_FIXED_NOREPLACE")]
    FixedNoReplace = 0x10_0000,
}
