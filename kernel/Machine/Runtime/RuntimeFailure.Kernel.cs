using Lodestar.Machine.Diagnostics;

namespace Lodestar.Machine.Runtime;

/// <content>In the kernel each is a panic.</content>
internal static partial class RuntimeFailure
{
    public static partial void Stop(string reason) => Panic.Stop(reason);

    public static partial void UnhandledException(string description) => Panic.UnhandledException(description);

    public static partial void OutOfMemory(string reason) => Panic.OutOfMemory(reason);
}
