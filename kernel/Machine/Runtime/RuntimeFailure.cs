using System.Diagnostics.CodeAnalysis;

namespace Lodestar.Machine.Runtime;

/// <summary>The end: a panic of the kernel, SIGABRT for a program in ring 3. Allocates nothing.</summary>
internal static partial class RuntimeFailure
{
    /// <summary>Stops because the runtime's own assumptions do not hold.</summary>
    /// <param name="reason">A sentence that says what is wrong, without a full stop.</param>
    [DoesNotReturn]
    public static partial void Stop(string reason);

    /// <summary>Stops because an exception found no handler.</summary>
    /// <param name="description">The exception as text, its own stack trace included.</param>
    [DoesNotReturn]
    public static partial void UnhandledException(string description);

    /// <summary>Stops because memory is out where there is no way on without.</summary>
    /// <param name="reason">What it was for.</param>
    [DoesNotReturn]
    public static partial void OutOfMemory(string reason);
}
