namespace Lodestar.Core.Abi;

/// <summary>PR_*: what <c>prctl(2)</c> does (<c>linux/prctl.h</c>), as far as it is there.</summary>
[AbiPrefix("PR_")]
public enum PrctlOption
{
    [AbiName("PR_SET_PDEATHSIG")]
    SetParentDeathSignal = 1,

    [AbiName("PR_GET_PDEATHSIG")]
    GetParentDeathSignal = 2,

    [AbiName("PR_GET_DUMPABLE")]
    GetDumpable = 3,

    [AbiName("PR_SET_DUMPABLE")]
    SetDumpable = 4,

    [AbiName("PR_GET_KEEPCAPS")]
    GetKeepCapabilities = 7,

    [AbiName("PR_SET_KEEPCAPS")]
    SetKeepCapabilities = 8,

    [AbiName("PR_GET_TIMING")]
    GetTiming = 13,

    [AbiName("PR_SET_TIMING")]
    SetTiming = 14,

    [AbiName("PR_SET_NAME")]
    SetName = 15,

    [AbiName("PR_GET_NAME")]
    GetName = 16,

    [AbiName("PR_GET_SECCOMP")]
    GetSeccomp = 21,

    [AbiName("PR_CAPBSET_READ")]
    ReadCapabilityBound = 23,

    [AbiName("PR_CAPBSET_DROP")]
    DropCapabilityBound = 24,

    [AbiName("PR_GET_TSC")]
    GetTimestampUse = 25,

    [AbiName("PR_SET_TSC")]
    SetTimestampUse = 26,

    [AbiName("PR_GET_SECUREBITS")]
    GetSecureBits = 27,

    [AbiName("PR_SET_TIMERSLACK")]
    SetTimerSlack = 29,

    [AbiName("PR_GET_TIMERSLACK")]
    GetTimerSlack = 30,

    [AbiName("PR_MCE_KILL_GET")]
    GetMachineCheckPolicy = 34,

    [AbiName("PR_SET_CHILD_SUBREAPER")]
    SetChildSubreaper = 36,

    [AbiName("PR_GET_CHILD_SUBREAPER")]
    GetChildSubreaper = 37,

    [AbiName("PR_SET_NO_NEW_PRIVS")]
    SetNoNewPrivileges = 38,

    [AbiName("PR_GET_NO_NEW_PRIVS")]
    GetNoNewPrivileges = 39,

    [AbiName("PR_GET_TID_ADDRESS")]
    GetThreadIdAddress = 40,

    [AbiName("PR_GET_THP_DISABLE")]
    GetHugePagesDisabled = 42,

    [AbiName("PR_CAP_AMBIENT")]
    AmbientCapability = 47,

    [AbiName("PR_SET_VMA")]
    SetVma = 0x5356_4d41,
}
