namespace Lodestar.Core.Abi;

/// <summary>Types of file systems in <c>statfs(2)</c> (<c>linux/magic.h</c>).</summary>
public enum FileSystemMagic : long
{
    Devpts = 0x1CD1,
    Proc = 0x9FA0,
    Tmpfs = 0x0102_1994,
    Sysfs = 0x6265_6572,
    AnonymousInodes = 0x0904_1934,
    PipeFs = 0x5049_5045,
    PidFs = 0x5049_4446,
}
