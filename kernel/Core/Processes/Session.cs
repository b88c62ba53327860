namespace Lodestar.Core.Processes;

/// <summary>A session: process groups that share a terminal, <c>setsid(2)</c>.</summary>
/// <param name="id">The id of the process that began it.</param>
public sealed class Session(int id)
{
    public int Id { get; } = id;

    /// <summary>The process that began it; null once that has ended.</summary>
    public Process? Leader { get; internal set; }
}
