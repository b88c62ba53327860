namespace Lodestar.Core.Files.Proc;

/// <summary>The processes that /proc shows.</summary>
public interface IProcessTable
{
    /// <summary>The process with an id, or null.</summary>
    IProcess? Find(int id);

    /// <summary>The process with the lowest id above a number, or null.</summary>
    IProcess? FindNext(int id);
}
