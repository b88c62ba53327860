using Lodestar.Core.Files;

namespace Lodestar.Core.Processes;

/// <content>What it may do with other processes.</content>
public sealed partial class Process
{
    /// <summary>
    /// Whether it may look into another process, in the name of its real ids (PTRACE_MODE_READ_REALCREDS, <c>ptrace(2)</c>): one
    /// of the same user that hides nothing.
    /// </summary>
    public bool MayInspect(Process other) =>
        other == this
        || Files.Credentials.IsSuperuser
        || (IsOwnedBy(other, Files.RealCredentials) && other.IsDumpable);

    /// <summary>Whether all ids of another process are these.</summary>
    private static bool IsOwnedBy(Process other, Credentials owner) =>
        other.Files.RealCredentials == owner && other.Files.Credentials == owner && other.Files.SavedCredentials == owner;
}
