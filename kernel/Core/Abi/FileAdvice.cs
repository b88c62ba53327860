namespace Lodestar.Core.Abi;

/// <summary>How a program is going to read, <c>posix_fadvise(2)</c>.</summary>
[AbiPrefix("POSIX_FADV_")]
public enum FileAdvice
{
    Normal = 0,
    Random = 1,
    Sequential = 2,
    WillNeed = 3,
    DontNeed = 4,
    NoReuse = 5,
}
