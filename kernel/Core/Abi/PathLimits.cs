namespace Lodestar.Core.Abi;

/// <summary>Limits of paths: <c>linux/limits.h</c>, <c>path_resolution(7)</c>.</summary>
public static class PathLimits
{
    /// <summary>Bytes of one name, NAME_MAX.</summary>
    public const int NameMax = 255;

    /// <summary>Bytes of a path with its NUL, PATH_MAX.</summary>
    public const int PathMax = 4096;

    /// <summary>Symbolic links that one resolution follows, MAXSYMLINKS; one more is ELOOP.</summary>
    public const int MaxSymlinks = 40;

    /// <summary>In the place of a directory's descriptor: the current directory, AT_FDCWD.</summary>
    public const int AtFdCwd = -100;
}
