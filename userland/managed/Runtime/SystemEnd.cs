namespace Lodestar.Userland;

/// <summary>How the system ends: commands of <c>reboot(2)</c>.</summary>
public enum SystemEnd : uint
{
    Restart = 0x0123_4567,
    Halt = 0xcdef_0123,
    PowerOff = 0x4321_fedc,
}
