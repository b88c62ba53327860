namespace Lodestar.Core.Abi;

/// <summary>Values of tv_nsec that mean something else in <c>utimensat(2)</c> (<c>linux/stat.h</c>).</summary>
public static class UtimeNanoseconds
{
    /// <summary>UTIME_NOW: the time is the present one.</summary>
    public const long Now = (1 << 30) - 1;

    /// <summary>UTIME_OMIT: the time stays as it is.</summary>
    public const long Omit = (1 << 30) - 2;
}
