using System;

namespace Lodestar.Core.Abi;

/// <summary>Flags of <c>sync_file_range(2)</c>.</summary>
[Flags]
[AbiPrefix("SYNC_FILE_RANGE_")]
public enum SyncRangeFlags : uint
{
    None = 0,

    [AbiName("SYNC_FILE_RANGE_WAIT_BEFORE")]
    WaitBefore = 1,

    Write = 2,

    [AbiName("SYNC_FILE_RANGE_WAIT_AFTER")]
    WaitAfter = 4,
}
