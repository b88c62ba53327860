namespace Lodestar.Machine.Runtime;

/// <summary>Ends the kernel when the runtime's own assumptions do not hold.</summary>
internal static class RuntimeFailure
{
    /// <summary>Panics with a sentence that says what is wrong. Never returns.</summary>
    [System.Diagnostics.CodeAnalysis.DoesNotReturn]
    public static void Stop(string reason) => Diagnostics.Panic.Stop(reason);
}
