using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>Where a thread's calls copy paths to; each path has its own half, as rename takes two.</summary>
internal sealed class PathBuffer
{
    private readonly byte[] _first = new byte[PathLimits.PathMax];
    private readonly byte[] _second = new byte[PathLimits.PathMax];

    /// <summary>A call's path.</summary>
    internal PathArgument Of(UserString path) => new(path, _first);

    /// <summary>The second path of a call.</summary>
    internal PathArgument Second(UserString path) => new(path, _second);
}
