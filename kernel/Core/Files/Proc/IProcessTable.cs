namespace Lodestar.Core.Files.Proc;

/// <summary>The processes that /proc shows.</summary>
public interface IProcessTable
{
    /// <summary>The process with an id, which may be that of one of its threads; null without one.</summary>
    IProcess? Find(int id);

    /// <summary>The id of the thread that runs.</summary>
    int CurrentThread { get; }

    /// <summary>The process with the lowest id above a number, or null.</summary>
    IProcess? FindNext(int id);
}
