namespace Lodestar.Core.Abi;

/// <summary>LINUX_REBOOT_CMD_*: what <c>reboot(2)</c> does (<c>linux/reboot.h</c>).</summary>
[AbiPrefix("LINUX_REBOOT_CMD_")]
public enum RebootCommand : uint
{
    Restart = 0x0123_4567,
    Halt = 0xcdef_0123,

    [AbiName("LINUX_REBOOT_CMD_CAD_ON")]
    CtrlAltDelOn = 0x89ab_cdef,

    [AbiName("LINUX_REBOOT_CMD_CAD_OFF")]
    CtrlAltDelOff = 0,

    [AbiName("LINUX_REBOOT_CMD_POWER_OFF")]
    PowerOff = 0x4321_fedc,

    [AbiName("LINUX_REBOOT_CMD_RESTART2")]
    Restart2 = 0xa1b2_c3d4,

    [AbiName("LINUX_REBOOT_CMD_SW_SUSPEND")]
    Suspend = 0xd000_fce2,

    KExec = 0x4558_4543,
}
