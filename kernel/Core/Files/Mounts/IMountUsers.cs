namespace Lodestar.Core.Files.Mounts;

/// <summary>Knows who uses mounts: whoever has files open, runs programs or stands in directories there.</summary>
public interface IMountUsers
{
    /// <summary>Whether somebody uses a mount.</summary>
    bool Use(Mount mount);

    /// <summary>Whether somebody may write to a file that is open in a file system.</summary>
    /// <param name="fileSystem">The file system.</param>
    /// <param name="through">The mount that the file was opened through; null for any.</param>
    bool WriteTo(FileSystem fileSystem, Mount? through);

    /// <summary>Takes those along who stand in one place, with their roots or current directories, to another: <c>pivot_root(2)</c>.</summary>
    void Move(Location from, Location to);
}
