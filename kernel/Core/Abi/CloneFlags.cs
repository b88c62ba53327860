using System;

namespace Lodestar.Core.Abi;

/// <summary>What a child shares with its parent, <c>clone(2)</c> (<c>linux/sched.h</c>).</summary>
[Flags]
[AbiPrefix("CLONE_")]
public enum CloneFlags : ulong
{
    None = 0,

    /// <summary>The low byte of clone's flags: the signal that the parent gets.</summary>
    [AbiName("CSIGNAL")]
    SignalMask = 0xff,

    /// <summary>clone3 and unshare only, where there is no signal in the flags.</summary>
    [AbiName("CLONE_NEWTIME")]
    NewTime = 0x80,

    Vm = 0x100,
    Fs = 0x200,
    Files = 0x400,
    SigHand = 0x800,

    [AbiName("CLONE_PIDFD")]
    PidFd = 0x1000,

    PTrace = 0x2000,
    VFork = 0x4000,
    Parent = 0x8000,
    Thread = 0x1_0000,

    [AbiName("CLONE_NEWNS")]
    NewNs = 0x2_0000,

    [AbiName("CLONE_SYSVSEM")]
    SysVSem = 0x4_0000,

    [AbiName("CLONE_SETTLS")]
    SetTls = 0x8_0000,

    [AbiName("CLONE_PARENT_SETTID")]
    ParentSetTid = 0x10_0000,

    [AbiName("CLONE_CHILD_CLEARTID")]
    ChildClearTid = 0x20_0000,

    Detached = 0x40_0000,
    Untraced = 0x80_0000,

    [AbiName("CLONE_CHILD_SETTID")]
    ChildSetTid = 0x100_0000,

    [AbiName("CLONE_NEWCGROUP")]
    NewCGroup = 0x200_0000,

    [AbiName("CLONE_NEWUTS")]
    NewUts = 0x400_0000,

    [AbiName("CLONE_NEWIPC")]
    NewIpc = 0x800_0000,

    [AbiName("CLONE_NEWUSER")]
    NewUser = 0x1000_0000,

    [AbiName("CLONE_NEWPID")]
    NewPid = 0x2000_0000,

    [AbiName("CLONE_NEWNET")]
    NewNet = 0x4000_0000,

    Io = 0x8000_0000,

    /// <summary>clone3 only: caught signals get their default action.</summary>
    [AbiName("CLONE_CLEAR_SIGHAND")]
    ClearSigHand = 0x1_0000_0000,
}
